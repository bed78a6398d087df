import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A request as it is sent: what follows the line with the method and the address. */
export interface Sent {
  readonly method: 'GET' | 'PUT';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer: its status and its body. */
export interface Answered {
  readonly status: number;
  readonly body: string;
}

const HEAD_END = '\r\n\r\n';

/**
 * One connection over which one request is sent after the other. It does as little as a client of HTTP/1.1 can, so that it
 * is the service that is measured.
 */
export class HttpLine {
  private socket: Socket | undefined;

  constructor(
    private readonly address: string,
    private readonly headers: Readonly<Record<string, string>>,
  ) {}

  /** Sends it and waits for the whole answer. */
  async ask({ method, path, headers = {}, body = '' }: Sent): Promise<Answered> {
    const { hostname, port, host } = new URL(this.address);
    const socket = (this.socket ??= await opened(hostname, Number(port)));
    const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const lines = Object.entries({ host, ...this.headers, ...headers, ...length });
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    const answer = answerOn(socket);
    socket.write(`${method} ${path} HTTP/1.1\r\n${head}\r\n${body}`);
    const { closes, ...answered } = await answer;
    if (closes) this.close();
    return answered;
  }

  close(): void {
    this.socket?.destroy();
    this.socket = undefined;
  }
}

async function opened(hostname: string, port: number): Promise<Socket> {
  const socket = connect({ host: hostname, port, noDelay: true });
  await once(socket, 'connect');
  return socket;
}

function answerOn(socket: Socket): Promise<Answered & { readonly closes: boolean }> {
  return new Promise((resolve, reject) => {
    let received = '';
    const done = (): void => {
      socket.off('data', onData).off('close', onClose).off('error', reject);
    };
    const onClose = (): void => {
      reject(new Error('The service has closed the connection.'));
    };
    const onData = (part: Buffer): void => {
      received += part.toString('latin1');
      const answer = answerIn(received);
      if (answer === undefined) return;
      done();
      resolve(answer);
    };
    socket.on('data', onData).on('close', onClose).on('error', reject);
  });
}

function answerIn(received: string): (Answered & { readonly closes: boolean }) | undefined {
  const end = received.indexOf(HEAD_END);
  if (end < 0) return undefined;
  const head = received.slice(0, end);
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
  const body = received.slice(end + HEAD_END.length);
  if (body.length < length) return undefined;
  return { status: Number(head.slice(9, 12)), body, closes: /\r\nconnection: close/i.test(head) };
}
