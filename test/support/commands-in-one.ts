import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Addresses, type Ended, settingsFor } from './command-line.js';

const HOST = join(__dirname, 'command-host.cjs');

/**
 * `galaxies …` for a suite that asks for many commands and means what they do: they run one after another in one process,
 * which loads the service once. What a process of its own is and how it ends, commands.spec.ts and command-help.spec.ts show
 * of every command.
 */
export function commandsInOne(): (database: Addresses, ...args: readonly string[]) => Promise<Ended> {
  let host: ChildProcess;
  let last: Promise<unknown> = Promise.resolve();

  beforeAll(() => {
    host = fork(HOST, { cwd: tmpdir(), env: { PATH: process.env['PATH'] }, execArgv: [] });
  });

  afterAll(async () => {
    const ended = once(host, 'exit');
    host.disconnect();
    await ended;
  });

  return (database, ...args) => {
    const next = last.then(() => ask(host, { settings: settingsFor(database), args }));
    last = next.catch(() => undefined);
    return next;
  };
}

async function ask(host: ChildProcess, command: object): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const broken = () => reject(new Error('The process of the commands has ended.'));
    host.once('exit', broken).once('message', (ended: Ended) => {
      host.off('exit', broken);
      resolve(ended);
    });
    host.send(command);
  });
}
