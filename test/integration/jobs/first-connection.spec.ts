import { PostgresJobStore } from '../../../src/outbox/postgres-job-store.js';
import { CuttingProxy } from '../../support/cutting-proxy.js';
import { until } from '../../support/until.js';
import { JobsWorld, QUICK } from './support/jobs-world.js';

/** Short, so that the test need not wait long for nothing; a connection that takes longer is tried again. */
const WAIT_MS = 1_000;

let world: JobsWorld;
let proxy: CuttingProxy;

beforeEach(async () => {
  world = await JobsWorld.open();
  proxy = await CuttingProxy.open(world.database.appUrl);
  proxy.silent = true;
});

afterEach(async () => {
  await world.close();
  await proxy.close();
});

it('a queue and a worker whose first connection is not answered are given up, and the worker never begins', async () => {
  const store = new PostgresJobStore(proxy.url, WAIT_MS);
  const heard: Error[] = [];
  const hear = (error: Error): void => {
    heard.push(error);
  };
  await expect(store.openQueue(hear)).rejects.toThrow();
  await expect(store.openWorker(() => Promise.resolve(), QUICK, hear)).rejects.toThrow();
  const before = heard.length;
  await new Promise((resolve) => setImmediate(resolve));
  expect(heard.length).toBe(before);
});

it('once the database answers jobs are done, each once, though the first connections had failed', async () => {
  await world.startMachine({ store: new PostgresJobStore(proxy.url, WAIT_MS) });
  await world.promise('a');
  await until(() => world.log.warnings.length >= 2, 'the queue could not be reached twice');
  expect(await world.effects()).toEqual(new Map());
  proxy.silent = false;
  await until(async () => (await world.effects()).get('a') === 1, 'the job is done');
  expect(await world.effects()).toEqual(new Map([['a', 1]]));
});
