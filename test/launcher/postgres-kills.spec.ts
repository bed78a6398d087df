import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { ask } from '../support/ask.js';
import { copyData, serverHasGone, startOwnPostgres } from '../support/own-postgres.js';
import type { OwnPostgres } from '../support/own-postgres.js';
import { until } from '../support/until.js';

describe('our own PostgreSQL, when somebody is killed', () => {
  let made: string;
  let dataDir: string;
  let open: OwnPostgres[];

  beforeAll(async () => {
    made = mkdtempSync(join(tmpdir(), 'galaxies-kills-made-'));
    await (await startOwnPostgres({ dataDir: made })).stop();
  });

  afterAll(() => rmSync(made, { recursive: true, force: true }));

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'galaxies-kills-'));
    copyData(made, dataDir);
    open = [];
  });

  afterEach(async () => {
    await Promise.all(open.map((server) => server.stop()));
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function start(): Promise<OwnPostgres> {
    const server = await startOwnPostgres({ dataDir });
    open.push(server);
    return server;
  }

  it('goes away when the only process that uses it is killed, and starts again', async () => {
    const killed = await start();
    await ask(killed.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    killed.user.kill('SIGKILL');
    await serverHasGone(dataDir);
    const next = await start();
    expect(await ask(next.ownerUrl, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
  });

  it('stays when one of two processes is killed, and goes with the other', async () => {
    const killed = await start();
    const other = await start();
    killed.user.kill('SIGKILL');
    await until(() => killed.user.signalCode !== null, 'the process ends');
    expect(await ask(other.ownerUrl, 'SELECT 1 AS answer')).toEqual({ answer: 1 });
    await other.stop();
    await serverHasGone(dataDir, 0);
  });

  it('comes back by itself on the same port when the server is killed, with the last acknowledged row', async () => {
    const server = await start();
    const last = await writeUntilCut(server);
    const found = await until(() => lastRow(server.ownerUrl), 'the server comes back');
    expect(found).toBeGreaterThanOrEqual(last);
  });

  it('recovers at the next start when the server and everything around it is killed under load', async () => {
    const server = await start();
    const supervisor = parentOf(server.serverPid());
    const last = await writeUntilCut(server, () => {
      server.user.kill('SIGKILL');
      process.kill(supervisor, 'SIGKILL');
    });
    const next = await start();
    expect(await lastRow(next.ownerUrl)).toBeGreaterThanOrEqual(last);
  });

  it('starts at once after a stop that was itself cut short', async () => {
    const server = await start();
    const supervisor = parentOf(server.serverPid());
    const stopping = server.stop();
    process.kill(supervisor, 'SIGKILL');
    const next = await start();
    expect(await ask(next.ownerUrl, 'SELECT 1 AS answer')).toEqual({ answer: 1 });
    await stopping;
  });

  it('is watched again by the next process when its watcher was killed', async () => {
    const first = await start();
    const supervisor = parentOf(first.serverPid());
    process.kill(childOf(supervisor, first.serverPid()), 'SIGKILL');
    const second = await start();
    expect(second.serverPid()).toBe(first.serverPid());
    await first.stop();
    expect(await ask(second.ownerUrl, 'SELECT 1 AS answer')).toEqual({ answer: 1 });
    await second.stop();
    await serverHasGone(dataDir);
  });
});

/** Writes rows one by one, kills the server after some hundred, and answers the last one that was acknowledged. */
async function writeUntilCut(server: OwnPostgres, alsoKill: () => void = () => undefined): Promise<number> {
  await ask(server.ownerUrl, 'CREATE TABLE row_number (n integer PRIMARY KEY)');
  const client = new Client({ connectionString: server.ownerUrl });
  client.on('error', () => undefined);
  await client.connect();
  let last = 0;
  for (;;) {
    try {
      await client.query('INSERT INTO row_number VALUES ($1)', [last + 1]);
    } catch {
      return last;
    }
    last += 1;
    if (last === 300) {
      alsoKill();
      server.killServer();
    }
  }
}

/** Undefined while the server does not answer. */
async function lastRow(url: string): Promise<number | undefined> {
  try {
    const row = await ask(url, 'SELECT max(n) AS n FROM row_number');
    return Number(row?.['n']);
  } catch {
    return undefined;
  }
}

function parentOf(pid: number): number {
  return Number(statOf(pid)[1]);
}

/** The other child of a process that has two. */
function childOf(pid: number, other: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
  const [found] = children.filter((child) => child !== other);
  if (found === undefined) throw new Error(`Process ${pid} has no other child.`);
  return found;
}

/** State, parent and the rest of /proc/PID/stat after the name. */
function statOf(pid: number): readonly string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
