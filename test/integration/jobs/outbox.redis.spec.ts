import { JobsReadiness, openJobStore } from '../../../src/outbox/index.js';
import { until } from '../../support/until.js';
import { HeardLog, JobsWorld } from './support/jobs-world.js';
import { RedisServer } from './support/redis-server.js';

let world: JobsWorld;
let redis: RedisServer;

beforeEach(async () => {
  [world, redis] = await Promise.all([JobsWorld.open(), RedisServer.start()]);
});

afterEach(async () => {
  await world.close();
  await redis.stop();
});

const allThere = (commands: number) => async () => (await world.effects()).size === commands;
const names = (count: number, name: string) =>
  Array.from({ length: count }, (_, index) => `${name}-${String(index)}`);

describe('the machinery on Redis', () => {
  it('makes every promised effect once', async () => {
    await world.startMachine({ redisUrl: redis.url });
    await world.promise(...names(50, 'command'));
    await until(allThere(50), 'all effects are there');
    expect(new Set((await world.effects()).values())).toEqual(new Set([1]));
  });

  it('does what Redis forgot when everything in it is thrown away', async () => {
    let gateOpen = false;
    await world.startMachine({
      redisUrl: redis.url,
      handler: async ({ schemeId, payload }) => {
        await until(() => gateOpen, 'the gate is open');
        return async (tx) => {
          await tx.query('INSERT INTO effect VALUES ($1, $2)', [schemeId, payload.period]);
        };
      },
    });
    await world.promise(...names(20, 'waiting'));
    await until(async () => (await redis.jobsWaiting()) > 0, 'jobs wait in Redis');
    await redis.flush();
    gateOpen = true;
    await until(allThere(20), 'all effects are there');
    expect(new Set((await world.effects()).values())).toEqual(new Set([1]));
  });

  it('keeps promises while Redis is away, says so, and does them when it is back', async () => {
    const machine = await world.startMachine({ redisUrl: redis.url });
    await world.promise(...names(5, 'before'));
    await until(allThere(5), 'the first effects are there');
    await redis.kill();
    await world.promise(...names(20, 'meanwhile'));
    const store = await openJobStore({ databaseUrl: world.database.appUrl, redisUrl: redis.url }, world.log);
    const readiness = new JobsReadiness(store, world.queries);
    const said = await readiness.check();
    expect(said).toMatchObject({ store: 'redis', state: 'unreachable' });
    expect(said.open).toBeGreaterThanOrEqual(20);
    expect(world.log.warnings).toContain('Redis does not answer: jobs wait in the outbox until it does.');
    await redis.start();
    await until(allThere(25), 'all effects are there');
    await until(async () => (await store.state()) === 'ready', 'the store is ready');
    await store.close();
    await machine.stop();
  });

  it('starts while Redis is away, and works once it is there', async () => {
    await redis.kill();
    await world.startMachine({ redisUrl: redis.url });
    await world.promise('early');
    await redis.start();
    await until(allThere(1), 'the effect is there');
  });

  it('stops while Redis is away', async () => {
    const machine = await world.startMachine({ redisUrl: redis.url });
    await world.promise('a');
    await until(allThere(1), 'the effect is there');
    await redis.kill();
    await machine.stop();
    expect(await world.effects()).toEqual(new Map([['a', 1]]));
  });
});

describe('a Redis that throws things away when its memory is full', () => {
  it('stops the start with one clear sentence', async () => {
    const evicting = await RedisServer.start('allkeys-lru');
    try {
      const opened = openJobStore(
        { databaseUrl: world.database.appUrl, redisUrl: evicting.url },
        new HeardLog(),
      );
      await expect(opened).rejects.toThrow(
        'REDIS_URL: this Redis is set to maxmemory-policy allkeys-lru, which throws jobs away when memory is full: set its maxmemory-policy to noeviction and start again.',
      );
    } finally {
      await evicting.stop();
    }
  });

  it('is handed nothing, also when it came to that later', async () => {
    await world.startMachine({ redisUrl: redis.url });
    await world.promise('before');
    await until(allThere(1), 'the worker is warm');
    await redis.setPolicy('volatile-lru');
    await world.promise('a');
    await until(() => world.log.errors.length > 0, 'somebody is told');
    expect(await world.effects()).toEqual(new Map([['before', 1]]));
    await redis.setPolicy('noeviction');
    await until(allThere(2), 'the effect is there');
  });
});
