import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** How long tests wait for a connection or a lock: longer than the service does, for they may run on a slow machine. */
export const PATIENT_MS = 20_000;

/** A database of a test's own, with every migration applied. */
export interface TestDatabase {
  readonly name: string;
  /** As galaxies_owner, who owns every object. */
  readonly ownerUrl: string;
  /** As galaxies_app, the role of the running service. */
  readonly appUrl: string;
  /** As the superuser, for tests that tamper. */
  readonly superUrl: string;
  /** Ends every connection to it and removes it. */
  drop(): Promise<void>;
}

interface TestServer {
  readonly superUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly template: string;
  readonly log: string;
}

/**
 * Clones the migrated template of this run. The caller drops it when its tests are done. Rights on the database itself
 * are not cloned by PostgreSQL, so the one that the migrations take away is taken away again.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const clone = await cloneOf(testServer().template);
  await onServer(testServer(), `REVOKE TEMPORARY ON DATABASE ${clone.name} FROM PUBLIC`);
  return clone;
}

/** A database without any migration, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return cloneOf('template1');
}

/** A database with all that another one holds, to spoil. Nobody may be connected to that one. */
export async function copyOf({ name }: TestDatabase): Promise<TestDatabase> {
  return cloneOf(name);
}

async function cloneOf(template: string): Promise<TestDatabase> {
  const server = testServer();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${template} OWNER galaxies_owner`);
  return {
    name,
    ownerUrl: inDatabase(server.ownerUrl, name),
    appUrl: inDatabase(server.appUrl, name),
    superUrl: inDatabase(server.superUrl, name),
    drop: () => onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** Where the server of this worker writes its log. */
export function serverLogFile(): string {
  return testServer().log;
}

/** The server of this worker of jest, which runs one suite at a time. */
function testServer(): TestServer {
  const servers: TestServer[] = JSON.parse(process.env['TEST_DATABASE_SERVERS'] ?? '[]');
  const server = servers[Number(process.env['JEST_WORKER_ID'] ?? '1') - 1];
  if (server === undefined)
    throw new Error('There is no server: run this test in the integration project of jest.');
  return server;
}

async function onServer({ superUrl }: TestServer, statement: string): Promise<void> {
  const client = new Client({ connectionString: superUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function inDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
