import { generateKeyPairSync, verify } from 'node:crypto';
import { SealKey } from '../../src/ledger/index.js';
import type { SchemeId } from '../../src/shared/ids.js';
import { Book } from '../support/book.js';
import { until } from '../support/until.js';
import { openWebApp, type WebApp } from '../support/web-app.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

let book: Book;
let web: WebApp;
let orbit: SchemeId;

beforeAll(async () => {
  book = await Book.open({ sealKey: SealKey.fromPem(PEM) });
  web = await openWebApp({ database: book.database });
  orbit = await book.scheme('orbit');
  for (const slug of ['beacon', 'quiet']) await book.scheme(slug);
  const jo = await book.participant(orbit);
  for (let number = 1; number <= 3; number++) {
    await book.award(orbit, [[jo, number]]);
    // An open transaction anywhere on the server may hold a seal back for a moment.
    await until(() => book.seal(orbit), 'the entry to be sealed');
  }
});

afterAll(async () => {
  await web.close();
  await book.close();
});

/** Whatever of these a route answers with. */
interface Answer {
  readonly schemes: readonly { readonly slug: string }[];
  readonly checkpoints: readonly { readonly seal: number }[];
  readonly next?: string;
  readonly note: string;
  readonly signatures: readonly { readonly signature: string }[];
}

async function get(url: string, accept = 'application/json'): Promise<{ status: number; body: Answer }> {
  const response = await web.app.inject({ url: `/api/v1/schemes${url}`, headers: { accept } });
  return { status: response.statusCode, body: response.json<Answer>() };
}

describe('the schemes', () => {
  it('are given by slug with their names and words, and nothing else', async () => {
    const words = { one: 'galaxy', many: 'galaxies' };
    expect(await get('')).toEqual({
      status: 200,
      body: {
        schemes: ['beacon', 'orbit', 'quiet'].map((slug) => ({ slug, name: `Scheme ${slug}`, words })),
      },
    });
  });

  it('are given a page at a time, each once, until there are no more', async () => {
    const seen: string[] = [];
    for (let url: string | undefined = '?limit=2'; url !== undefined;) {
      const { body }: { body: Answer } = await get(url);
      seen.push(...body.schemes.map(({ slug }) => slug));
      url = body.next === undefined ? undefined : `?limit=2&after=${body.next}`;
    }
    expect(seen).toEqual(['beacon', 'orbit', 'quiet']);
  });
});

describe('the checkpoints of a scheme', () => {
  it('are given oldest first, a page at a time', async () => {
    const first = await get('/orbit/checkpoints?limit=2');
    const rest = await get('/orbit/checkpoints?limit=2&after=2');
    expect([first.body.checkpoints.map(({ seal }) => seal), first.body.next]).toEqual([[1, 2], '2']);
    expect([rest.body.checkpoints.map(({ seal }) => seal), rest.body.next]).toEqual([[3], undefined]);
  });

  it('end with the newest, which says how far the book has come', async () => {
    expect(await get('/orbit/checkpoints/latest')).toMatchObject({
      status: 200,
      body: { origin: 'galaxies/orbit', seal: 3, entries: 3, sealedAt: expect.stringMatching(/^20.*Z$/) },
    });
  });

  it('can be checked by a stranger with the public key alone', async () => {
    const { body } = await get('/orbit/checkpoints/latest');
    const signed = body.note.slice(0, body.note.indexOf('\n\n') + 1);
    const signature = Buffer.from(body.signatures[0]?.signature ?? '', 'base64');
    expect(verify(null, Buffer.from(signed), publicKey, signature)).toBe(true);
    expect(verify(null, Buffer.from(signed.replace('seal 3', 'seal 4')), publicKey, signature)).toBe(false);
  });

  it.each(['text/plain', 'text/html,application/xhtml+xml,*/*;q=0.8'])(
    'are a note to print for %s',
    async (accept) => {
      const response = await web.app.inject({
        url: '/api/v1/schemes/orbit/checkpoints/latest',
        headers: { accept },
      });
      expect(response.headers).toMatchObject({ 'content-type': 'text/plain; charset=utf-8', vary: 'accept' });
      expect(response.body).toMatch(
        /^galaxies\/orbit\n3\n[A-Za-z0-9+/]{43}=\nseal 3\n\S+Z\n\n\u2014 galaxies\/orbit \S+\n$/,
      );
    },
  );

  it('are an empty list before the first seal, and the newest is not there', async () => {
    expect(await get('/quiet/checkpoints')).toEqual({ status: 200, body: { checkpoints: [] } });
    expect(await get('/quiet/checkpoints/latest')).toMatchObject({
      status: 404,
      body: { type: '/problems/unknown-seal' },
    });
  });

  it('are never those of another scheme', async () => {
    expect(await get('/beacon/checkpoints')).toEqual({ status: 200, body: { checkpoints: [] } });
  });

  it.each(['/nobody', '/%00', '/Orbit', "/'--", '/..%2Forbit'])('are not there for %s', async (slug) => {
    for (const url of [`${slug}/checkpoints`, `${slug}/checkpoints/latest`]) {
      expect(await get(url)).toMatchObject({
        status: 404,
        body: { type: expect.stringMatching(/unknown-scheme|not-found/) },
      });
    }
  });

  it.each(['after=x', 'after=-1', 'after=1e3', 'after=9999999999999999', 'before=3', 'limit=101'])(
    'are refused for %s',
    async (query) => {
      expect(await get(`/orbit/checkpoints?${query}`)).toMatchObject({ status: 422 });
    },
  );
});

it('nothing about anybody is given to anyone', async () => {
  const urls = ['', '/orbit/checkpoints', '/orbit/checkpoints/latest'];
  const bodies = await Promise.all(urls.map(async (url) => JSON.stringify((await get(url)).body)));
  expect(bodies.join('')).not.toMatch(/participant|balance|available|p-[0-9a-f]{8}|time_?zone/i);
});
