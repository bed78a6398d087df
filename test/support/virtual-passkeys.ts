import type { CDPSession, Page } from 'playwright-core';

type Credential = Awaited<ReturnType<typeof credentialsOf>>[number];

/** The passkeys of a browser's owner, who presses every button: Chromium's own, reached as its developer tools reach it. */
export class VirtualPasskeys {
  private constructor(
    private readonly tools: CDPSession,
    private readonly authenticator: string,
  ) {}

  static async of(page: Page): Promise<VirtualPasskeys> {
    const tools = await page.context().newCDPSession(page);
    await tools.send('WebAuthn.enable');
    const { authenticatorId } = await tools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'usb',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return new VirtualPasskeys(tools, authenticatorId);
  }

  all(): Promise<readonly Credential[]> {
    return credentialsOf(this.tools, this.authenticator);
  }

  /** Makes these the only ones, such as a copy that was taken elsewhere. */
  async replace(credentials: readonly Credential[]): Promise<void> {
    await this.tools.send('WebAuthn.clearCredentials', { authenticatorId: this.authenticator });
    for (const credential of credentials)
      await this.tools.send('WebAuthn.addCredential', { authenticatorId: this.authenticator, credential });
  }
}

async function credentialsOf(tools: CDPSession, authenticatorId: string) {
  const { credentials } = await tools.send('WebAuthn.getCredentials', { authenticatorId });
  return credentials;
}
