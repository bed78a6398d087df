import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { build, isStale } from '../../scripts/build.mjs';
import { startPostgres } from '../../scripts/embedded-postgres.mjs';
import { isAlive } from '../../scripts/postgres/processes.mjs';

const TEMPLATE = 'galaxies_template';
const PREFIX = 'galaxies-test-';
/** PostgreSQL before 18 walks down to its folder. */
const PASSABLE = 0o711;
const ROOM_BYTES = 2_000_000_000;

/**
 * One server for each worker, with a migrated template that each of its tests clones. Two workers never share one,
 * because a transaction that is open in any database of a server holds back the seals of all of them. POSTGRES_BINARIES is
 * the folder of another PostgreSQL to try.
 */
export default async function setUp({ maxWorkers }) {
  if (isStale()) await build();
  const servers = await Promise.all(Array.from({ length: maxWorkers }, startServer));
  process.env.TEST_DATABASE_SERVERS = JSON.stringify(servers.map(({ addresses }) => addresses));
  globalThis.galaxiesTestServers = servers;
}

async function startServer() {
  const dataDir = temporaryFolder();
  if (process.env.POSTGRES_BINARIES !== undefined) fs.chmodSync(dataDir, PASSABLE);
  const server = await startPostgres({
    dataDir,
    durable: false,
    binariesFrom: process.env.POSTGRES_BINARIES,
  });
  await makeTemplate(server);
  const { superUrl, ownerUrl, appUrl } = server;
  const log = path.join(dataDir, 'postgres.log');
  return { addresses: { superUrl, ownerUrl, appUrl, template: TEMPLATE, log }, stop: server.stop, dataDir };
}

async function makeTemplate(server) {
  await onServer(server.superUrl, `CREATE DATABASE ${TEMPLATE} OWNER galaxies_owner`);
  const url = new URL(server.ownerUrl);
  url.pathname = `/${TEMPLATE}`;
  const { migrate } = createRequire(import.meta.url)('../../dist/src/database/migrate.js');
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

/** In memory where there is room, because throwing databases away is most of what these tests write. */
function temporaryFolder() {
  const parent = hasRoom('/dev/shm') ? '/dev/shm' : os.tmpdir();
  for (const name of fs.readdirSync(parent).filter((found) => found.startsWith(PREFIX))) {
    if (!isAlive(Number.parseInt(name.slice(PREFIX.length), 10))) {
      fs.rmSync(path.join(parent, name), { recursive: true, force: true });
    }
  }
  return fs.mkdtempSync(path.join(parent, `${PREFIX}${process.pid}-`));
}

function hasRoom(folder) {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    const { bavail, bsize } = fs.statfsSync(folder);
    return bavail * bsize > ROOM_BYTES;
  } catch {
    return false;
  }
}
