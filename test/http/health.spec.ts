import { Readiness } from '../../src/shared/readiness.js';
import { openWebApp, type WebApp } from '../support/web-app.js';

let web: WebApp;

beforeEach(async () => {
  web = await openWebApp();
});

afterEach(() => web.close());

async function ask(url: string) {
  const response = await web.app.inject(url);
  return {
    status: response.statusCode,
    body: response.json<Record<string, unknown>>(),
    headers: response.headers,
  };
}

it('a process that runs is live and ready, and says what it needs', async () => {
  expect(await ask('/health/live')).toMatchObject({ status: 200, body: { status: 'ok' } });
  const ready = await ask('/health/ready');
  expect(ready).toMatchObject({
    status: 200,
    body: {
      status: 'ok',
      details: {
        database: { status: 'up' },
        jobs: { status: 'up', store: 'postgresql', state: 'ready', parked: 0 },
      },
    },
  });
  expect(ready.headers['cache-control']).toBe('no-store');
});

it('without its database a process is live but not ready, and does not say why to strangers', async () => {
  await web.database.drop();
  expect(await ask('/health/live')).toMatchObject({ status: 200 });
  expect(await ask('/health/ready')).toMatchObject({
    status: 503,
    body: { status: 'error', error: { database: { status: 'down' } } },
  });
  const { body } = await web.app.inject('/health/ready');
  expect(body).not.toMatch(new RegExp(`${web.database.name}|127\\.0\\.0\\.1|galaxies_app`));
  expect(web.logged()).toContainEqual(expect.objectContaining({ level: 'warn', check: 'database' }));
});

it('without its database a process explains to people and programs that it is not available', async () => {
  await web.database.drop();
  await ask('/health/ready');
  const page = await web.app.inject({ url: '/', headers: { accept: 'text/html' } });
  expect([page.statusCode, page.headers['content-type']]).toEqual([503, 'text/html; charset=utf-8']);
  expect(await ask('/api/v1/schemes')).toMatchObject({
    status: 503,
    body: { type: '/problems/not-available' },
  });
});

it('a room may add what it needs, and tell more of it', async () => {
  web.app.get(Readiness).add({ name: 'letters', check: () => Promise.resolve({ waiting: 3 }) });
  expect(await ask('/health/ready')).toMatchObject({
    status: 200,
    body: { details: { database: { status: 'up' }, letters: { status: 'up', waiting: 3 } } },
  });
});

it('a check that fails makes the process not ready, and the others are still told', async () => {
  web.app.get(Readiness).add({ name: 'letters', check: () => Promise.reject(new Error('away')) });
  expect(await ask('/health/ready')).toMatchObject({
    status: 503,
    body: { info: { database: { status: 'up' } }, error: { letters: { status: 'down' } } },
  });
});

it('a check that never answers counts as down within a second or so', async () => {
  web.app.get(Readiness).add({ name: 'letters', check: () => new Promise(() => undefined) });
  expect(await ask('/health/ready')).toMatchObject({
    status: 503,
    body: { error: { letters: { status: 'down' } } },
  });
}, 30_000);

it('a process that was asked to stop is not ready, though all it needs is there', async () => {
  web.app.get(Readiness).stop();
  expect(await ask('/health/ready')).toMatchObject({
    status: 503,
    body: { info: { database: { status: 'up' } }, error: { service: { status: 'down' } } },
  });
  expect(await ask('/health/live')).toMatchObject({ status: 200 });
});

it('two checks of one name are a mistake', () => {
  const check = { name: 'database', check: () => Promise.resolve({}) };
  expect(() => {
    web.app.get(Readiness).add(check);
  }).toThrow('added twice');
});

it('the metrics say how many jobs wait and how many were given up', async () => {
  const { body } = await web.app.inject('/metrics');
  expect(body).toMatch(/^galaxies_jobs_open 0$/m);
  expect(body).toMatch(/^galaxies_jobs_parked 0$/m);
});
