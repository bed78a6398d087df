#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { buildWhenStale, compiled, givenSettings, openDatabase, ROOT, runScript } from './prepare.mjs';

/*
 * The `galaxies` command: says at once what it cannot understand, prepares what `npm start` prepares, then hands over to the command line of the service.
 * Only that one writes to standard output, so what it prints can be read by a program.
 */
await runScript(async () => {
  buildWhenStale();
  const { isUnderstood } = compiled('cli/program');
  if (!(await isUnderstood(process.argv))) return;
  const database = await openDatabase(await givenSettings());
  try {
    await run(database.settings);
  } finally {
    await database.stop();
  }
});

/** Runs the command and ends as it ends. A signal meant for both reaches it too; we stay until it has ended. */
async function run(env) {
  const program = path.join(ROOT, 'dist', 'src', 'cli.js');
  const child = spawn(process.execPath, ['--enable-source-maps', program, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env,
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const [code] = await once(child, 'exit');
  process.exitCode = code ?? 1;
}
