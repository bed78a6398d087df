import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { Problem } from './embedded-postgres.mjs';
import {
  compiled,
  compileWhenStale,
  givenSettings,
  migrate,
  openDatabase,
  ROOT,
  runScript,
} from './prepare.mjs';
import { freePort } from './postgres/processes.mjs';

/** Nobody has these addresses; what would be sent to them lies on a page of its own. */
const HOW_TO_SIGN_IN = `The example is a season of a made-up scheme. Sign in by email as one of these; the message waits on /dev/messages,
and the code of the app that staff and administrators have on /dev/app:
  somebody who takes part   p020@example.org
  a leader                  p006@example.org
  staff                     s001@example.org
  an administrator          s003@example.org

`;

/** Whoever makes the example holds this lock. */
const SEEDING = 5_126_043;

/** For Ctrl-C the terminal sends a signal and npm hands it on: what comes within this time is one wish. */
const ONE_WISH_MS = 1_000;

/*
 * `npm start`: a database, its tables, the web service and its job worker in one process, and one address to open.
 * With DATABASE_URL that database is used; otherwise our own PostgreSQL keeps its data in GALAXIES_DATA.
 */
await runScript(async () => {
  const filesForBrowsers = await compileWhenStale();
  const database = await openDatabase(await givenSettings());
  const running = [database];
  const { stop, isStopping } = stopOnSignal(running);
  try {
    if (database.own) await seedWhenEmpty(database, running);
    else await migrate(database.settings);
    await filesForBrowsers();
    if (isStopping()) return;
    await startService(await withPort(database.settings), running, database.own);
  } catch (error) {
    // What is told to stop while it starts fails for that reason only.
    if (isStopping()) return;
    await stop();
    throw error;
  }
});

async function startService(settings, running, ownDatabase) {
  const { loadEnvironment } = compiled('config/index');
  const environment = loadEnvironment(settings, ROOT);
  const { startWorker } = compiled('worker');
  running.push(await startWorker(environment));
  const { startWeb } = compiled('main');
  const web = await startWeb(environment);
  running.push(web);
  process.stdout.write(`\nGalaxies is ready: open ${web.url} (Ctrl-C stops it)\n\n`);
  if (ownDatabase) process.stdout.write(HOW_TO_SIGN_IN);
}

/**
 * A first start has something to look at. While it is made, which takes some seconds, a file says so: the next start completes
 * what was broken off. Of two that start at once one makes it and the other waits.
 */
async function seedWhenEmpty({ superUrl, settings, dataDir }, running) {
  const url = new URL(superUrl);
  url.pathname = new URL(settings.DATABASE_URL).pathname;
  const client = new pg.Client({ connectionString: url.href });
  // The server may go before us when all of it is told to stop.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [SEEDING]);
    const unfinished = path.join(dataDir, 'example-unfinished');
    const { rowCount } = await client.query('SELECT FROM scheme LIMIT 1');
    if (rowCount > 0 && !fs.existsSync(unfinished)) return;
    process.stdout.write('Making the example, a season of a scheme. This happens once.\n');
    fs.writeFileSync(unfinished, '');
    await seed(settings, running);
    fs.rmSync(unfinished);
  } finally {
    await client.end();
  }
}

/** In a process of its own, so that its memory goes away with it. */
async function seed(settings, running) {
  const program = path.join(ROOT, 'dist', 'src', 'cli.js');
  const season = path.join(ROOT, 'examples', 'season');
  const seeding = spawn(process.execPath, [program, 'seed', '--season', season], {
    env: settings,
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
  const ended = once(seeding, 'exit');
  running.push({ stop: () => seeding.kill() && ended });
  // Meanwhile this one reads the service in.
  compiled('worker');
  compiled('main');
  const [code] = await ended;
  if (code !== 0) throw new Problem('The example scheme could not be made: see above.');
}

/**
 * The port that was asked for; without a wish 3000, or a free one when somebody has that. Any free one (0) is chosen here and
 * not by the system when the web listens, so that the worker names it in the links of messages.
 */
async function withPort(settings) {
  const isAny = Number(settings.PORT) === 0;
  if (settings.PORT !== undefined && !isAny) return settings;
  const port = await freePort(isAny ? 0 : 3000, settings.HOST);
  if (!isAny && port !== 3000)
    process.stdout.write(`Port 3000 is taken, so this is port ${port}. Set PORT to choose one.\n`);
  return { ...settings, PORT: String(port) };
}

/** Stops in the opposite order of starting, so that nothing loses its database early. A second wish ends it at once. */
function stopOnSignal(running) {
  let stopping;
  let asked = Infinity;
  const stopAll = async () => {
    for (const part of running.toReversed()) await part.stop();
  };
  const stop = () => (stopping ??= stopAll());
  const onSignal = () => {
    if (performance.now() - asked > ONE_WISH_MS) process.exit(1);
    if (asked !== Infinity) return;
    asked = performance.now();
    stop().then(
      () => process.exit(0),
      (error) => {
        process.stderr.write(`${error.stack ?? error}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return { stop, isStopping: () => stopping !== undefined };
}
