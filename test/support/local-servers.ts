import { once } from 'node:events';
import { createServer as createHttp, type Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from 'node:net';

/** What a text gateway was asked, and what it answers: as often as it fails it has taken the text all the same. */
export class LocalGateway {
  readonly asked: { readonly to: string; readonly text: string; readonly reference: string }[] = [];
  readonly headers: Readonly<Record<string, unknown>>[] = [];
  /** Texts that really went out: a reference that it has is not sent again. */
  readonly sent = new Map<string, string>();
  failures = 0;

  private constructor(private readonly server: HttpServer) {}

  static async open(): Promise<LocalGateway> {
    const server = createHttp((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body: LocalGateway['asked'][number] = JSON.parse(Buffer.concat(parts).toString());
        gateway.headers.push(request.headers);
        gateway.asked.push(body);
        gateway.sent.set(body.reference, body.text);
        const isFailing = gateway.failures > 0;
        gateway.failures -= isFailing ? 1 : 0;
        response.writeHead(isFailing ? 502 : 202).end();
      });
    });
    const gateway = new LocalGateway(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${String(portOf(this.server))}/send`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

/** A mail server that takes every mail, but fails as often as it is told. It speaks as much SMTP as is needed. */
export class LocalMailServer {
  readonly mails: string[] = [];
  readonly receivers: string[] = [];
  /** Whom it would not take a mail for, in words that say whom, as real servers do. */
  readonly refused: string[] = [];
  failures = 0;
  readonly #sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async open(): Promise<LocalMailServer> {
    const server = createTcp((socket) => {
      mail.talk(socket);
    });
    const mail = new LocalMailServer(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return mail;
  }

  get url(): string {
    return `smtp://127.0.0.1:${String(portOf(this.server))}?ignoreTLS=true`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private talk(socket: Socket): void {
    this.#sockets.add(socket);
    let read = '';
    let isInMail = false;
    socket.write('220 local\r\n');
    socket.on('data', (part) => {
      read += part.toString();
      for (;;) {
        const end = read.indexOf(isInMail ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const said = read.slice(0, end);
        read = read.slice(end + (isInMail ? 5 : 2));
        if (isInMail) this.mails.push(said);
        socket.write(isInMail ? '250 taken\r\n' : this.answer(said));
        isInMail = !isInMail && said.toUpperCase() === 'DATA';
      }
    });
  }

  private answer(line: string): string {
    const [verb = ''] = line.toUpperCase().split(/[ :]/);
    if (verb === 'RCPT') {
      const receiver = /<([^>]*)>/.exec(line)?.[1] ?? '';
      if (this.failures > 0) {
        this.failures -= 1;
        this.refused.push(receiver);
        return `451 <${receiver}> later\r\n`;
      }
      this.receivers.push(receiver);
    }
    if (verb === 'DATA') return '354 go on\r\n';
    return verb === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n';
  }
}

function portOf(server: HttpServer | Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return address.port;
}
