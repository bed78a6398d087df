import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { ProbeController } from '../support/probes.js';
import { siteFile } from '../../src/web/site-files.js';
import { openWebApp, type WebApp } from '../support/web-app.js';

let web: WebApp;

beforeAll(async () => {
  web = await openWebApp({
    controllers: [ProbeController],
    settings: { PUBLIC_URL: 'https://galaxies.example.org' },
  });
});

afterAll(() => web.close());

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('every answer', () => {
  it.each([
    '/',
    '/api/v1/schemes',
    '/health/live',
    '/metrics',
    siteFile('site.css'),
    '/nothing',
    '/%zz',
    '/api/docs',
  ])('from %s tells the browser what it may not do', async (url) => {
    const { headers } = await web.app.inject(url);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('geolocation=()'),
      'content-security-policy': expect.stringMatching(/^default-src 'none'/),
    });
    expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:/);
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it('may run a script on the page of the API only, and only ours', async () => {
    const policies = await Promise.all(
      ['/', '/nothing', '/api/docs'].map(
        async (url) => (await web.app.inject(url)).headers['content-security-policy'],
      ),
    );
    expect(policies.map((policy) => /script-src [^;]*/.exec(String(policy))?.[0])).toEqual([
      undefined,
      undefined,
      "script-src 'self'",
    ]);
  });

  it('asks for https for a year when people reach the service by https', async () => {
    expect((await web.app.inject('/')).headers['strict-transport-security']).toBe('max-age=31536000');
  });
});

describe('the correlation id', () => {
  it('is the one that was sent', async () => {
    const { headers } = await web.app.inject({ url: '/', headers: { 'x-correlation-id': 'Phone-7' } });
    expect(headers['x-correlation-id']).toBe('Phone-7');
  });

  it.each(['', 'a b', 'a_b', 'x'.repeat(65), 'é', '{"a":1}', 'a\tb'])(
    'is a new one when "%s" was sent',
    async (sent) => {
      const { headers } = await web.app.inject({ url: '/', headers: { 'x-correlation-id': sent } });
      expect(headers['x-correlation-id']).toMatch(UUID);
    },
  );

  it('is known to the work that a request causes, after its body has come in over the network', async () => {
    await web.app.listen(0, '127.0.0.1');
    const url = `${await web.app.getUrl()}/api/probe`;
    const ids = Array.from({ length: 20 }, (_, index) => `thread-${String(index)}`);
    const answers = await Promise.all(ids.map((id) => echo(url, id)));
    expect(answers.map(({ correlationId }) => correlationId)).toEqual(ids);
  });
});

/** Sends the body only once the service has read the headers, as a slow telephone does. */
async function echo(url: string, id: string): Promise<{ correlationId?: string }> {
  const headers = { 'x-correlation-id': id, 'content-type': 'application/json', expect: '100-continue' };
  const asking = request(url, { method: 'POST', headers });
  asking.on('continue', () => asking.end(JSON.stringify({ name: id, inner: { amount: 1 } })));
  asking.flushHeaders();
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    asking.on('response', resolve).on('error', reject);
  });
  const answer: { correlationId?: string } = JSON.parse(await text(response));
  return answer;
}

describe('the log', () => {
  it('has one line for each request, with its route but not its address', async () => {
    const before = web.logged().length;
    await web.app.inject({
      url: '/api/v1/schemes/jo-bloggs/checkpoints?limit=7',
      headers: { 'x-correlation-id': 'line-1' },
    });
    expect(web.logged().slice(before)).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        pid: process.pid,
        correlationId: 'line-1',
        method: 'GET',
        route: '/api/v1/schemes/:slug/checkpoints',
        status: 404,
        ms: expect.any(Number),
        message: 'request',
      },
    ]);
  });

  it('has a line also for a request that could not be read', async () => {
    await web.app.inject('/%zz');
    expect(web.logged().at(-1)).toMatchObject({ route: 'unreadable', status: 400, message: 'request' });
  });

  it('never holds a body, a query, a cookie or an authorization', async () => {
    await web.app.inject({
      method: 'POST',
      url: '/api/probe?secret=query-words',
      headers: { cookie: 'a=cookie-words', authorization: 'Bearer token-words', 'user-agent': 'agent-words' },
      payload: { name: 'body-words', inner: { amount: 99 } },
    });
    await web.app.inject('/path-words/x');
    expect(JSON.stringify(web.logged())).not.toMatch(/(query|cookie|token|agent|body|path)-words/);
  });
});

describe('the counts', () => {
  it('are those of the process and of each route, without any id', async () => {
    await web.app.inject('/api/v1/schemes/some-scheme/checkpoints');
    await web.app.inject('/nothing/at/all');
    const { body, headers } = await web.app.inject('/metrics');
    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    for (const name of [
      'process_cpu_seconds_total',
      'nodejs_eventloop_lag_seconds',
      'nodejs_heap_size_used_bytes',
    ]) {
      expect(body).toContain(`# TYPE ${name} `);
    }
    const counted = body.split('\n').filter((line) => line.startsWith('http_request_duration_seconds_count'));
    expect(counted).toContainEqual(
      expect.stringContaining('{method="GET",route="/api/v1/schemes/:slug/checkpoints",status="404"}'),
    );
    expect(counted).toContainEqual(expect.stringContaining('{method="GET",route="unmatched",status="404"}'));
    expect(body).not.toMatch(/some-scheme|nothing/);
  });
});
