import { ApiTokens } from '../../src/identity/api-tokens.service.js';
import { API_SCOPES } from '../../src/identity/index.js';
import { type ActorId, parseId } from '../../src/shared/ids.js';
import { Book } from '../support/book.js';
import { CORPUS, INJECTIONS } from '../support/injections.js';
import { poison } from '../support/poison.js';
import { seeds, type World } from '../support/seeds/index.js';
import { signedInAs } from '../support/seeds/world.js';
import { openWebApp } from '../support/web-app.js';

/** They leave behind one of each thing that the API tells of. */
const SEEDS = ['their-galaxies', 'register-saved', 'checker-one', 'tokens-some', 'answered-yes'];
/** With every other turn every column has other texts, so that all of them are read back. */
const AT_ONCE = 19;

/** What the part of an address before an id is kept in. */
const TABLES: Readonly<Record<string, string>> = {
  accounts: 'participant',
  activities: 'activity',
  contributions: 'contribution',
  'put-rights': 'put_right',
  questions: 'question',
  sessions: 'session',
};

let world: World;
let program: string;
let administrator: string;
let staff: string;

beforeAll(async () => {
  const book = await Book.open();
  const schemeId = await book.scheme('orbit');
  const web = await openWebApp({ database: book.database, settings: { SCHEME: 'orbit' } });
  world = { book, web, url: 'http://localhost' };
  const { person, cookies } = await signedInAs(world, 'administrator', { name: 'Ann' });
  for (const name of SEEDS) await seeds[name]?.(world);
  const by = { schemeId, personId: person, actorId: parseId<ActorId>(person), roles: ['administrator'] };
  const tokens = web.app.get(ApiTokens, { strict: false });
  program = await tokens.make(by, { name: 'All', scopes: [...API_SCOPES], days: 30 });
  const ailsa = await signedInAs(world, 'staff', { name: 'Ailsa' });
  staff = (ailsa.cookies ?? []).map(({ name, value }) => `${name}=${value}`).join('; ');
  administrator = (cookies ?? []).map(({ name, value }) => `${name}=${value}`).join('; ');
});

afterAll(async () => {
  await world.web.close();
  await world.book.close();
});

/** Every address of the API that tells something, with an id of what is there. */
async function addresses(): Promise<readonly string[]> {
  const { paths } = (await world.web.app.inject('/api/openapi.json')).json<{
    paths: Readonly<Record<string, object>>;
  }>();
  const told = Object.keys(paths).filter(
    (path) => path.startsWith('/api/v1/') && 'get' in (paths[path] ?? {}),
  );
  return Promise.all(told.map(filled));
}

async function filled(path: string): Promise<string> {
  const [, thing = ''] = /^\/api\/v1\/([a-z-]+)\/\{/.exec(path) ?? [];
  const table = TABLES[thing];
  if (table === undefined) return path.replace('{slug}', 'orbit');
  const [row]: { id: string }[] = await world.book.ownerSource.query(
    `SELECT id FROM ${table} ORDER BY ${thing === 'sessions' ? 'starts_at' : 'id'} LIMIT 1`,
  );
  return path.replace(/\{[a-zA-Z]+\}/, row?.id ?? 'none');
}

/** As a program that may read everything; what only people may, as an administrator. */
async function read(url: string) {
  const inject = (headers: Record<string, string>) =>
    world.web.app.inject({ url, headers: { accept: 'application/json', ...headers } });
  const told = await inject({ authorization: `Bearer ${program}` });
  return [401, 403].includes(told.statusCode) ? inject({ cookie: administrator }) : told;
}

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('`', '&#96;')
    .replaceAll('\\', '&#92;');

/** All texts in what was read, however deep. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

it('words of people come back over the API as the words they are, and never as a page (A11)', async () => {
  const asked = await addresses();
  const before = await Promise.all(asked.map(async (url) => (await read(url)).statusCode));
  const readBack = new Set<string>();
  for (let round = 0; round < INJECTIONS.length; round += AT_ONCE) {
    await poison(world.book.database.superUrl, round);
    for (const [index, url] of asked.entries()) {
      const { statusCode, headers, body } = await read(url);
      expect([url, statusCode, headers['content-type'], headers['x-content-type-options']]).toEqual([
        url,
        before[index],
        expect.stringMatching(/^application\/(problem\+)?json(; charset=utf-8)?$/),
        'nosniff',
      ]);
      expect(headers['content-security-policy']).not.toContain('unsafe-inline');
      for (const text of textsIn(JSON.parse(body))) readBack.add(text.replace(/ \d+$/, ''));
    }
  }
  expect(INJECTIONS.filter((text) => readBack.has(text)).length).toBeGreaterThan(10);
  expect(before.filter((status) => status === 200).length).toBeGreaterThan(15);
});

it('each of more than five hundred names is read back letter for letter, a hundred at a time (A11)', async () => {
  expect(new Set(CORPUS).size).toBeGreaterThan(500);
  await world.book.ownerSource.query('UPDATE activity SET name = $1', ['Of before']);
  await world.book.ownerSource.query(
    `INSERT INTO activity (scheme_id, id, ref, name, kind, places)
     SELECT (SELECT scheme_id FROM activity LIMIT 1), gen_random_uuid(), 'x-' || n, name, 'group', 6
     FROM unnest($1::text[]) WITH ORDINALITY all_of_them (name, n)`,
    [CORPUS],
  );
  const names: string[] = [];
  let after: string | null = '';
  while (after !== null) {
    const { headers, body } = await read(
      `/api/v1/activities?limit=100${after === '' ? '' : `&after=${after}`}`,
    );
    expect([headers['content-type'], headers['x-content-type-options']]).toEqual([
      'application/json; charset=utf-8',
      'nosniff',
    ]);
    const page: { activities: { name: string }[]; next?: string } = JSON.parse(body);
    names.push(...page.activities.map(({ name }) => name));
    after = page.next ?? null;
  }
  expect(names.filter((name) => name !== 'Of before').toSorted()).toEqual([...CORPUS].toSorted());
});

it('and stands on a page as words only: no tag of them is there (A11)', async () => {
  const { body } = await world.web.app.inject({
    url: '/staff/activities',
    headers: { accept: 'text/html', cookie: staff },
  });
  const [, main = ''] = /<main[^>]*>([^]*)<\/main>/.exec(body) ?? [];
  expect(main).not.toMatch(/<[^>]*\son(focus|error|click|load)/);
  expect(CORPUS.filter((text) => main.includes(escaped(text))).length).toBeGreaterThan(150);
});
