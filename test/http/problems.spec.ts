import { PERSONAL, ProbeController } from '../support/probes.js';
import { openWebApp, type WebApp } from '../support/web-app.js';

const BODY_LIMIT = 1_024;

let web: WebApp;

beforeAll(async () => {
  web = await openWebApp({
    controllers: [ProbeController],
    settings: { BODY_LIMIT_BYTES: String(BODY_LIMIT) },
  });
});

afterAll(() => web.close());

interface Asked {
  readonly url?: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload?: string;
}

async function problemOf({ url = '/api/probe', headers = {}, ...rest }: Asked) {
  const response = await web.app.inject({
    url,
    ...rest,
    headers: { 'x-correlation-id': 'thread-1', ...headers },
  });
  expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(response.headers['cache-control']).toBe('no-store');
  const problem = response.json<Record<string, unknown>>();
  expect(problem).toMatchObject({
    status: response.statusCode,
    correlationId: 'thread-1',
    instance: '/requests/thread-1',
  });
  for (const word of ['type', 'title', 'detail']) expect(problem[word]).toEqual(expect.stringMatching(/./));
  return problem;
}

const post = (
  payload: unknown,
  headers: Record<string, string> = { 'content-type': 'application/json' },
): Asked => ({
  method: 'POST',
  headers,
  payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
});

describe('a refusal of the domain', () => {
  it.each([
    ['invalid', 422],
    ['forbidden', 403],
    ['missing', 404],
    ['conflict', 409],
  ])('that is %s is answered with %d', async (refusal, status) => {
    expect(await problemOf({ url: `/api/probe/refuse/${refusal}` })).toEqual({
      type: '/problems/not-enough-galaxies',
      title: 'Not enough galaxies',
      status,
      detail: 'There are not enough galaxies. Choose a smaller offer.',
      instance: '/requests/thread-1',
      correlationId: 'thread-1',
    });
  });
});

describe('a request that cannot be used', () => {
  it('is refused with every field that is wrong and what to do about it', async () => {
    expect(await problemOf(post({ name: 7, inner: { amount: 12 } }))).toMatchObject({
      type: '/problems/invalid-request',
      status: 422,
      errors: [
        { pointer: '/name', detail: 'Write at most 2000 characters.' },
        { pointer: '/inner/amount', detail: 'Write 9 or less.' },
      ],
    });
  });

  it('is refused when it has a field that nobody asked for, however deep', async () => {
    expect(await problemOf(post({ name: 'a', 'b/c~d': 1, inner: { amount: 1, admin: true } }))).toMatchObject(
      {
        status: 422,
        errors: [
          { pointer: '/b~1c~0d', detail: 'There is no such field here; leave it out.' },
          { pointer: '/inner/admin', detail: 'There is no such field here; leave it out.' },
        ],
      },
    );
  });

  it.each(['__proto__', 'constructor'])('is refused when it plants %s', async (name) => {
    const problem = await problemOf(post(`{"name":"a","${name}":{"prototype":{"admin":true}}}`));
    expect([400, 422]).toContain(problem['status']);
  });

  it('is told of fifty fields at most', async () => {
    const fields = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`f${String(index)}`, 1]));
    const { errors } = await problemOf(post({ name: 'a', ...fields }));
    expect(errors).toHaveLength(50);
  });

  it.each([
    ['broken JSON', post('{"name":'), 400, '/problems/bad-request'],
    ['an empty body that claims to be JSON', post(''), 400, '/problems/bad-request'],
    ['XML', post('<a/>', { 'content-type': 'application/xml' }), 415, '/problems/unsupported-media-type'],
    ['a body beyond the limit', post({ name: 'x'.repeat(BODY_LIMIT) }), 413, '/problems/too-large'],
    ['an address that is not there', { url: '/api/nothing' }, 404, '/problems/not-found'],
    ['a method that is not there', { url: '/health/live', method: 'POST' }, 404, '/problems/not-found'],
    ['an address that cannot be read', { url: '/api/%zz' }, 400, '/problems/bad-request'],
    ['a query where none is taken', { url: '/health/live?verbose=1' }, 422, '/problems/invalid-request'],
  ] as const)('because it is %s is answered as a problem', async (_what, asked, status, type) => {
    expect(await problemOf(asked)).toMatchObject({ status, type });
  });

  it('is read up to the limit of the body', async () => {
    const empty = JSON.stringify({ name: '', inner: { amount: 1 } }).length;
    const fits = post({ name: 'x'.repeat(BODY_LIMIT - empty), inner: { amount: 1 } });
    expect((await web.app.inject({ url: '/api/probe', ...fits })).statusCode).toBe(201);
    expect(await problemOf({ ...fits, payload: `${fits.payload ?? ''} ` })).toMatchObject({ status: 413 });
  });
});

