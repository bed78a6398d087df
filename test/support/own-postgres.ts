import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { until } from './until.js';

const SERVE = resolve(__dirname, 'serve-postgres.mjs');
const LAUNCHER = resolve(__dirname, '../../scripts/embedded-postgres.mjs');

export interface OwnPostgresChoices {
  /** Where the data is; a new temporary folder unless told. */
  readonly dataDir?: string;
  /** True (the default) for the settings that `npm start` has. */
  readonly durable?: boolean;
  /** Runs as another account, from a copy of the project. */
  readonly as?: { readonly uid: number; readonly gid: number };
  readonly node?: string;
  readonly script?: string;
  readonly launcher?: string;
}

/** A PostgreSQL of a test's own, used by a process of its own, so that either can be killed. */
export interface OwnPostgres {
  readonly dataDir: string;
  readonly superUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** The process that uses the server. */
  readonly user: ChildProcess;
  /** The server's own process number now. */
  serverPid(): number;
  /** Kills the server as a crash would. Its supervisor starts it again on the same port. */
  killServer(): void;
  /** Ends the process in good order; with it the server, unless another process uses it. */
  stop(): Promise<void>;
  /** Stops and throws the data away. */
  discard(): Promise<void>;
}

/** Starts one, or fails with the launcher's own sentence. */
export async function startOwnPostgres(choices: OwnPostgresChoices = {}): Promise<OwnPostgres> {
  const { dataDir = mkdtempSync(join(tmpdir(), 'galaxies-own-')), durable = true } = choices;
  const { node = process.execPath, script = SERVE, launcher = LAUNCHER } = choices;
  const user = spawn(node, [script, launcher, JSON.stringify({ dataDir, durable })], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...choices.as,
  });
  const { problem, superUrl, ownerUrl, appUrl } = await firstLine(user);
  if (problem !== undefined) throw new Error(problem);
  const serverPid = () => serverPidOf(dataDir);
  const stop = () => end(user);
  return {
    ...{ dataDir, superUrl, ownerUrl, appUrl, user, serverPid, stop },
    killServer: () => void process.kill(serverPid(), 'SIGKILL'),
    discard: async () => {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Puts what a server has left in its folder, when it has stopped, into another folder: sooner than data are made anew. */
export function copyData(from: string, to: string): void {
  // Only the account that they belong to may open them.
  const { status, stderr } = spawnSync('cp', ['-a', `${from}/.`, to], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The data could not be copied: ${stderr}`);
}

/** The number of the server that uses the folder, running or not. */
export function serverPidOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** True when no server has the folder open any more. */
export async function serverHasGone(dataDir: string, limitMs = 30_000): Promise<boolean> {
  return until(() => !hasPidFile(dataDir), `the server of ${dataDir} stops`, limitMs);
}

function hasPidFile(dataDir: string): boolean {
  try {
    return serverPidOf(dataDir) > 0;
  } catch {
    return false;
  }
}

async function end(user: ChildProcess): Promise<void> {
  if (user.exitCode !== null || user.signalCode !== null) return;
  const ended = once(user, 'exit');
  user.stdin?.end();
  await ended;
}

interface Said {
  readonly problem?: string;
  readonly superUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
}

async function firstLine({ stdout }: ChildProcess): Promise<Said> {
  if (stdout === null) throw new Error('The process has no output.');
  for await (const line of createInterface({ input: stdout })) {
    const said: Said = JSON.parse(line);
    return said;
  }
  throw new Error('The process that starts PostgreSQL ended without a word.');
}
