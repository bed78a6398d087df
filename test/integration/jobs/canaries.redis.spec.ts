import { Redis } from 'ioredis';
import { loadEnvironment } from '../../../src/config/index.js';
import { LocalMailServer } from '../../support/local-servers.js';
import { SignInWorld } from '../../support/sign-in-world.js';
import { PATIENT_MS } from '../../support/test-database.js';
import { until } from '../../support/until.js';
import { startWorker } from '../../../src/worker.js';
import { QUICK } from './support/jobs-world.js';
import { RedisServer } from './support/redis-server.js';

/** Found nowhere but where it was planted. */
const CANARY = 'kanarienvogel';
const EMAIL = `${CANARY}@example.org`;
const DIGITS = '7700900982';

let redis: RedisServer;
let mail: LocalMailServer;
let world: SignInWorld;
/** Everything that any process asked of Redis, as Redis heard it. */
const heard: string[] = [];
const logged: string[] = [];
let ends: (() => unknown)[] = [];

beforeAll(async () => {
  redis = await RedisServer.start();
  const client = new Redis(redis.url);
  const listening = await client.monitor();
  client.disconnect();
  listening.on('monitor', (_time: string, words: readonly string[]) => heard.push(words.join(' ')));
  mail = await LocalMailServer.open();
  mail.failures = 2;
  world = await SignInWorld.open({ SCHEME: 'orbit', REDIS_URL: redis.url, LOG_LEVEL: 'debug' });
  await world.person({ likedName: CANARY, surname: CANARY, email: EMAIL, phone: '07700 900 982' });
  const settings = { NODE_ENV: 'test', LOG_LEVEL: 'debug', REDIS_URL: redis.url, SMTP_URL: mail.url };
  const environment = loadEnvironment({
    ...settings,
    DATABASE_URL: world.book.database.appUrl,
    DATABASE_WAIT_MS: String(PATIENT_MS),
  });
  const worker = await startWorker(environment, {
    pace: QUICK,
    logTo: { write: (line) => logged.push(line) },
  });
  ends = [() => worker.stop(), () => world.close(), () => mail.close(), () => listening.disconnect()];
  await world.visitor().askByEmail(EMAIL);
  await until(async () => (await promised('parked_at')) === 1, 'a message that nobody takes is parked');
  await world.visitor('198.51.100.9').askByEmail(EMAIL);
  await until(() => mail.receivers.length === 1, 'the next one arrives');
  await until(async () => {
    const headers = { authorization: `Bearer ${CANARY}` };
    await world.web.app.inject({ url: `/api/v1/schemes?email=${EMAIL}`, headers });
    return heard.some((words) => words.includes('galaxies:count:'));
  }, 'requests are counted in Redis');
});

afterAll(async () => {
  for (const end of ends) await end();
  await redis.stop();
});

async function promised(how: 'parked_at' | 'done_at'): Promise<number> {
  const rows: unknown[] = await world.book.ownerSource.query(
    `SELECT FROM outbox WHERE job = 'send-sign-in-code' AND ${how} IS NOT NULL`,
  );
  return rows.length;
}

const telling = (texts: readonly string[]) =>
  texts.filter((text) => [CANARY, DIGITS].some((sign) => text.toLowerCase().includes(sign)));

it('jobs went through Redis, one of them to its end and one that was refused in words that name somebody', () => {
  const added = heard.filter(
    (words) => words.includes('send-sign-in-code') || words.includes('bull:galaxies'),
  );
  expect(added.length).toBeGreaterThan(10);
  expect(mail.refused).toEqual([EMAIL, EMAIL]);
});

it('nothing that Redis ever heard says anything of a person: no job, no failure, no count (A15)', () => {
  expect(telling(heard)).toEqual([]);
});

it('no line in the log of the worker says anything of a person (A15)', () => {
  expect(logged.length).toBeGreaterThan(3);
  expect(telling(logged)).toEqual([]);
});

it('a canary that somebody lets into Redis is heard', async () => {
  await redis.ask((client) => client.set('bird', CANARY));
  await until(() => telling(heard).length > 0, 'it is heard');
});