describe('a page of a list', () => {
  it('has 25 lines unless another number is asked for', async () => {
    expect((await web.app.inject('/api/probe/page')).json()).toEqual({ limit: 25 });
    expect((await web.app.inject('/api/probe/page?limit=100&after=x_1')).json()).toEqual({
      limit: 100,
      after: 'x_1',
    });
  });

  it.each(['0', '101', '-1', '1.5', '1e1', 'ten', '', '5&limit=6'])(
    'is never %s lines long',
    async (limit) => {
      expect(await problemOf({ url: `/api/probe/page?limit=${limit}` })).toMatchObject({
        status: 422,
        errors: [{ pointer: '/limit', detail: 'Write a whole number from 1 to 100.' }],
      });
    },
  );

  it.each(['after=%00', `after=${'x'.repeat(301)}`, 'after=a&after=b', 'offset=10'])(
    'refuses %s',
    async (query) => {
      expect(await problemOf({ url: `/api/probe/page?${query}` })).toMatchObject({ status: 422 });
    },
  );
});

describe('an unknown failure', () => {
  it('is a 500 that keeps its reason to itself', async () => {
    const problem = await problemOf({ url: '/api/probe/fail' });
    expect(problem).toMatchObject({ status: 500, type: '/problems/unexpected' });
    expect(JSON.stringify(problem)).not.toMatch(/secret|cause|at /);
  });

  it('is logged with its cause and its correlation id', async () => {
    await problemOf({ url: '/api/probe/fail', headers: { 'x-correlation-id': 'thread-1' } });
    const line = web.logged().findLast(({ level }) => level === 'error');
    expect(line).toMatchObject({
      correlationId: 'thread-1',
      err: { message: 'the reason is secret', cause: { message: 'and so is its cause' } },
    });
  });

  it('of the database is logged by its code and constraint, never by its words', async () => {
    await problemOf({ url: '/api/probe/database' });
    const line = web.logged().findLast(({ level }) => level === 'error');
    expect(line).toMatchObject({ err: { code: '23505', cause: { constraint: 'person_name_unique' } } });
    expect(JSON.stringify(web.logged())).not.toContain(PERSONAL.slice(11, 20));
  });

  it('of the connection is a 503 that says when to try again', async () => {
    const response = await web.app.inject('/api/probe/away');
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '5']);
    expect(response.body).not.toContain('10.0.0.9');
  });
});

describe('a browser', () => {
  const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

  it.each([
    ['/nothing', 404, 'We could not find that page'],
    ['/%zz', 400, 'We could not read that'],
  ])('that asks for %s gets a page with the real status', async (url, status, title) => {
    const response = await web.app.inject({ url, headers: browser });
    expect([response.statusCode, response.headers['content-type']]).toEqual([
      status,
      'text/html; charset=utf-8',
    ]);
    expect(response.body).toMatch(new RegExp(`<h1[^>]*>${title}</h1>`));
    expect(response.body).toContain('href="/help-now"');
  });

  it.each(['/api/nothing', '/health/nothing', '/metrics/nothing'])(
    'gets JSON from %s all the same',
    async (url) => {
      await problemOf({ url, headers: browser });
    },
  );

  it('is never shown what it sent', async () => {
    const response = await web.app.inject({ url: '/<script>alert(1)</script>', headers: browser });
    expect(response.statusCode).toBe(404);
    expect(response.body).not.toContain('alert');
  });
});
