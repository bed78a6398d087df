import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { until } from './until.js';

/** A first start makes the example too, and a machine may be slow. */
const LONGEST_START_MS = 280_000;

const PROJECT = resolve(__dirname, '../..');

/** A service of a test's own, started as a person starts it. */
export interface OwnService {
  readonly process: ChildProcess;
  /** All that it has written so far. */
  said(): string;
  /** The address that it prints once it is ready. Fails when it ends before. */
  url(): Promise<string>;
  /** Sends the signal and answers how it ended: its exit code, or the signal when it did not end by itself. */
  end(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<number | string | null>;
  /** Waits for its own end. */
  ended(): Promise<number | string | null>;
}

/** Runs `npm start` (or the command given) with these settings and none of the test's own. */
export function startOwnService(
  settings: Readonly<Record<string, string>>,
  [program, ...args]: readonly [string, ...string[]] = [process.execPath, 'scripts/start.mjs'],
): OwnService {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(program, args, { cwd: PROJECT, env: { PATH, HOME, ...settings } });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (said += part.toString()));
  // Only then has all that it said been heard.
  const ended = once(child, 'close').then(() => child.exitCode ?? child.signalCode);
  return {
    process: child,
    said: () => said,
    url: () => until(() => addressIn(said, child), `an address to open; it said: ${said}`, LONGEST_START_MS),
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
    ended: () => ended,
  };
}

function addressIn(said: string, { exitCode }: ChildProcess): string | undefined {
  if (exitCode !== null) throw new Error(`It ended with ${exitCode} and said: ${said}`);
  return /open (http:\S+)/.exec(said)?.[1];
}
