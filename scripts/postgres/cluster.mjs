import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Problem } from './problem.mjs';
import { isAlive } from './processes.mjs';

/** nobody: PostgreSQL refuses to run as root, so root lends it this account. */
const NOBODY = 65534;
/** What the launcher itself keeps inside PostgreSQL's folder: passwords, the port, who uses the server. */
export const OWN = 'galaxies';

/** The account that runs the server: ourselves, or for root the owner of the data (nobody at first). */
export function serverAccount(folder) {
  if (process.getuid() !== 0) return {};
  const found = fs.statSync(folder, { throwIfNoEntry: false });
  if (found === undefined || found.uid === 0) return { uid: NOBODY, gid: NOBODY };
  return { uid: found.uid, gid: found.gid };
}

/** How the server names its own folder. Its account may be unable to walk to it, but it starts inside it. */
export function ownFolder(folder, runAs) {
  return runAs.uid === undefined ? folder : '/proc/self/cwd';
}

/** The surroundings of every PostgreSQL program: nothing of the caller's, English messages, UTC. */
export const SURROUNDINGS = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * Makes the cluster in `folder` with its roles, passwords and database, all at once: it is made beside the
 * place and moved there when whole, so a start that is cut short leaves nothing half-made behind.
 */
export function makeCluster(folder, binaries, { runAs, durable }) {
  clearAbandoned(folder);
  if (!isEmpty(folder)) return;
  const making = `${folder}.making-${process.pid}-${randomBytes(4).toString('hex')}`;
  fs.mkdirSync(making, { recursive: true, mode: 0o700 });
  try {
    handOver(making, runAs);
    fill(making, binaries, { runAs, durable });
    fs.renameSync(making, folder);
  } catch (error) {
    fs.rmSync(making, { recursive: true, force: true });
    if (!['ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
  }
}

/** Refuses a folder that PostgreSQL could not open, with one sentence that says what to do. */
export function checkCluster(folder, major) {
  const refuse = (why) => {
    throw new Problem(`${why} ${whatToDo(folder)}`);
  };
  try {
    fs.readdirSync(folder);
  } catch (error) {
    if (error.code !== 'EACCES') refuse(`The data folder ${folder} cannot be read (${error.code}).`);
    refuse(`The data folder ${folder} belongs to another account.`);
  }
  const made = readOr(path.join(folder, 'PG_VERSION'), '').trim();
  if (made === '') refuse(`The data folder ${folder} is damaged: it has no PG_VERSION.`);
  if (made !== major)
    refuse(`The data folder ${folder} was made by PostgreSQL ${made}, and this is ${major}.`);
  for (const part of ['global/pg_control', `${OWN}/passwords.json`]) {
    if (!fs.existsSync(path.join(folder, part)))
      refuse(`The data folder ${folder} is damaged: ${part} is missing.`);
  }
  return readPasswords(folder, refuse);
}

/** Makes what only a running server needs and what a backup may leave out: the pipe and the list of who uses it. */
export function completeCluster(folder, runAs) {
  const own = path.join(folder, OWN);
  for (const place of [own, path.join(own, 'users')]) {
    if (fs.existsSync(place)) continue;
    fs.mkdirSync(place, { recursive: true, mode: 0o700 });
    handOver(place, runAs);
  }
  const fifo = path.join(own, 'fifo');
  if (fs.statSync(fifo, { throwIfNoEntry: false })?.isFIFO()) return;
  fs.rmSync(fifo, { force: true });
  makeFifo(fifo);
  handOver(fifo, runAs);
}

/** What root makes for the server's account belongs to that account. */
export function handOver(name, runAs) {
  if (runAs.uid !== undefined) fs.chownSync(name, runAs.uid, runAs.gid);
}

/** What a reader can do about a folder that cannot be opened, by what PostgreSQL said of it. */
export function whatToDo(folder, said = '') {
  if (said.includes('No space left on device')) return 'Make room on the disk and start again.';
  if (/Permission denied|Read-only file system/.test(said))
    return `See that its account may read and write all of ${folder}, and start again.`;
  return `Put a backup in its place, or move ${folder} away to begin with an empty book, and start again.`;
}

function readPasswords(folder, refuse) {
  try {
    const { postgres, owner, app } = JSON.parse(
      fs.readFileSync(path.join(folder, OWN, 'passwords.json'), 'utf8'),
    );
    if ([postgres, owner, app].every((word) => typeof word === 'string')) return { postgres, owner, app };
  } catch (error) {
    if (error.code === 'EACCES') refuse(`The data folder ${folder} belongs to another account.`);
  }
  return refuse(`The data folder ${folder} is damaged: ${OWN}/passwords.json cannot be read.`);
}

function fill(making, binaries, { runAs, durable }) {
  const run = (program, args, input) =>
    runProgram(path.join(binaries, 'bin', program), args, { making, runAs, input });
  const at = ownFolder(making, runAs);
  const locale = ['--locale=C', '--locale-provider=icu', '--icu-locale=en-GB', '--encoding=UTF8'];
  run('initdb', ['-D', at, '-U', 'postgres', '--auth=reject', ...locale, ...(durable ? [] : ['--no-sync'])]);
  const secret = () => randomBytes(24).toString('hex');
  const passwords = { postgres: secret(), owner: secret(), app: secret() };
  completeCluster(making, runAs);
  const keep = (name, text) => {
    fs.writeFileSync(path.join(making, name), text, { mode: 0o600 });
    handOver(path.join(making, name), runAs);
  };
  keep(`${OWN}/passwords.json`, JSON.stringify(passwords));
  keep('pg_hba.conf', 'host all all 127.0.0.1/32 scram-sha-256\n');
  const fsync = `fsync=${durable ? 'on' : 'off'}`;
  run('postgres', ['--single', '-D', at, '-c', fsync, 'postgres'], firstStatements(passwords));
}

function firstStatements({ postgres, owner }) {
  return [
    `ALTER ROLE postgres PASSWORD '${postgres}'`,
    `CREATE ROLE galaxies_owner LOGIN CREATEROLE PASSWORD '${owner}'`,
    'CREATE DATABASE galaxies OWNER galaxies_owner',
    '',
  ].join('\n');
}

function makeFifo(name) {
  const made = spawnSync('mkfifo', ['-m', '600', name], { encoding: 'utf8' });
  if (made.status !== 0 && !fs.existsSync(name))
    throw new Problem(`A named pipe cannot be made at ${name}: keep the data on a local disk.`);
}

function runProgram(program, args, { making, runAs, input = '' }) {
  const options = { ...runAs, cwd: making, env: SURROUNDINGS, input, encoding: 'utf8' };
  const { status, error, stdout, stderr } = spawnSync(program, args, options);
  const said = `${stdout}\n${stderr}`;
  const reason = /(?:error|ERROR|FATAL|PANIC): +(.*)/.exec(said)?.[1];
  if (status === 0 && reason === undefined) return;
  throw new Problem(
    `The database could not be made in ${path.dirname(making)}: ${reason ?? String(error ?? status)}. ` +
      'See that there is room and that you may write there.',
  );
}

function clearAbandoned(folder) {
  const parent = path.dirname(folder);
  fs.mkdirSync(parent, { recursive: true, mode: 0o700 });
  for (const name of fs.readdirSync(parent)) {
    const [base, maker] = name.split('.making-');
    if (maker === undefined || base !== path.basename(folder)) continue;
    if (!isAlive(Number.parseInt(maker, 10)))
      fs.rmSync(path.join(parent, name), { recursive: true, force: true });
  }
}

function isEmpty(folder) {
  try {
    return fs.readdirSync(folder).length === 0;
  } catch (error) {
    return error.code === 'ENOENT';
  }
}

function readOr(name, otherwise) {
  try {
    return fs.readFileSync(name, 'utf8');
  } catch {
    return otherwise;
  }
}
