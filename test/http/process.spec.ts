import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

const ROOT = join(__dirname, '../..');

let database: TestDatabase;
let folder: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  execFileSync(process.execPath, [join(ROOT, 'scripts/build.mjs')]);
  database = await createTestDatabase();
});

afterAll(() => database.drop());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'galaxies-process-'));
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** The web process as `node dist/src/main.js` runs it, and all that it has said. */
function run(settings: Readonly<Record<string, string>>): Run {
  const child = spawn(process.execPath, [join(ROOT, 'dist/src/main.js')], {
    cwd: folder,
    env: { ...settings },
  });
  children.push(child);
  let words = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (words += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (words += part));
  return { child, said: () => words, ended: once(child, 'close') };
}

interface Run {
  readonly child: ChildProcess;
  readonly said: () => string;
  /** Its code and its signal, when it has ended and all that it said has been heard. */
  readonly ended: Promise<unknown[]>;
}

it.each(['SIGTERM', 'SIGINT'] as const)('on %s the process stops by itself with code 0', async (signal) => {
  const { child, said, ended } = run({ DATABASE_URL: database.appUrl, PORT: '0' });
  await until(() => said().includes('"listening"') || child.exitCode !== null, 'the process to listen');
  expect([child.exitCode, said()]).toEqual([null, expect.stringContaining('"listening"')]);
  child.kill(signal);
  expect(await ended).toEqual([0, null]);
});

it('a signal that comes before the process has started stops it all the same', async () => {
  const { child, said, ended } = run({ DATABASE_URL: database.appUrl, PORT: '0', LOG_LEVEL: 'trace' });
  await until(
    () => said().includes('Starting Nest application') || child.exitCode !== null,
    'the start to begin',
  );
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});

it('wrong settings stop the start with a list of them, code 1 and no stack', async () => {
  writeFileSync(join(folder, '.env'), 'COLOUR=blue\nPORT=eighty\n');
  const { said, ended } = run({ DATABASE_ULR: 'postgres://name:hunter2@host/db' });
  expect(await ended).toEqual([1, null]);
  expect(said()).toBe(
    [
      'The settings are wrong.',
      '  - COLOUR (in .env) is not a setting: remove it; .env.example lists them all.',
      '  - DATABASE_ULR (in the environment) is not a setting: did you mean DATABASE_URL?',
      '  - PORT is "eighty": write a whole number from 0 to 65535 (0 takes a free port).',
      '',
    ].join('\n'),
  );
});

it('a missing database address says how to get one', async () => {
  const { said, ended } = run({});
  expect(await ended).toEqual([1, null]);
  expect(said()).toMatch(/DATABASE_URL is not set.*npm start/);
});

it('a port that is taken is named in one sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const { said, ended } = run({ DATABASE_URL: database.appUrl, PORT: port, LOG_LEVEL: 'silent' });
  expect(await ended).toEqual([1, null]);
  expect(said()).toMatch(/^Another program already listens there\. .*\n$/);
  other.close();
});

it('a database that does not answer is named in one sentence, without its password', async () => {
  const { said, ended } = run({
    DATABASE_URL: 'postgres://name:hunter2@127.0.0.1:1/galaxies',
    LOG_LEVEL: 'silent',
  });
  expect(await ended).toEqual([1, null]);
  expect(said()).toMatch(/^The database does not answer\. .*\n$/);
  expect(said()).not.toContain('hunter2');
});
