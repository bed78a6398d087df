import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { postgresBinaries } from './postgres/binaries.mjs';
import { checkCluster, makeCluster, serverAccount } from './postgres/cluster.mjs';
import { joinServer } from './postgres/server.mjs';

export { Problem } from './postgres/problem.mjs';

/**
 * Starts PostgreSQL on the data in `dataDir`, making the cluster first if there is none, or joins the server
 * that another process started on it. The server listens on 127.0.0.1 only and stops when the last process
 * that uses it has called stop() or has ended, even by kill -9.
 *
 * `durable: false` is for tests: it is quicker and does not survive a loss of power.
 * Refuses with a Problem, whose message is one sentence for the reader.
 */
export async function startPostgres({ dataDir, durable = true, binariesFrom }) {
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const home = fs.realpathSync(dataDir);
  const folder = path.join(home, 'postgres');
  const runAs = serverAccount(folder);
  const binaries = postgresBinaries(runAs, binariesFrom);
  makeCluster(folder, binaries, { runAs, durable });
  const passwords = checkCluster(folder);
  const { port, leave } = await joinServer({
    folder,
    binaries,
    runAs,
    durable,
    log: path.join(home, 'postgres.log'),
  });
  const url = (role, password, database) => `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
  const superUrl = url('postgres', passwords.postgres, 'postgres');
  return {
    port,
    superUrl,
    ownerUrl: url('galaxies_owner', passwords.owner, 'galaxies'),
    appUrl: url('galaxies_app', passwords.app, 'galaxies'),
    enableAppLogin: () => enableAppLogin(superUrl, passwords.app),
    stop: leave,
  };
}

/** Lets galaxies_app sign in, once the first migration has made it. Nothing happens the second time. */
async function enableAppLogin(superUrl, password) {
  const client = new pg.Client({ connectionString: superUrl });
  await client.connect();
  try {
    const found = await client.query(`SELECT rolcanlogin FROM pg_roles WHERE rolname = 'galaxies_app'`);
    if (found.rows[0]?.rolcanlogin === false)
      await client.query(`ALTER ROLE galaxies_app LOGIN PASSWORD '${password}'`);
  } finally {
    await client.end();
  }
}
