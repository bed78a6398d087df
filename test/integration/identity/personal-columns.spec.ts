import { IMPERSONAL_TABLES } from '../../../src/participants/impersonal-tables.js';
import { PERSONAL_COLUMNS } from '../../../src/participants/index.js';
import { Book } from '../../support/book.js';

let book: Book;

beforeAll(async () => {
  book = await Book.open();
});

afterAll(() => book.close());

/** Every column of every table but those that say nothing of anybody, and but for the scheme and the row's own id. */
const COLUMNS = `
  SELECT c.table_name || '.' || c.column_name AS name FROM information_schema.columns c JOIN information_schema.tables t
    USING (table_schema, table_name)
  WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.column_name NOT IN ('scheme_id', 'id')
    AND NOT (c.table_name = ANY ($1))
  ORDER BY 1`;

async function columns(): Promise<string[]> {
  const rows: { name: string }[] = await book.ownerSource.query(COLUMNS, [Object.keys(IMPERSONAL_TABLES)]);
  return rows.map(({ name }) => name);
}

function registered(): string[] {
  return Object.entries(PERSONAL_COLUMNS).flatMap(([table, its]) =>
    Object.keys(its).map((column) => `${table}.${column}`),
  );
}

it('every column about people is registered, and no other', async () => {
  expect(registered().toSorted()).toEqual((await columns()).toSorted());
});

it('a table is in the register or says nothing of anybody, and is not both', async () => {
  const both = Object.keys(IMPERSONAL_TABLES).filter((table) => table in PERSONAL_COLUMNS);
  const pointing: { name: string }[] = await book.ownerSource.query(
    `SELECT DISTINCT conrelid::regclass::text AS name FROM pg_constraint WHERE contype = 'f' AND confrelid = 'person'::regclass`,
  );
  const forgotten = pointing.filter(({ name }) => name in IMPERSONAL_TABLES);
  expect([both, forgotten]).toEqual([[], []]);
});

it('a table that nobody thought of is noticed', async () => {
  await book.ownerSource.query('CREATE TABLE diary (scheme_id uuid, words text)');
  expect(await columns()).toContain('diary.words');
  expect(registered()).not.toContain('diary.words');
  await book.ownerSource.query('DROP TABLE diary');
});

it('a column that nobody registered is noticed', async () => {
  await book.ownerSource.query('ALTER TABLE person ADD diagnosis text');
  expect(await columns()).toContain('person.diagnosis');
  expect(registered()).not.toContain('person.diagnosis');
  await book.ownerSource.query('ALTER TABLE person DROP diagnosis');
});

it('each says what it is for and until when it is kept', () => {
  for (const its of Object.values(PERSONAL_COLUMNS))
    for (const { purpose, retention } of Object.values(its)) {
      expect(purpose).toMatch(/^[A-Z].+\.$/);
      expect(retention.words).toMatch(/^[A-Z].+\.$/);
    }
});

it('neither a diagnosis, nor a date of birth, nor an absence has a place', async () => {
  expect((await columns()).filter((name) => /diagnos|birth|gender|absen|no_show|late/.test(name))).toEqual(
    [],
  );
});
