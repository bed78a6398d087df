import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from '../support/ask.js';
import { startOwnPostgres } from '../support/own-postgres.js';
import { copyProject } from '../support/project-copy.js';

const OURSELVES = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
const NOBODY = { uid: 65_534, gid: 65_534 };
/** Only root can become another account, so an ordinary account tries itself alone. */
const ACCOUNTS = OURSELVES.uid === 0 ? [OURSELVES, NOBODY] : [OURSELVES];

describe.each(ACCOUNTS)('account $uid, whose home is private and whose install ran no scripts', (account) => {
  let home: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'galaxies-home-'));
  });

  afterEach(() => {
    rmSync(home, { recursive: true, force: true });
  });

  it('has a PostgreSQL that runs as an ordinary account and keeps its data in that home', async () => {
    const copy = copyProject(home, account);
    const dataDir = join(home, 'project', '.data');
    const first = await startOwnPostgres({ ...copy, dataDir, as: account });
    await ask(first.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    expect(statSync(`/proc/${first.serverPid()}`).uid).not.toBe(0);
    await first.stop();
    const second = await startOwnPostgres({ ...copy, dataDir, as: account });
    expect(await ask(second.ownerUrl, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
    await second.stop();
    expect(readdirSync(dataDir).sort()).toEqual(['postgres', 'postgres.log']);
  });
});
