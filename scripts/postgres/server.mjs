import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { OWN, ownFolder, SURROUNDINGS, whatToDo } from './cluster.mjs';
import { disarmLeftOver, lastPort, markerOf, readyPort, runningPid } from './pid-file.mjs';
import { Problem, until } from './problem.mjs';
import { freePort } from './processes.mjs';
import { forgetDeadUsers, hasWatcher, joinServer } from './users.mjs';

const SUPERVISE = fs.readFileSync(fileURLToPath(new URL('supervise.sh', import.meta.url)), 'utf8');
const { O_RDONLY, O_RDWR } = fs.constants;
const LOG_LIMIT_BYTES = 5_000_000;
const START_LIMIT_MS = 120_000;

/** Personal data must not reach the server's log: no values, no statements, and no details, which quote the row that was refused. */
const PRIVATE = [
  'log_parameter_max_length=0',
  'log_parameter_max_length_on_error=0',
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
];
const EVERY_SERVER = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'timezone=UTC',
  'log_timezone=UTC',
  ...PRIVATE,
];
/** For tests only: a machine that loses power loses the data. Commit itself behaves as it always does. */
const THROWAWAY = ['fsync=off', 'full_page_writes=off', 'autovacuum_naptime=10min'];

/** Starts the server of a cluster, or joins the one that runs already; answers its port and how to leave it. */
export async function useServer(cluster) {
  const late = `PostgreSQL did not start within two minutes: its log is ${cluster.log}.`;
  return until(() => startOrJoin(cluster), START_LIMIT_MS, late);
}

/** Undefined when the moment was wrong, because another process was starting or stopping it: ask again. */
async function startOrJoin(cluster) {
  const supervisor =
    runningPid(cluster.folder) === undefined ? await start(cluster) : watchIfNobodyDoes(cluster);
  try {
    return await joinServer(cluster.folder);
  } finally {
    supervisor?.letGo();
  }
}

async function start(cluster) {
  disarmLeftOver(cluster.folder, cluster.runAs);
  forgetDeadUsers(cluster.folder);
  const port = await freePort(lastPort(cluster.folder));
  const from = fs.statSync(cluster.log, { throwIfNoEntry: false })?.size ?? 0;
  const program = path.join(cluster.binaries, 'bin', 'postgres');
  const supervisor = supervise(cluster, ['run', program, ...options(cluster, port)]);
  const decided = () => supervisor.hasEnded() || readyPort(cluster.folder) !== undefined;
  try {
    await until(decided, START_LIMIT_MS, `PostgreSQL takes very long to start: its log is ${cluster.log}.`);
    if (supervisor.hasEnded()) explain(cluster, fs.readFileSync(cluster.log).subarray(from).toString());
    return supervisor;
  } catch (error) {
    supervisor.letGo();
    throw error;
  }
}

/** Returns when the moment was wrong: another start was quicker, a killed server's sessions or watcher still end. */
function explain({ folder, log }, said) {
  if (/lock file .* already exists|still in use|Address already in use|shutdown request/.test(said)) return;
  const reason = /(?:FATAL|PANIC): +(.*)/.exec(said)?.[1] ?? /: +(could not .*)/.exec(said)?.[1];
  throw new Problem(
    `The data folder ${folder} cannot be opened by PostgreSQL: ${reason ?? 'it ended without a word'}. ` +
      `${whatToDo(folder, said)} (Its log is ${log}.)`,
  );
}

function watchIfNobodyDoes(cluster) {
  return hasWatcher(cluster.folder) ? undefined : supervise(cluster, ['watch']);
}

/**
 * Runs the supervisor in a session of its own, so that Ctrl-C reaches only us. We hold the pipe open until letGo(),
 * because the supervisor stops the server once nobody does.
 */
function supervise(cluster, args) {
  const fifo = path.join(cluster.folder, OWN, 'fifo');
  const held = fs.openSync(fifo, O_RDWR);
  const reading = fs.openSync(fifo, O_RDONLY);
  const log = openLog(cluster.log);
  const child = spawn('/bin/sh', ['-c', SUPERVISE, 'supervise.sh', ...args], {
    ...cluster.runAs,
    cwd: cluster.folder,
    env: { ...SURROUNDINGS, PG_GRANDPARENT_PID: String(process.pid) },
    stdio: [reading, log, log],
    detached: true,
  });
  let ended = false;
  child.once('exit', () => (ended = true)).once('error', () => (ended = true));
  child.unref();
  fs.closeSync(reading);
  fs.closeSync(log);
  return { hasEnded: () => ended, letGo: () => fs.closeSync(held) };
}

function options({ folder, runAs, durable }, port) {
  const settings = [...EVERY_SERVER, `cluster_name=${markerOf(folder)}`, ...(durable ? [] : THROWAWAY)];
  return [
    '-D',
    ownFolder(folder, runAs),
    '-p',
    String(port),
    ...settings.flatMap((setting) => ['-c', setting]),
  ];
}

function openLog(log) {
  const found = fs.statSync(log, { throwIfNoEntry: false });
  if (found !== undefined && found.size > LOG_LIMIT_BYTES) fs.renameSync(log, `${log}.1`);
  return fs.openSync(log, 'a', 0o600);
}
