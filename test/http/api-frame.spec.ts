import { KeyedProbe } from '../support/keyed-probe.js';
import { openWebApp, type WebApp } from '../support/web-app.js';

let web: WebApp;

beforeAll(async () => {
  web = await openWebApp({ controllers: [KeyedProbe] });
});

afterAll(() => web.close());

async function get(path: string, headers: Readonly<Record<string, string>> = {}) {
  return web.app.inject({ url: `/api/v1/keyed-probe/${path}`, headers });
}

describe('a document that has not changed', () => {
  it('is not sent again to whoever says what they have', async () => {
    const first = await get('document');
    const tag = String(first.headers.etag);
    expect(tag).toMatch(/^"[A-Za-z0-9_-]{27}"$/);
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await get('document', { 'if-none-match': known });
      expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', tag]);
    }
  });

  it('is sent to whoever has something else', async () => {
    for (const known of ['"other"', 'nonsense', '""'])
      expect((await get('document', { 'if-none-match': known })).json()).toEqual({ a: 1, b: 2 });
  });
});

describe('a change of what somebody has seen', () => {
  it('goes on when that is what is there', async () => {
    const tag = String((await get('document')).headers.etag);
    for (const seen of [tag, '*', `"other", ${tag}`])
      expect((await get('document', { 'x-change': 'yes', 'if-match': seen })).statusCode).toBe(200);
  });

  it.each(['"other"', 'W/"other"'])('is refused when they saw %s', async (seen) => {
    const answer = await get('document', { 'x-change': 'yes', 'if-match': seen });
    expect([answer.statusCode, answer.json<{ type: string }>().type]).toEqual([
      412,
      '/problems/changed-meanwhile',
    ]);
  });

  it('is refused for a tag that is only about as good', async () => {
    const tag = String((await get('document')).headers.etag);
    const answer = await get('document', { 'x-change': 'yes', 'if-match': `W/${tag}` });
    expect(answer.statusCode).toBe(412);
  });

  it.each([{}, { 'if-match': '' }, { 'if-match': 'nonsense' }])(
    'is refused when they do not say: %p',
    async (headers) => {
      const answer = await get('document', { 'x-change': 'yes', ...headers });
      expect([answer.statusCode, answer.json<{ type: string }>().type]).toEqual([
        428,
        '/problems/match-missing',
      ]);
    },
  );
});

describe('a long list', () => {
  it.each([1, 2, 3, 6, 7, 8, 100])('by %d at a time gives each once and then ends', async (limit) => {
    const seen: string[] = [];
    for (let after: string | undefined = ''; after !== undefined;) {
      const answer = await get(`letters?limit=${String(limit)}${after === '' ? '' : `&after=${after}`}`);
      const page: { letters: string[]; next?: string } = answer.json();
      expect(page.letters.length).toBeLessThanOrEqual(limit);
      seen.push(...page.letters);
      after = page.next;
    }
    expect(seen.join('')).toBe('abcdefg');
  });

  const madeUp = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  it.each([
    'a',
    'W10',
    madeUp(['a', 'b']),
    madeUp([1]),
    madeUp({ 0: 'a', length: 1 }),
    madeUp(['a\0']),
    madeUp(['a']) + '_',
  ])('refuses a place that it did not give: %s', async (after) => {
    const answer = await get(`letters?after=${after}`);
    expect(answer.json()).toMatchObject({ status: 422, errors: [{ pointer: '/after' }] });
  });
});
