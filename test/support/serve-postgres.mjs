import { pathToFileURL } from 'node:url';

/*
 * A process that uses PostgreSQL as `npm start` does: it prints its addresses as one line of JSON and stays until its
 * standard input ends or it gets SIGTERM. Arguments: the launcher to use, the options as JSON.
 */
const [launcher, options] = process.argv.slice(2);
const { Problem, startPostgres } = await import(pathToFileURL(launcher).href);
try {
  const { stop, superUrl, ownerUrl, appUrl } = await startPostgres(JSON.parse(options));
  const end = async () => {
    await stop();
    process.exit(0);
  };
  process.once('SIGTERM', end);
  process.stdin.once('end', end).resume();
  console.log(JSON.stringify({ superUrl, ownerUrl, appUrl }));
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.log(JSON.stringify({ problem: error.message }));
}
