import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startPostgres } from './embedded-postgres.mjs';
import { buildWhenStale, compiled, ROOT, runScript } from './prepare.mjs';

/*
 * `npm run bench`: the figures that the ledger must reach, side by side in one run, on a PostgreSQL of its own with
 * default durability. `-- --quick` takes shorter rounds, `-- --only NAME` one figure (it may be said several times).
 * With POSTGRES_BINARIES=/usr/lib/postgresql/15 it is that PostgreSQL in place of the one that npm brings, which is built to be small.
 */
const PROGRAM = ['bench', path.join('test', 'support')];
const TEMPLATE = 'galaxies_template';

await runScript(async () => {
  buildWhenStale();
  await compileProgram();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'galaxies-bench-'));
  // PostgreSQL before 18 walks down to its folder.
  fs.chmodSync(dataDir, 0o711);
  const server = await startPostgres({ dataDir, binariesFrom: process.env.POSTGRES_BINARIES });
  try {
    await makeTemplate(server);
    const { superUrl, ownerUrl, appUrl } = server;
    process.env.TEST_DATABASE_SERVERS = JSON.stringify([{ superUrl, ownerUrl, appUrl, template: TEMPLATE }]);
    const { main } = await import(new URL('../dist/bench/main.js', import.meta.url).href);
    process.exitCode = (await main(process.argv.slice(2), { dataDir, superUrl, root: ROOT })) ? 0 : 1;
  } finally {
    await server.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
});

/** The bench is TypeScript that uses the fixture of the tests; it is compiled beside the service, in dist/. */
async function compileProgram() {
  const { transformFile } = await import('@swc/core');
  for (const folder of PROGRAM) {
    const files = fs.readdirSync(path.join(ROOT, folder)).filter((file) => file.endsWith('.ts'));
    fs.mkdirSync(path.join(ROOT, 'dist', folder), { recursive: true });
    for (const file of files) {
      const { code } = await transformFile(path.join(ROOT, folder, file), { swcrc: true, root: ROOT });
      fs.writeFileSync(path.join(ROOT, 'dist', folder, file.replace(/\.ts$/, '.js')), code);
    }
  }
}

/** A migrated database that each measurement clones. */
async function makeTemplate(server) {
  await onServer(server.superUrl, `CREATE DATABASE ${TEMPLATE} OWNER galaxies_owner`);
  const url = new URL(server.ownerUrl);
  url.pathname = `/${TEMPLATE}`;
  const { migrate } = await compiled('database/migrate');
  await migrate(url.href);
  await onServer(server.superUrl, `ALTER DATABASE ${TEMPLATE} ALLOW_CONNECTIONS false IS_TEMPLATE true`);
  await server.enableAppLogin();
}

async function onServer(url, statement) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
