import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { handOver } from './cluster.mjs';
import { runsWith } from './processes.mjs';

/** Tells our server from a stranger that was given the same process number. */
export function markerOf(folder) {
  return `galaxies-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`;
}

/** The process number of the server that runs on the folder now. */
export function runningPid(folder) {
  const pid = Number(linesOf(pidFile(folder))[0]);
  return runsWith(pid, markerOf(folder)) ? pid : undefined;
}

/** The port of the server that runs on the folder, once it takes connections. */
export function readyPort(folder) {
  const lines = linesOf(pidFile(folder));
  return lines[7]?.trim() === 'ready' && runningPid(folder) !== undefined ? Number(lines[3]) : undefined;
}

/** The port that the last server on the folder had. */
export function lastPort(folder) {
  const before = linesOf(path.join(folder, 'postmaster.opts'))[0] ?? '';
  return Number(/"-p" "(\d+)"/.exec(before)?.[1] ?? 0);
}

/**
 * PostgreSQL refuses to start while the process number in a left-over postmaster.pid is anybody's. It ignores
 * the number of its own grandparent, so a left-over gets ours; the lines about shared memory stay, because by
 * them PostgreSQL sees the last sessions of a killed server.
 */
export function disarmLeftOver(folder, runAs) {
  const file = pidFile(folder);
  const aside = `${file}.${process.pid}`;
  const before = linesOf(file)[0];
  if (before === undefined || runningPid(folder) !== undefined) return;
  try {
    fs.renameSync(file, aside);
    const [pid, ...rest] = linesOf(aside);
    // Another starter may have put a new one there since we looked: that one goes back as it is.
    const first = pid === before ? process.pid : pid;
    fs.writeFileSync(file, [first, ...rest].join('\n'), { flag: 'wx', mode: 0o600 });
    handOver(file, runAs);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(error.code)) throw error;
  } finally {
    fs.rmSync(aside, { force: true });
  }
}

function pidFile(folder) {
  return path.join(folder, 'postmaster.pid');
}

function linesOf(file) {
  try {
    return fs.readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
