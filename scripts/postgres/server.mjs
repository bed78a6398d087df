import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { OWN, ownFolder, SURROUNDINGS, whatToDo } from './cluster.mjs';
import { Problem, until } from './problem.mjs';
import { freePort, isAlive, runsWith } from './processes.mjs';

const SUPERVISE = fs.readFileSync(fileURLToPath(new URL('supervise.sh', import.meta.url)), 'utf8');
const { O_RDONLY, O_WRONLY, O_RDWR, O_NONBLOCK } = fs.constants;
const LOG_LIMIT_BYTES = 5_000_000;
const START_LIMIT_MS = 120_000;

/** Personal data must not reach the server's log: no values, no statements. */
const PRIVATE = [
  'log_parameter_max_length=0',
  'log_parameter_max_length_on_error=0',
  'log_min_error_statement=panic',
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
export async function joinServer(cluster) {
  const end = Date.now() + START_LIMIT_MS;
  while (Date.now() < end) {
    const server = await tryToJoin(cluster);
    if (server !== undefined) return server;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Problem(`PostgreSQL did not start within two minutes: its log is ${cluster.log}.`);
}

async function tryToJoin(cluster) {
  if (runningPid(cluster.folder) === undefined)
    return (await start(cluster)) ? joinRunning(cluster) : undefined;
  if (!hasWatcher(cluster.folder)) superviseAgain(cluster);
  return joinRunning(cluster);
}

/** Joins by holding the pipe open; the watcher answers with a file, so it has not begun to close. */
async function joinRunning(cluster) {
  const user = `${process.pid}-${randomBytes(6).toString('hex')}`;
  const answer = path.join(cluster.folder, OWN, 'users', user);
  const pipe = openPipe(cluster.folder);
  if (pipe === undefined) return undefined;
  try {
    fs.writeSync(pipe, `${user}\n`);
    await until(
      () => fs.existsSync(answer) || runningPid(cluster.folder) === undefined,
      10_000,
      'No answer.',
    );
    const port = await until(() => readyPort(cluster.folder), START_LIMIT_MS, 'Not ready.');
    if (fs.existsSync(answer)) return { port, leave: () => leave(cluster.folder, pipe, answer) };
  } catch (error) {
    if (!(error instanceof Problem) && error.code !== 'EPIPE' && error.code !== 'EAGAIN') throw error;
  }
  fs.closeSync(pipe);
  return undefined;
}

/** Lets go. Ends when the server has stopped, or at once when another process still uses it. */
async function leave(folder, pipe, answer) {
  fs.rmSync(answer, { force: true });
  fs.closeSync(pipe);
  const stopped = () => runningPid(folder) === undefined || otherUsers(folder) > 0;
  await until(stopped, 60_000, `PostgreSQL in ${folder} takes long to stop; it goes on stopping by itself.`);
}

function otherUsers(folder) {
  const users = fs.readdirSync(path.join(folder, OWN, 'users'));
  return users.filter((user) => isAlive(Number.parseInt(user, 10))).length;
}

/** Undefined when no watcher reads the pipe. */
function openPipe(folder) {
  try {
    return fs.openSync(path.join(folder, OWN, 'fifo'), O_WRONLY | O_NONBLOCK);
  } catch (error) {
    if (error.code === 'ENXIO') return undefined;
    if (error.code === 'ENOENT')
      throw new Problem(`The data folder ${folder} is damaged: ${OWN}/fifo is missing. ${whatToDo(folder)}`);
    throw error;
  }
}

function hasWatcher(folder) {
  const pipe = openPipe(folder);
  if (pipe === undefined) return false;
  fs.closeSync(pipe);
  return true;
}

/** True when the server came up; false when another process was quicker or the moment was wrong. */
async function start(cluster) {
  putStalePidAside(cluster.folder);
  forgetDeadUsers(cluster.folder);
  const port = await choosePort(cluster.folder);
  const log = openLog(cluster.log);
  const from = fs.fstatSync(log).size;
  const server = supervise(cluster, log, [
    'run',
    path.join(cluster.binaries, 'bin', 'postgres'),
    ...options(cluster, port),
  ]);
  const ready = () => server.ended() || readyPort(cluster.folder) !== undefined;
  try {
    await until(
      ready,
      START_LIMIT_MS,
      `PostgreSQL did not start within two minutes: its log is ${cluster.log}.`,
    );
    if (server.ended()) return explain(cluster, fs.readFileSync(cluster.log).subarray(from).toString());
    return true;
  } finally {
    fs.closeSync(log);
    server.letGo();
  }
}

function explain({ folder, log }, said) {
  if (/lock file .* already exists|still in use|could not bind|Address already in use/.test(said))
    return false;
  const reason = /(?:FATAL|PANIC): +(.*)/.exec(said)?.[1] ?? 'it ended without a word';
  throw new Problem(
    `The data folder ${folder} cannot be opened by PostgreSQL: ${reason}. ${whatToDo(folder)} (Its log is ${log}.)`,
  );
}

/**
 * Runs the supervisor in a session of its own, so that Ctrl-C reaches only us. The pipe stays open for
 * writing here until letGo(), because the supervisor stops the server once nobody holds it.
 */
function supervise(cluster, log, args) {
  const fifo = path.join(cluster.folder, OWN, 'fifo');
  const both = fs.openSync(fifo, O_RDWR);
  const reading = fs.openSync(fifo, O_RDONLY);
  const env = { ...SURROUNDINGS, PG_GRANDPARENT_PID: String(process.pid) };
  const stdio = [reading, log, log];
  const child = spawn('/bin/sh', ['-c', SUPERVISE, 'supervise.sh', ...args], {
    ...cluster.runAs,
    cwd: cluster.folder,
    env,
    stdio,
    detached: true,
  });
  let ended = false;
  child.once('exit', () => (ended = true)).once('error', () => (ended = true));
  child.unref();
  fs.closeSync(reading);
  return { ended: () => ended, letGo: () => setTimeout(() => fs.closeSync(both), 0) };
}

function superviseAgain(cluster) {
  const pid = runningPid(cluster.folder);
  if (pid === undefined) return;
  const log = openLog(cluster.log);
  supervise(cluster, log, ['watch', String(pid)]).letGo();
  fs.closeSync(log);
}

function options({ folder, runAs, durable }, port) {
  const settings = [...EVERY_SERVER, `cluster_name=${marker(folder)}`, ...(durable ? [] : THROWAWAY)];
  return [
    '-D',
    ownFolder(folder, runAs),
    '-p',
    String(port),
    ...settings.flatMap((setting) => ['-c', setting]),
  ];
}

/** Tells our server from a stranger that was given the same process number. */
function marker(folder) {
  return `galaxies-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`;
}

/** The process number of the server that runs on the folder now. */
export function runningPid(folder) {
  const pid = Number(pidFile(folder)[0]);
  return runsWith(pid, marker(folder)) ? pid : undefined;
}

function readyPort(folder) {
  const lines = pidFile(folder);
  return lines[7]?.trim() === 'ready' && runningPid(folder) !== undefined ? Number(lines[3]) : undefined;
}

function pidFile(folder) {
  return linesOf(path.join(folder, 'postmaster.pid'));
}

function linesOf(file) {
  try {
    return fs.readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/**
 * PostgreSQL refuses to start while the process number in a left-over postmaster.pid is anybody's. It ignores
 * the number of its own grandparent, so a left-over gets ours; the lines about shared memory stay, because by
 * them PostgreSQL sees the last sessions of a killed server.
 */
function putStalePidAside(folder) {
  const file = path.join(folder, 'postmaster.pid');
  const aside = `${file}.${process.pid}`;
  const before = Number(pidFile(folder)[0]);
  if (!before || runningPid(folder) !== undefined) return;
  try {
    fs.renameSync(file, aside);
    const [pid, ...rest] = fs.readFileSync(aside, 'utf8').split('\n');
    const { uid, gid } = fs.statSync(aside);
    const first = Number(pid) === before ? process.pid : pid;
    fs.writeFileSync(file, [first, ...rest].join('\n'), { flag: 'wx', mode: 0o600 });
    if (process.getuid() === 0) fs.chownSync(file, uid, gid);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(error.code)) throw error;
  } finally {
    fs.rmSync(aside, { force: true });
  }
}

function forgetDeadUsers(folder) {
  const users = path.join(folder, OWN, 'users');
  for (const user of fs.readdirSync(users)) {
    if (!isAlive(Number.parseInt(user, 10))) fs.rmSync(path.join(users, user), { force: true });
  }
}

/** The port of last time when it is free, so that clients which were left running find the server again. */
async function choosePort(folder) {
  const before = linesOf(path.join(folder, 'postmaster.opts'))[0] ?? '';
  return freePort(Number(/"-p" "(\d+)"/.exec(before)?.[1] ?? 0));
}

function openLog(log) {
  const found = fs.statSync(log, { throwIfNoEntry: false });
  if (found !== undefined && found.size > LOG_LIMIT_BYTES) fs.renameSync(log, `${log}.1`);
  return fs.openSync(log, 'a', 0o600);
}
