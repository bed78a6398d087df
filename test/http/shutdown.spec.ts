import { Agent, get, type IncomingMessage, Server } from 'node:http';
import timers from 'node:timers/promises';
import { loadEnvironment } from '../../src/config/index.js';
import { startWeb } from '../../src/main.js';
import { Gate, gates, ProbeController } from '../support/probes.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

let database: TestDatabase;
let web: Awaited<ReturnType<typeof startWeb>>;
const agent = new Agent({ keepAlive: true });
/** What the service does to the connections that are still there after twenty seconds. */
const cutOff = jest.spyOn(Server.prototype, 'closeAllConnections');

class ProbeModule {}

async function start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
  const environment = loadEnvironment(
    { NODE_ENV: 'test', DATABASE_URL: database.appUrl, PORT: '0', LOG_LEVEL: 'silent', ...settings },
    __dirname,
  );
  web = await startWeb(environment, { modules: [{ module: ProbeModule, controllers: [ProbeController] }] });
}

afterAll(() => cutOff.mockRestore());

beforeEach(async () => {
  cutOff.mockClear();
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
  expect(cutOff).not.toHaveBeenCalled();
});

it('an idle connection that is kept open does not hold the service up', async () => {
  await start();
  expect((await ask('/health/live')).status).toBe(200);
  await web.stop();
  expect(cutOff).not.toHaveBeenCalled();
});

it('readiness says no first, and the service goes on answering until callers have noticed', async () => {
  await start({ SHUTDOWN_DELAY_MS: '60000' });
  const delay = delayOf(60_000);
  const stopping = web.stop();
  try {
    expect(await ask('/health/ready')).toMatchObject({ status: 503, headers: { connection: 'close' } });
    expect(await ask('/api/v1/schemes')).toMatchObject({ status: 200, headers: { connection: 'close' } });
  } finally {
    delay.end();
  }
  await stopping;
  expect(await refused('/health/live')).toBe(true);
});

it('stopping twice is stopping once', async () => {
  await start();
  await Promise.all([web.stop(), web.stop()]);
  expect(await refused('/health/live')).toBe(true);
});

/** A pause of exactly so many milliseconds lasts until the test says that it is over, on a slow machine as on a quick one. */
function delayOf(milliseconds: number): { end(): void } {
  const { setTimeout: wait } = timers;
  let end: () => void = () => undefined;
  const over = new Promise<undefined>((resolve) => (end = () => resolve(undefined)));
  const pauses = jest
    .spyOn(timers, 'setTimeout')
    .mockImplementation((asked, ...more) => (asked === milliseconds ? over : wait(asked, ...more)));
  return {
    end: () => {
      pauses.mockRestore();
      end();
    },
  };
}

async function refused(path: string): Promise<boolean> {
  try {
    await fetch(`${web.url}${path}`);
    return false;
  } catch {
    return true;
  }
}
