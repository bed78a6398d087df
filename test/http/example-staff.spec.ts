import { seedExample } from '../../src/cli/seed.js';
import { loadEnvironment } from '../../src/config/index.js';
import { SignIns } from '../../src/identity/sign-ins.service.js';
import { parseId, type PersonId, type SchemeId } from '../../src/shared/ids.js';
import { Book } from '../support/book.js';
import { Visitor } from '../support/visitor.js';
import { openWebApp, type WebApp } from '../support/web-app.js';

let book: Book;
let web: WebApp;

beforeEach(async () => {
  book = await Book.open();
  web = await openWebApp({ database: book.database });
});

afterEach(async () => {
  await web.close();
  await book.close();
});

async function seed(mode: 'development' | 'test'): Promise<void> {
  const { appUrl: DATABASE_URL, ownerUrl: MIGRATION_DATABASE_URL } = book.database;
  await seedExample(loadEnvironment({ NODE_ENV: mode, DATABASE_URL, MIGRATION_DATABASE_URL }, __dirname));
}

it('in development the example’s staff come in with the code that /dev/app shows, also when it is seeded twice', async () => {
  await seed('development');
  await seed('development');
  const visitor = new Visitor(web.app, '127.0.0.1');
  visitor.cookies.set('galaxies', await cookieOf('morag@example.org'));
  expect((await visitor.get('/sign-in/device')).headers.location).toBe('/sign-in/second');
  const code = /\b\d{6}\b/.exec((await visitor.get('/dev/app')).body)?.[0] ?? '';
  expect((await visitor.send('/sign-in/second', { code })).statusCode).toBe(303);
  expect((await visitor.get('/sign-in/second')).headers.location).toBe('/today');
});

it('anywhere else the example has no roles, for everybody knows the secret that goes with them', async () => {
  await seed('test');
  for (const table of ['person_role', 'app_code'])
    expect(await book.ownerSource.query(`SELECT FROM ${table}`)).toEqual([]);
});

async function cookieOf(email: string): Promise<string> {
  const [row]: { scheme_id: string; id: string }[] = await book.ownerSource.query(
    'SELECT scheme_id, id FROM person WHERE email = $1',
    [email],
  );
  const [scheme, person] = [parseId<SchemeId>(row?.scheme_id ?? ''), parseId<PersonId>(row?.id ?? '')];
  const signIns = web.app.get(SignIns, { strict: false });
  const arrival = { channel: 'email', network: '127.0.0.0/24' } as const;
  const { cookie } = await book.work.write(scheme, (tx) => signIns.start(tx, scheme, person, arrival));
  return cookie;
}
