import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * What becomes of a COMMIT: it goes through; the connection is cut before the server hears of it; it is cut when the
 * server has committed and nobody has been told; or nobody is told anything, and nothing is cut.
 */
export type Fate = 'through' | 'cut before' | 'cut after' | 'silence';

/** Decides the fate of a COMMIT: the how-manieth of its connection, 1 onwards. */
export type Plan = (commit: number) => Fate;

/** Stands between a client and PostgreSQL, understands what passes, and cuts connections around COMMIT. */
export class CuttingProxy {
  /** How often each fate was met. */
  readonly met: Record<Fate, number> = { through: 0, 'cut before': 0, 'cut after': 0, silence: 0 };
  plan: Plan = () => 'through';
  /** While true, nothing that a client says is passed on, and nothing is cut. */
  silent = false;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly upstream: URL,
  ) {
    server.on('connection', (client) => {
      this.join(client);
    });
  }

  /** Listens on 127.0.0.1 for connections to the server of that address. */
  static async open(url: string): Promise<CuttingProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new CuttingProxy(server, new URL(url));
  }

  /** The same database, through the proxy. */
  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('The proxy is closed.');
    const through = new URL(this.upstream);
    through.hostname = '127.0.0.1';
    through.port = String(address.port);
    return through.href;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    const closed = once(this.server, 'close');
    this.server.close();
    await closed;
  }

  private join(client: Socket): void {
    const server = connect(Number(this.upstream.port), this.upstream.hostname);
    const cut = () => {
      client.resetAndDestroy();
      server.resetAndDestroy();
    };
    for (const socket of [client, server]) {
      this.sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    this.relay(client, server, cut);
  }

  private relay(client: Socket, server: Socket, cut: () => void): void {
    let commits = 0;
    let fate: Fate = 'through';
    const fromClient = messages(true, (message) => {
      if (isCommit(message)) fate = this.meet(++commits);
      if (fate === 'cut before') cut();
      else if (fate !== 'silence' && !this.silent) server.write(message);
    });
    const fromServer = messages(false, (message) => {
      if (fate === 'cut after' && isCommitted(message)) cut();
      else if (fate !== 'silence') client.write(message);
    });
    client.on('data', fromClient);
    server.on('data', fromServer);
  }

  private meet(commit: number): Fate {
    const fate = this.plan(commit);
    this.met[fate]++;
    return fate;
  }
}

/** Cuts a stream into messages. The very first of a client has no letter in front of its length. */
function messages(startsPlain: boolean, handle: (message: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let letter = startsPlain ? 0 : 1;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= letter + 4) {
      const length = letter + rest.readInt32BE(letter);
      if (rest.length < length) return;
      const message = rest.subarray(0, length);
      rest = rest.subarray(length);
      letter = 1;
      handle(message);
    }
  };
}

/** The prepared statement of that name is bound, to be executed next. */
function isCommit(message: Buffer): boolean {
  return message.toString('latin1', 0, 1) === 'B' && message.toString('latin1', 5).startsWith('\0COMMIT\0');
}

function isCommitted(message: Buffer): boolean {
  return message.toString('latin1', 0, 1) === 'C' && message.toString('latin1', 5) === 'COMMIT\0';
}
