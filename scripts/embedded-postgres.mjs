import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { majorOf, postgresBinaries } from './postgres/binaries.mjs';
import { checkCluster, completeCluster, makeCluster, serverAccount, whatToDo } from './postgres/cluster.mjs';
import { runningPid } from './postgres/pid-file.mjs';
import { Problem } from './postgres/problem.mjs';
import { useServer } from './postgres/server.mjs';

export { Problem } from './postgres/problem.mjs';

const ANSWER_LIMIT_MS = 60_000;
/** What a server says while it starts or recovers: starting up, crash shutdown, connection refused or cut. */
const PASSING = ['57P03', '57P01', '57P02', 'ECONNREFUSED', 'ECONNRESET'];

/**
 * Starts PostgreSQL on the data in `dataDir`, making the cluster first if there is none, or joins the server
 * that another process started on it. The server listens on 127.0.0.1 only and stops when the last process
 * that uses it has called stop() or has ended, even by kill -9.
 *
 * `durable: false` is for tests: it is quicker and does not survive a loss of power. `binariesFrom` is the folder of another
 * PostgreSQL, 15 or later, such as /usr/lib/postgresql/15.
 * Refuses with a Problem, whose message is one sentence for the reader.
 */
export async function startPostgres({ dataDir, durable = true, binariesFrom }) {
  const home = makeHome(dataDir);
  const folder = path.join(home, 'postgres');
  const runAs = serverAccount(folder);
  const binaries = postgresBinaries(runAs, binariesFrom);
  makeCluster(folder, binaries, { runAs, durable });
  const passwords = checkCluster(folder, majorOf(binaries));
  completeCluster(folder, runAs);
  const log = path.join(home, 'postgres.log');
  const { port, leave } = await useServer({ folder, binaries, runAs, durable, log });
  const url = (role, password, database) => `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
  const superUrl = url('postgres', passwords.postgres, 'postgres');
  await answersOrLeave({ superUrl, folder, log, leave });
  return {
    port,
    superUrl,
    ownerUrl: url('galaxies_owner', passwords.owner, 'galaxies'),
    appUrl: url('galaxies_app', passwords.app, 'galaxies'),
    enableAppLogin: () => enableAppLogin(superUrl, passwords.app),
    stop: leave,
  };
}

function makeHome(dataDir) {
  try {
    fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    fs.accessSync(dataDir, fs.constants.W_OK);
    return fs.realpathSync(dataDir);
  } catch ({ code }) {
    throw new Problem(
      `The data cannot be kept in ${dataDir} (${code}): set GALAXIES_DATA to a folder of yours.`,
    );
  }
}

/** A server can come up on damaged data and refuse every session: that is found out here, not by the service. */
async function answersOrLeave({ superUrl, folder, log, leave }) {
  const end = Date.now() + ANSWER_LIMIT_MS;
  for (;;) {
    const refusal = await refusalOf(superUrl);
    if (refusal === undefined) return;
    const reason = PASSING.includes(refusal.code) ? damageIn(log) : refusal.message;
    if (reason !== undefined || Date.now() > end) {
      endAtOnce(folder);
      await leave();
      throw new Problem(
        `The data folder ${folder} cannot be used by PostgreSQL: ${reason ?? refusal.message}. ${whatToDo(folder, reason)}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What the server said last about a file that it needs. It stays in recovery for ever while one is missing. */
function damageIn(log) {
  const said = fs.readFileSync(log, 'utf8').slice(-3_000);
  return /FATAL: +(could not (?:open|read) file .*)/.exec(said)?.[1];
}

async function refusalOf(connectionString) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: ANSWER_LIMIT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Nothing can have been acknowledged by a server that lets nobody in. */
function endAtOnce(folder) {
  const pid = runningPid(folder);
  if (pid !== undefined) process.kill(pid, 'SIGQUIT');
}

/**
 * Lets galaxies_app sign in, once the first migration has made it. Nothing happens the second time; two processes take
 * turns, for PostgreSQL refuses two changes of one role at once.
 */
async function enableAppLogin(superUrl, password) {
  const client = new pg.Client({ connectionString: superUrl });
  await client.connect();
  try {
    await client.query(`SELECT pg_advisory_lock(hashtext('galaxies_app'))`);
    const found = await client.query(`SELECT rolcanlogin FROM pg_roles WHERE rolname = 'galaxies_app'`);
    if (found.rows[0]?.rolcanlogin === false)
      await client.query(`ALTER ROLE galaxies_app LOGIN PASSWORD '${password}'`);
  } finally {
    await client.end();
  }
}
