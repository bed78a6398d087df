import {
  buildWhenStale,
  compiled,
  givenSettings,
  migrate,
  openDatabase,
  ROOT,
  runScript,
} from './prepare.mjs';
import { freePort } from './postgres/processes.mjs';

/*
 * `npm start`: a database, its tables, the web service and its job worker in one process, and one address to open.
 * With DATABASE_URL that database is used; otherwise our own PostgreSQL keeps its data in GALAXIES_DATA.
 */
await runScript(async () => {
  buildWhenStale();
  const database = await openDatabase(await givenSettings());
  const running = [database];
  const stop = stopOnSignal(running);
  try {
    if (!database.own) await migrate(database.settings);
    await startService(await withPort(database.settings), running);
  } catch (error) {
    await stop();
    throw error;
  }
});

async function startService(settings, running) {
  const { loadEnvironment } = compiled('config/index');
  const environment = loadEnvironment(settings, ROOT);
  const { startWorker } = compiled('worker');
  running.push(await startWorker(environment));
  const { startWeb } = compiled('main');
  const web = await startWeb(environment);
  running.push(web);
  process.stdout.write(`\nGalaxies is ready: open ${web.url} (Ctrl-C stops it)\n\n`);
}

/** The port that was asked for; without a wish 3000, or a free one when somebody has that. */
async function withPort(settings) {
  if (settings.PORT !== undefined) return settings;
  const port = await freePort(3000, settings.HOST);
  if (port !== 3000)
    process.stdout.write(`Port 3000 is taken, so this is port ${port}. Set PORT to choose one.\n`);
  return { ...settings, PORT: String(port) };
}

/** Stops in the opposite order of starting, so that nothing loses its database early. A second signal ends it at once. */
function stopOnSignal(running) {
  let stopping;
  const stopAll = async () => {
    for (const part of running.toReversed()) await part.stop();
  };
  const stop = () => (stopping ??= stopAll());
  const onSignal = () => {
    if (stopping !== undefined) process.exit(1);
    stop().then(
      () => process.exit(0),
      (error) => {
        process.stderr.write(`${error.stack ?? error}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return stop;
}
