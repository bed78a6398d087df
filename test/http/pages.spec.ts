import { siteFile } from '../../src/web/site-files.js';
import { Book } from '../support/book.js';
import { openWebApp, type WebApp } from '../support/web-app.js';

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
    expect(body).toContain('<strong>Tom &amp; Jo&#39;s &lt;b&gt;&quot;Orbit&quot;&lt;/b&gt;</strong>');
    expect(body).toContain('href="/api/v1/schemes/orbit/checkpoints/latest"');
  });

  it('leads only to addresses that answer', async () => {
    const { body } = await web.app.inject('/');
    const links = [...body.matchAll(/(?:href|src)="(\/[^"]*)"/g)].map(([, link = '']) => link);
    expect(links).toEqual(
      expect.arrayContaining(['/api/docs', '/api/openapi.json', '/health/ready', siteFile('site.css')]),
    );
    for (const link of links.filter((url) => !url.includes('checkpoints'))) {
      expect([link, (await web.app.inject(link)).statusCode]).toEqual([link, 200]);
    }
  });

  it.each(['/help', '/help-now', '/privacy', '/accessibility', '/nothing'])(
    'and %s have a language, a title, one heading, a way past the header, and no script',
    async (url) => {
      const { body } = await web.app.inject({ url, headers: { accept: 'text/html' } });
      expect(body).toMatch(/<html lang="en-GB"[^>]*>[\s\S]*<title>[^<]+<\/title>/);
      expect(body.match(/<h1/g)).toHaveLength(1);
      expect(body).toContain('<a href="#main" class="govuk-skip-link">');
      expect(body).not.toMatch(/<script|<style|style=|onclick|javascript:/);
    },
  );
});

describe('the files of the service', () => {
  it.each([
    '/assets/../web.module.ts',
    '/assets/%2e%2e/web.module.ts',
    '/assets/',
    '/assets/manifest.json',
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
