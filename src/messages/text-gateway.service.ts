import type { Message } from './message.js';

export interface TextGatewaySettings {
  /**
   * Takes POST {"to": "+447700900982", "text": "...", "reference": "..."} and answers 2xx when it has the text. The same
   * reference is the same text, sent again because its answer was not heard.
   */
  readonly url: string;
  /** Sent as a bearer token when given. */
  readonly token: string | undefined;
}

const WAIT_MS = 10_000;

/** Sends texts through whichever gateway the operator chose. */
export class TextGateway {
  constructor(private readonly settings: TextGatewaySettings) {}

  async send({ address, body, reference }: Message): Promise<void> {
    const { url, token } = this.settings;
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': reference,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ to: address, text: body, reference }),
      signal: AbortSignal.timeout(WAIT_MS),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`The text gateway answered ${String(answer.status)}.`);
  }
}
