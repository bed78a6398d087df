import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ask } from './ask.js';
import { PROJECT } from './planted-tree.js';
import type { TestDatabase } from './test-database.js';

/** How a command ended, and what it printed. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type Addresses = Pick<TestDatabase, 'appUrl' | 'ownerUrl'>;

/** Runs `galaxies …` in a process of its own on a database of the test. */
export async function galaxies(database: Addresses, ...args: readonly string[]): Promise<Ended> {
  return run([join(PROJECT, 'dist/src/cli.js'), ...args], process.execPath, settingsFor(database));
}

/** Starts `galaxies …` and leaves it running; what it prints is lost. */
export function startGalaxies(database: Addresses, ...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [join(PROJECT, 'dist/src/cli.js'), ...args], {
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'], ...settingsFor(database) },
    stdio: 'ignore',
  });
}

/** The settings of a command on a database of the test. */
export function settingsFor({ appUrl, ownerUrl }: Addresses): Readonly<Record<string, string>> {
  return { DATABASE_URL: appUrl, MIGRATION_DATABASE_URL: ownerUrl };
}

/** Runs any program to its end. Of the environment it gets the search path and what is given. */
export async function run(
  args: readonly string[],
  program: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = spawn(program, args, {
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  await once(child, 'close');
  return { code: child.exitCode, ...said };
}

/** Changes rows as only a superuser can, past every trigger. */
export async function tamper({ superUrl }: TestDatabase, statement: string): Promise<void> {
  await ask(`${superUrl}?options=${encodeURIComponent('-c session_replication_role=replica')}`, statement);
}

/** A new folder of a test's own. */
export class Folder {
  readonly path = mkdtempSync(join(realpathSync(tmpdir()), 'galaxies-cli-'));

  /** Writes a file and returns its path. */
  write(name: string, content: string | Buffer): string {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  at(name: string): string {
    return join(this.path, name);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
