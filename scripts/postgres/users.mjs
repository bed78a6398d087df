import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { OWN } from './cluster.mjs';
import { readyPort, runningPid } from './pid-file.mjs';
import { Problem, until } from './problem.mjs';
import { isAlive } from './processes.mjs';

const { O_WRONLY, O_NONBLOCK } = fs.constants;
const ANSWER_LIMIT_MS = 10_000;
const READY_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 60_000;

/**
 * Becomes a user of the running server by holding its pipe open. The watcher answers with a file, which shows that
 * it has not begun to close. Undefined when it has, or when there is no watcher.
 */
export async function joinServer(folder) {
  const user = `${process.pid}-${randomBytes(6).toString('hex')}`;
  const answer = path.join(folder, OWN, 'users', user);
  const pipe = openPipe(folder);
  if (pipe === undefined) return undefined;
  try {
    fs.writeSync(pipe, `${user}\n`);
    const answered = () => fs.existsSync(answer) || runningPid(folder) === undefined;
    await until(answered, ANSWER_LIMIT_MS, 'The watcher does not answer.');
    const port = await until(() => readyPort(folder), READY_LIMIT_MS, 'The server is not ready.');
    if (fs.existsSync(answer)) return { port, leave: () => leave(folder, pipe, answer) };
  } catch (error) {
    if (!(error instanceof Problem) && !['EPIPE', 'EAGAIN'].includes(error.code)) throw error;
  }
  fs.closeSync(pipe);
  return undefined;
}

/** True while something watches for the last user's end. */
export function hasWatcher(folder) {
  const pipe = openPipe(folder);
  if (pipe !== undefined) fs.closeSync(pipe);
  return pipe !== undefined;
}

/** Removes from the list those who ended without a word. */
export function forgetDeadUsers(folder) {
  for (const user of users(folder)) {
    if (!isUser(user)) fs.rmSync(path.join(folder, OWN, 'users', user), { force: true });
  }
}

/** Lets go. Ends when the server has stopped, or at once when another process still uses it. */
async function leave(folder, pipe, answer) {
  fs.rmSync(answer, { force: true });
  fs.closeSync(pipe);
  const done = () => runningPid(folder) === undefined || users(folder).some(isUser);
  await until(
    done,
    STOP_LIMIT_MS,
    `PostgreSQL in ${folder} takes long to stop; it goes on stopping by itself.`,
  );
}

function users(folder) {
  return fs.readdirSync(path.join(folder, OWN, 'users'));
}

function isUser(name) {
  return isAlive(Number.parseInt(name, 10));
}

function openPipe(folder) {
  try {
    return fs.openSync(path.join(folder, OWN, 'fifo'), O_WRONLY | O_NONBLOCK);
  } catch (error) {
    if (error.code === 'ENXIO') return undefined;
    throw error;
  }
}
