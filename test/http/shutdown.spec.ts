import { Agent, get, type IncomingMessage } from 'node:http';
import { loadEnvironment } from '../../src/config/index.js';
import { startWeb } from '../../src/main.js';
import { Gate, gates, ProbeController } from '../support/probes.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

let database: TestDatabase;
let web: Awaited<ReturnType<typeof startWeb>>;
const agent = new Agent({ keepAlive: true });

class ProbeModule {}

async function start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
  const environment = loadEnvironment(
    { NODE_ENV: 'test', DATABASE_URL: database.appUrl, PORT: '0', LOG_LEVEL: 'silent', ...settings },
    __dirname,
  );
  web = await startWeb(environment, { modules: [{ module: ProbeModule, controllers: [ProbeController] }] });
}

beforeEach(async () => {
  gates.current = new Gate();
  database = await createTestDatabase();
});

afterEach(async () => {
  gates.current.open();
  agent.destroy();
  await web.stop();
  await database.drop();
});

/** Asks over a connection that is kept open, as browsers and load balancers do. */
function ask(
  path: string,
): Promise<{ status: number | undefined; headers: IncomingMessage['headers']; body: string }> {
  return new Promise((resolve, reject) => {
    get(`${web.url}${path}`, { agent }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => (body += part));
      response.on('end', () => {
        resolve({ status: response.statusCode, headers: response.headers, body });
      });
    }).on('error', reject);
  });
}

it('a request in hand is finished before the service stops, and its connection does not hold the service up', async () => {
  await start();
  const inHand = ask('/api/probe/gate');
  await gates.current.reached;
  let stopped = false;
  const stopping = web.stop().then(() => (stopped = true));
  await until(async () => (await refused('/health/live')) || undefined, 'new connections to be refused');
  expect(stopped).toBe(false);
  gates.current.open();
  expect(await inHand).toMatchObject({ status: 200, body: 'through' });
  await stopping;
}, 30_000);

it('an idle connection that is kept open does not hold the service up', async () => {
  await start();
  expect((await ask('/health/live')).status).toBe(200);
  await web.stop();
}, 30_000);

it('readiness says no first, and the service goes on answering until callers have noticed', async () => {
  await start({ SHUTDOWN_DELAY_MS: '2000' });
  const stopping = web.stop();
  expect(await ask('/health/ready')).toMatchObject({ status: 503, headers: { connection: 'close' } });
  expect(await ask('/api/v1/schemes')).toMatchObject({ status: 200, headers: { connection: 'close' } });
  await stopping;
  expect(await refused('/health/live')).toBe(true);
});

it('stopping twice is stopping once', async () => {
  await start();
  await Promise.all([web.stop(), web.stop()]);
  expect(await refused('/health/live')).toBe(true);
});

async function refused(path: string): Promise<boolean> {
  try {
    await fetch(`${web.url}${path}`);
    return false;
  } catch {
    return true;
  }
}
