import { ConfigurationError } from './configuration-error.js';

const NO_DATABASE = 'The database does not answer. Check that it runs and that DATABASE_URL is its address.';

/** Failures that a person can put right, by the code that Node or PostgreSQL gives them. */
const ADVICE: ReadonlyMap<string, string> = new Map([
  ['EADDRINUSE', 'Another program already listens there. Stop it, or set PORT to another number.'],
  ['EADDRNOTAVAIL', 'This machine has no such address. Set HOST to one that it has, such as 127.0.0.1.'],
  ['ECONNREFUSED', NO_DATABASE],
  ['ENOTFOUND', NO_DATABASE],
  ['28P01', 'The database does not accept this name and password. Check DATABASE_URL.'],
  ['3D000', 'The server has no such database. Check the last part of DATABASE_URL.'],
]);

/** Runs a process's start. What a person can put right is told in plain words with exit code 1; the rest keeps its stack. */
export async function startOrExplain(start: () => Promise<unknown>): Promise<void> {
  try {
    await start();
  } catch (error) {
    process.stderr.write(`${explanationOf(error)}\n`);
    process.exitCode = 1;
  }
}

function explanationOf(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const advice = 'code' in error ? ADVICE.get(String(error.code)) : undefined;
  return advice === undefined ? (error.stack ?? error.message) : `${advice} (${error.message})`;
}
