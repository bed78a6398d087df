import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { chmodSync, chownSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const PROJECT = resolve(__dirname, '../..');
const BINARIES = `@embedded-postgres/${process.platform}-${process.arch}`;

export interface ProjectCopy {
  readonly node: string;
  readonly script: string;
  readonly launcher: string;
}

/**
 * Copies what the launcher needs into `home`, as an install without scripts leaves it (no links among the libraries),
 * gives all of it to `owner` and shuts `home` for everybody else.
 */
export function copyProject(
  home: string,
  owner: { readonly uid: number; readonly gid: number },
): ProjectCopy {
  const into = (path: string) => join(home, 'project', path);
  const copy = (path: string) =>
    cpSync(join(PROJECT, path), into(path), { recursive: true, verbatimSymlinks: true });
  ['package.json', '.swcrc', 'scripts', 'test/support/serve-postgres.mjs'].forEach(copy);
  for (const name of [BINARIES, ...withDependencies('pg')]) copy(`node_modules/${name}`);
  removeLinks(into(`node_modules/${BINARIES}/native/lib`));
  mkdirSync(into('bin'));
  cpSync(realpathSync(process.execPath), into('bin/node'));
  giveTo(home, owner);
  chmodSync(home, 0o700);
  return {
    node: into('bin/node'),
    script: into('test/support/serve-postgres.mjs'),
    launcher: into('scripts/embedded-postgres.mjs'),
  };
}

function withDependencies(name: string, found = new Set<string>()): Set<string> {
  const file = join(PROJECT, 'node_modules', name, 'package.json');
  if (found.has(name) || !existsSync(file)) return found;
  found.add(name);
  const { dependencies = {} }: { dependencies?: Record<string, string> } = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  for (const needed of Object.keys(dependencies)) withDependencies(needed, found);
  return found;
}

function removeLinks(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (lstatSync(file).isSymbolicLink()) rmSync(file);
  }
}

function giveTo(home: string, { uid, gid }: { readonly uid: number; readonly gid: number }): void {
  chownSync(home, uid, gid);
  for (const entry of readdirSync(home, { withFileTypes: true })) {
    const path = join(home, entry.name);
    if (entry.isDirectory()) giveTo(path, { uid, gid });
    else if (entry.isFile()) chownSync(path, uid, gid);
  }
}
