import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiClient } from '../support/api-client/client.js';
import { Book } from '../support/book.js';
import { run } from '../support/command-line.js';
import { PROJECT } from '../support/planted-tree.js';
import { openWebApp, type WebApp } from '../support/web-app.js';

let book: Book;
let web: WebApp;

beforeAll(async () => {
  book = await Book.open();
  web = await openWebApp({ database: book.database });
  await book.scheme('orbit');
});

afterAll(async () => {
  await web.close();
  await book.close();
});

describe('the typed client', () => {
  it('is the one that the document of the API makes (npm run api-client writes it anew)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'galaxies-client-'));
    const document = join(folder, 'openapi.json');
    writeFileSync(document, (await web.app.inject('/api/openapi.json')).body);
    const made = await run([join(PROJECT, 'scripts/api-client.mjs'), document, '--print'], process.execPath);
    rmSync(folder, { recursive: true });
    expect(made.code).toBe(0);
    expect(made.stdout).toBe(readFileSync(join(PROJECT, 'test/support/api-client/schema.d.ts'), 'utf8'));
  });

  it('gets what the document promises', async () => {
    const { data, response } = await apiClient(web).GET('/api/v1/schemes', {
      params: { query: { limit: 5 } },
    });
    expect([response.status, data?.schemes.map(({ slug }) => slug)]).toEqual([200, ['orbit']]);
  });

  it('gets a refusal as a problem', async () => {
    const { error, response } = await apiClient(web).GET('/api/v1/schemes/{slug}/checkpoints', {
      params: { path: { slug: 'nobody' } },
    });
    expect([response.status, error?.type]).toEqual([404, '/problems/unknown-scheme']);
  });
});
