import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Book } from '../support/book.js';
import { openWebApp, type WebApp } from '../support/web-app.js';

const STYLE = readFileSync(join(__dirname, '../../src/web/assets/site.css'), 'utf8');

let book: Book;
let web: WebApp;

beforeAll(async () => {
  book = await Book.open();
  web = await openWebApp({ database: book.database });
});

afterAll(async () => {
  await web.close();
  await book.close();
});

describe('the first page', () => {
  it('says so when no scheme lives here yet', async () => {
    expect((await web.app.inject('/')).body).toContain('There is no scheme here yet.');
  });

  it('names the schemes, leads to what they seal, and escapes what they are called', async () => {
    const words = { one: 'star', many: 'stars' };
    await book.schemes.found({
      slug: 'orbit',
      name: 'Tom & Jo\'s <b>"Orbit"</b>',
      timeZone: 'Europe/London',
      words,
    });
    const { body, headers } = await web.app.inject('/');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toContain('Tom &#38; Jo&#39;s &#60;b&#62;&#34;Orbit&#34;&#60;/b&#62;');
    expect(body).toContain('href="/api/v1/schemes/orbit/checkpoints/latest"');
  });

  it('leads only to addresses that answer', async () => {
    const { body } = await web.app.inject('/');
    const links = [...body.matchAll(/(?:href|src)="(\/[^"]*)"/g)].map(([, link = '']) => link);
    expect(links).toEqual(
      expect.arrayContaining(['/api/docs', '/api/openapi.json', '/health/ready', '/assets/site.css']),
    );
    for (const link of links.filter((url) => !url.includes('checkpoints'))) {
      expect([link, (await web.app.inject(link)).statusCode]).toEqual([link, 200]);
    }
  });

  it.each(['/', '/nothing'])(
    'and %s have a language, a title, one heading, a way past the header, and no script',
    async (url) => {
      const { body } = await web.app.inject({ url, headers: { accept: 'text/html' } });
      expect(body).toMatch(/<html lang="en-GB">[\s\S]*<title>[^<]+<\/title>/);
      expect(body.match(/<h1/g)).toHaveLength(1);
      expect(body).toContain('<a class="skip" href="#main">');
      expect(body).not.toMatch(/<script|<style|style=|onclick|javascript:/);
    },
  );
});

describe('the style', () => {
  it('is sent again only when it has changed', async () => {
    const first = await web.app.inject('/assets/site.css');
    expect(first.headers['content-type']).toBe('text/css; charset=utf-8');
    const again = await web.app.inject({
      url: '/assets/site.css',
      headers: { 'if-none-match': String(first.headers.etag) },
    });
    expect([first.statusCode, again.statusCode, again.body]).toEqual([200, 304, '']);
  });

  it.each(['light', 'dark'])('gives every text a contrast of 7 to 1 or more on %s paper', (paper) => {
    const colours = coloursOf(paper);
    const pairs = [
      ['--ink', '--paper'],
      ['--quiet', '--paper'],
      ['--link', '--paper'],
      ['--on-band', '--band'],
      ['--on-focus', '--focus'],
    ] as const;
    for (const [text, ground] of pairs) {
      expect([text, contrast(colours.get(text), colours.get(ground)) >= 7]).toEqual([text, true]);
    }
  });
});

describe('the files of the service', () => {
  it.each([
    '/assets/../web.module.ts',
    '/assets/%2e%2e/web.module.ts',
    '/assets/',
    '/api/docs/package.json',
    '/api/docs/..%2f..%2fpackage.json',
  ])('are not reached by %s', async (url) => {
    expect((await web.app.inject(url)).statusCode).toBeGreaterThanOrEqual(400);
  });

  it('hold what the page of the API is drawn with', async () => {
    const { body } = await web.app.inject('/api/docs');
    const files = [...body.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)].map(([, file = '']) => file);
    expect(files).toHaveLength(3);
    for (const file of files) expect([file, (await web.app.inject(file)).statusCode]).toEqual([file, 200]);
    expect(body).not.toMatch(/<script>|<style|style=/);
  });
});

function coloursOf(paper: string): ReadonlyMap<string, string> {
  const [light = '', dark = ''] = STYLE.split('@media (prefers-color-scheme: dark)');
  const text = paper === 'dark' ? `${light}${dark.slice(0, dark.indexOf('* {'))}` : light;
  return new Map(
    [...text.matchAll(/(--[a-z-]+): (#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

/** The contrast of two colours as WCAG 2.2 counts it. */
function contrast(one = '', other = ''): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
