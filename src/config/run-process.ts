import { ConfigurationError } from './configuration-error.js';

const NO_DATABASE = 'The database does not answer. Check that it runs and that DATABASE_URL is its address.';

/** Failures that a person can put right, by the code that Node or PostgreSQL gives them. */
const ADVICE: ReadonlyMap<string, string> = new Map([
  ['EADDRINUSE', 'Another program already listens there. Stop it, or set PORT to another number.'],
  ['EADDRNOTAVAIL', 'This machine has no such address. Set HOST to one that it has, such as 127.0.0.1.'],
  ['ECONNREFUSED', NO_DATABASE],
  ['ENOTFOUND', NO_DATABASE],
  ['28P01', 'The database does not accept this name and password. Check DATABASE_URL.'],
  [
    '42501',
    'This login of the database may not do that. docs/operations.md says under "Two logins" what the service needs.',
  ],
  ['3D000', 'The server has no such database. Check the last part of DATABASE_URL.'],
]);

/** Something that runs until it is asked to stop. */
export interface Running {
  stop(): Promise<void>;
}

/**
 * Starts a process of the service and stops it on SIGTERM or SIGINT, also when they come before it has started; a second
 * signal ends it at once. A start that fails ends it with exit code 1 and plain words where a person can put it right,
 * with a stack where not.
 */
export function runProcess(start: () => Promise<Running>): void {
  const started = begin(start);
  const stop = once(() => stopOf(started));
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  started.catch((error: unknown) => end(1, explanationOf(error)));
}

/** Makes a failure at once and a failure later the same. */
async function begin(start: () => Promise<Running>): Promise<Running> {
  return start();
}

function stopOf(started: Promise<Running>): void {
  started
    .then((running) => running.stop())
    .then(
      () => end(0),
      (error: unknown) => end(1, explanationOf(error)),
    );
}

function once(stop: () => void): () => void {
  let asked = false;
  return () => {
    if (asked) end(1, 'Stopped at once, as asked a second time.');
    asked = true;
    stop();
  };
}

function end(code: number, words?: string): never {
  if (words !== undefined) process.stderr.write(`${words}\n`);
  process.exit(code);
}

/** What a person can put right in plain words; of anything else the stack. */
export function explanationOf(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const advice = 'code' in error ? ADVICE.get(String(error.code)) : undefined;
  return advice === undefined ? (error.stack ?? error.message) : `${advice} (${error.message})`;
}
