import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

const LINUX = process.platform === 'linux';

/** True while a process runs. One that has ended and only waits for its parent (a zombie) does not. */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return !/^[ZX]/.test(processState(pid));
}

/** True when the process runs and was started with `word` among its arguments. */
export function runsWith(pid, word) {
  return isAlive(pid) && commandLine(pid).includes(word);
}

/** A port of this machine that nobody uses now; `wanted` if that is free. */
export async function freePort(wanted = 0, host = '127.0.0.1') {
  try {
    return await bindOnce(wanted, host);
  } catch (error) {
    if (wanted === 0) throw error;
    return bindOnce(0, host);
  }
}

function bindOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const chosen = server.address().port;
      server.close(() => resolve(chosen));
    });
  });
}

function processState(pid) {
  if (!LINUX) return ps(pid, 'stat=');
  const stat = readProc(pid, 'stat');
  return stat.slice(stat.lastIndexOf(')') + 2);
}

function commandLine(pid) {
  return LINUX ? readProc(pid, 'cmdline') : ps(pid, 'command=');
}

function readProc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function ps(pid, column) {
  return spawnSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
}
