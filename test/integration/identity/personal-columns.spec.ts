import { PERSONAL_COLUMNS } from '../../../src/participants/index.js';
import { Book } from '../../support/book.js';

let book: Book;

beforeAll(async () => {
  book = await Book.open();
});

afterAll(() => book.close());

/** Every column of `person`, of every table that points to it, of the messages that a developer reads and of the answers that are kept, but for the scheme and the row's own id. */
const COLUMNS = `
  SELECT c.table_name || '.' || c.column_name AS name FROM information_schema.columns c
  WHERE c.table_schema = 'public' AND c.column_name NOT IN ('scheme_id', 'id') AND (c.table_name IN ('person', 'dev_message', 'idempotency_key')
    OR c.table_name::text IN (SELECT conrelid::regclass::text FROM pg_constraint WHERE contype = 'f' AND confrelid = 'person'::regclass))
  ORDER BY 1`;

async function columns(): Promise<string[]> {
  const rows: { name: string }[] = await book.ownerSource.query(COLUMNS);
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
