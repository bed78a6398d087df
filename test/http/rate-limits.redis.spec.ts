import { RequestCounts } from '../../src/identity/request-counts.service.js';
import { RedisServer } from '../integration/jobs/support/redis-server.js';
import { until } from '../support/until.js';
import { openWebApp, type WebApp } from '../support/web-app.js';

const ADDRESS = '198.51.100.9';

let redis: RedisServer;
let one: WebApp;
let two: WebApp;

beforeAll(async () => {
  redis = await RedisServer.start();
  one = await openWebApp({ settings: { REDIS_URL: redis.url } });
  two = await openWebApp({ settings: { REDIS_URL: redis.url }, database: one.database });
});

afterAll(async () => {
  await two.close();
  await one.close();
  await redis.stop();
});

const ask = ({ app }: WebApp, remoteAddress = ADDRESS) =>
  app.inject({ url: '/api/v1/schemes', remoteAddress, headers: { accept: 'application/json' } });

/** Counts one more, as a request does. */
const count = ({ app }: WebApp) =>
  app.get(RequestCounts, { strict: false }).take('network/198.51.100.0/24', 60);

const counted = () => redis.ask((client) => client.keys('galaxies:count:*'));

/** What Redis says of a key that it keeps for good. */
const NEVER = -1;

/** Long before it has counted 600 by itself. It counts by itself whenever Redis was too slow to answer. */
async function isRefusedSoon(web: WebApp): Promise<boolean> {
  for (let asked = 0; asked < 40; asked++) if ((await ask(web)).statusCode === 429) return true;
  return false;
}

/** Asked until the process has reached Redis: before that it counts by itself. */
async function reached(web: WebApp, remoteAddress: string): Promise<void> {
  await until(async () => {
    await ask(web, remoteAddress);
    return (await counted()).some((key) => key.includes(remoteAddress.replace(/\d+$/, '0')));
  }, 'the process to count in Redis');
}

it('all processes count together where there is a Redis, which forgets in time', async () => {
  await reached(one, '192.0.2.1');
  await reached(two, '192.0.3.1');
  for (let asked = 1; asked < 300; asked++) await Promise.all([one, two].map(count));
  expect([(await ask(one)).statusCode, (await ask(two)).statusCode]).toEqual([200, 200]);
  expect([await isRefusedSoon(one), await isRefusedSoon(two)]).toEqual([true, true]);
  for (const key of await counted()) expect(await redis.ask((client) => client.ttl(key))).not.toBe(NEVER);
});

it('each counts by itself while Redis is away, so that nobody waits for it', async () => {
  await redis.kill();
  expect([(await ask(one)).statusCode, (await ask(two)).statusCode]).toEqual([200, 200]);
  for (let asked = 0; asked < 600; asked++) await count(one);
  expect([(await ask(one)).statusCode, (await ask(two)).statusCode]).toEqual([429, 200]);
});
