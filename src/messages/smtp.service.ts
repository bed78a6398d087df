import { createTransport, type Transporter } from 'nodemailer';
import type { Message } from './message.js';

export interface SmtpSettings {
  /** smtps://name:password@host:465, or smtp:// for a server that offers TLS itself. */
  readonly url: string;
  readonly from: string;
}

const WAIT_MS = 10_000;

/** Sends email through the scheme's own mail server. Plain text, no pictures, nothing that is fetched when it is read. */
export class Smtp {
  readonly #transport: Transporter;

  constructor(private readonly settings: SmtpSettings) {
    this.#transport = createTransport({
      url: settings.url,
      connectionTimeout: WAIT_MS,
      greetingTimeout: WAIT_MS,
      socketTimeout: WAIT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  /** The address goes as a whole, so that one with a comma in it is not two. Sent again it has the same Message-ID. */
  async send({ address, subject, body, reference }: Message): Promise<void> {
    const { from } = this.settings;
    const messageId = `<${reference}@${
      from
        .split('@')
        .at(-1)
        ?.replace(/[^A-Za-z0-9.-]/g, '') ?? 'galaxies'
    }>`;
    await this.#transport.sendMail({ from, to: { name: '', address }, subject, text: body, messageId });
  }
}
