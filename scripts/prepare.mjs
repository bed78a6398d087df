import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isStale } from './build.mjs';
import { Problem, startPostgres } from './embedded-postgres.mjs';
import { keptSealKey } from './seal-key.mjs';

const require = createRequire(import.meta.url);

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const BUILD = path.join(ROOT, 'scripts', 'build.mjs');
const NOT_COMPILED = 'The sources could not be compiled: see above.';

/** Compiles what has changed, in a process of its own so that the compiler's memory goes away with it. */
export function buildWhenStale() {
  if (!isStale()) return;
  const built = spawnSync(process.execPath, [BUILD], { stdio: ['ignore', 2, 2] });
  if (built.status !== 0) throw new Problem(NOT_COMPILED);
}

/** The same, but returns as soon as the code is there. Answers how to wait for the files that browsers are sent. */
export async function compileWhenStale() {
  if (!isStale()) return async () => undefined;
  const building = spawn(process.execPath, [BUILD], { stdio: ['ignore', 2, 2, 'ipc'] });
  const ended = new Promise((resolve) => building.once('exit', resolve).once('error', resolve));
  const compiled = new Promise((resolve) => building.once('message', () => resolve(0)));
  const refuse = (code) => {
    if (code !== 0) throw new Problem(NOT_COMPILED);
  };
  refuse(await Promise.race([compiled, ended]));
  return async () => refuse(await ended);
}

/** A compiled module of ours, such as `database/migrate`. They are CommonJS. */
export function compiled(name) {
  return require(`../dist/src/${name}.js`);
}

/**
 * Every setting that was given, from the environment over `.env` in the project's folder, as one environment to
 * hand on. Throws one readable list of all that is wrong.
 */
export async function givenSettings() {
  const { loadEnvironment, settingNames } = compiled('config/index');
  const { readSettings } = compiled('config/setting-sources');
  loadEnvironment(process.env, ROOT);
  const { values } = readSettings(process.env, ROOT, settingNames());
  const rest = Object.entries(process.env).filter(([name]) => !(name.replace(/_FILE$/, '') in values));
  return { ...Object.fromEntries(rest), ...values };
}

/**
 * The database to work on: the one that DATABASE_URL names, or our own PostgreSQL on the data in GALAXIES_DATA.
 * Answers the settings completed with its addresses and a key for the seals, and how to leave it.
 */
export async function openDatabase(settings) {
  if (settings.DATABASE_URL !== undefined) return { settings, own: false, stop: async () => undefined };
  const dataDir = path.resolve(ROOT, settings.GALAXIES_DATA ?? '.data');
  const server = await startPostgres({ dataDir });
  const addresses = { DATABASE_URL: server.appUrl, MIGRATION_DATABASE_URL: server.ownerUrl };
  try {
    await migrate(addresses);
    await server.enableAppLogin();
    return {
      settings: { ...settings, ...addresses, SEAL_KEY: settings.SEAL_KEY ?? keptSealKey(dataDir) },
      own: true,
      superUrl: server.superUrl,
      dataDir,
      stop: server.stop,
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Brings the schema up to date, as the owner where the owner has an address of its own. */
export async function migrate({ DATABASE_URL, MIGRATION_DATABASE_URL = DATABASE_URL }) {
  return compiled('database/migrate').migrate(MIGRATION_DATABASE_URL);
}

/** Runs a script. What a person can put right is told in a sentence and ends with 1; the rest keeps its stack. */
export async function runScript(work) {
  try {
    await work();
  } catch (error) {
    process.stderr.write(`${error instanceof Problem ? error.message : explain(error)}\n`);
    process.exit(1);
  }
}

function explain(error) {
  try {
    return compiled('config/run-process').explanationOf(error);
  } catch {
    return error.stack ?? String(error);
  }
}
