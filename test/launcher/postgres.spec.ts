import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyData, serverHasGone, startOwnPostgres } from '../support/own-postgres.js';
import type { OwnPostgres } from '../support/own-postgres.js';
import { ask } from '../support/ask.js';

describe('our own PostgreSQL', () => {
  /** What a server has made on an empty folder, and a table that somebody has made in it. */
  let made: string;
  let dataDir: string;
  let open: OwnPostgres[];

  beforeAll(async () => {
    made = mkdtempSync(join(tmpdir(), 'galaxies-launcher-made-'));
    const server = await startOwnPostgres({ dataDir: made });
    await ask(server.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await server.stop();
  });

  afterAll(() => rmSync(made, { recursive: true, force: true }));

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'galaxies-launcher-'));
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

  const bringMadeData = () => copyData(made, dataDir);

  it('starts on an empty folder, keeps what it is told and survives a loss of power', async () => {
    const { ownerUrl } = await start();
    const settings = await ask(
      ownerUrl,
      `SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS pages,
         current_setting('synchronous_commit') AS commits, current_setting('data_checksums') AS sums,
         current_setting('server_encoding') AS encoding, 'Ä' ILIKE 'ä' AS knows_letters`,
    );
    expect(settings).toEqual({
      fsync: 'on',
      pages: 'on',
      commits: 'on',
      sums: 'on',
      encoding: 'UTF8',
      knows_letters: true,
    });
  });

  it('listens on this machine only, has no socket file, and asks for a password', async () => {
    bringMadeData();
    const { superUrl, ownerUrl } = await start();
    const listens = await ask(
      superUrl,
      `SELECT current_setting('listen_addresses') AS at, current_setting('unix_socket_directories') AS socket`,
    );
    expect(listens).toEqual({ at: '127.0.0.1', socket: '' });
    const wrong = new URL(ownerUrl);
    wrong.password = 'guess';
    await expect(ask(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  it('never writes values or statements to its log', async () => {
    bringMadeData();
    const { superUrl } = await start();
    const settings = await ask(
      superUrl,
      `SELECT current_setting('log_parameter_max_length') AS values,
         current_setting('log_parameter_max_length_on_error') AS values_on_error,
         current_setting('log_min_error_statement') AS statements`,
    );
    expect(settings).toEqual({ values: '0', values_on_error: '0', statements: 'panic' });
  });

  it('keeps its passwords from every other account', async () => {
    await start();
    const mode = (name: string) => statSync(join(dataDir, 'postgres', name)).mode & 0o777;
    expect([mode('.'), mode('galaxies'), mode('galaxies/passwords.json')]).toEqual([0o700, 0o700, 0o600]);
  });

  it('gives the owner a database but not the server', async () => {
    bringMadeData();
    const { ownerUrl } = await start();
    const rights = await ask(
      ownerUrl,
      'SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles WHERE rolname = current_user',
    );
    expect(rights).toEqual({ rolsuper: false, rolcreaterole: true, rolcreatedb: false, rolbypassrls: false });
  });

  it('is shared by a second process, and stops with the last of them', async () => {
    bringMadeData();
    const first = await start();
    const second = await start();
    expect([second.ownerUrl, second.serverPid()]).toEqual([first.ownerUrl, first.serverPid()]);
    await first.stop();
    expect(await ask(second.ownerUrl, 'SELECT 1 AS answer')).toEqual({ answer: 1 });
    await second.stop();
    await serverHasGone(dataDir, 0);
  });

  it('is one server even when four processes start at once on a folder that is not there yet', async () => {
    rmSync(dataDir, { recursive: true });
    const all = await Promise.all([start(), start(), start(), start()]);
    const [first] = all;
    expect(new Set(all.map(({ ownerUrl }) => ownerUrl)).size).toBe(1);
    await Promise.all(all.slice(1).map((server) => server.stop()));
    expect(await ask(first.ownerUrl, 'SELECT 1 AS answer')).toEqual({ answer: 1 });
    expect(readdirSync(dataDir).sort()).toEqual(['postgres', 'postgres.log']);
  });

  it('comes back on the same port with what it was told', async () => {
    const first = await start();
    await ask(first.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    const second = await start();
    expect(second.ownerUrl).toBe(first.ownerUrl);
    expect(await ask(second.ownerUrl, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
  });

  it.each([
    ['a process that has nothing to do with it', () => process.pid],
    ['the first process of the machine', () => 1],
    ['a process that has ended', () => 4_194_303],
  ])('starts although a left-over pid file names %s', async (_, pid) => {
    bringMadeData();
    const file = join(dataDir, 'postgres', 'postmaster.pid');
    writeFileSync(
      file,
      `${pid()}\n${join(dataDir, 'postgres')}\n1700000000\n5432\n\n127.0.0.1\n  1 1\nready   \n`,
    );
    const second = await start();
    expect(await ask(second.ownerUrl, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
  });

  it('forgets a folder that a killed first start left half-made', async () => {
    mkdirSync(join(dataDir, 'postgres'));
    mkdirSync(join(dataDir, 'postgres.making-4194303-00000000', 'base'), { recursive: true });
    const { ownerUrl } = await start();
    expect(await ask(ownerUrl, 'SELECT 1 AS answer')).toEqual({ answer: 1 });
    expect(readdirSync(dataDir).sort()).toEqual(['postgres', 'postgres.log']);
  });

  it('needs nothing from a backup that only a running server has', async () => {
    bringMadeData();
    rmSync(join(dataDir, 'postgres', 'galaxies', 'fifo'));
    rmSync(join(dataDir, 'postgres', 'galaxies', 'users'), { recursive: true });
    const { ownerUrl } = await start();
    expect(await ask(ownerUrl, 'SELECT 1 AS answer')).toEqual({ answer: 1 });
  });

  it.each([
    ['PG_VERSION', remove, 'is damaged: it has no PG_VERSION'],
    [
      'PG_VERSION',
      (file: string) => writeFileSync(file, '17\n'),
      'was made by PostgreSQL 17, and this is 18',
    ],
    ['global/pg_control', remove, 'is damaged: global/pg_control is missing'],
    ['global/pg_control', (file: string) => truncateSync(file, 100), 'cannot be opened by PostgreSQL'],
    ['global/pg_filenode.map', remove, 'cannot be used by PostgreSQL'],
    ['postgresql.conf', remove, 'cannot be opened by PostgreSQL'],
    ['galaxies/passwords.json', (file: string) => truncateSync(file, 10), 'passwords.json cannot be read'],
  ])('says in one clear sentence what to do when %s is damaged', async (name, damage, sentence) => {
    bringMadeData();
    damage(join(dataDir, 'postgres', name));
    const refused = await refusal();
    expect(refused).toContain(sentence);
    expect(refused).toContain('Put a backup in its place, or move');
    expect(refused).not.toMatch(/\n|undefined|\bat .*:\d+:\d+/);
  });

  it('does not speak of a backup when it only may not read what is there', async () => {
    bringMadeData();
    chmodSync(join(dataDir, 'postgres', 'postgresql.conf'), 0);
    expect(await refusal()).toMatch(/See that its account may read and write all of \S+, and start again\./);
  });

  async function refusal(): Promise<string> {
    return start().then(
      () => 'it started',
      (error: unknown) => String(error),
    );
  }
});

function remove(file: string): void {
  rmSync(file);
}
