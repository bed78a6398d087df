import { Client } from 'pg';
import type { SchemeId } from '../../../src/shared/ids.js';
import { Book } from '../../support/book.js';
import { liveIn } from '../../support/lived-in-book.js';

describe('a book that moved to a server whose transactions are numbered anew', () => {
  let book: Book;

  beforeAll(async () => {
    book = await Book.open();
  });
  afterAll(() => book.close());

  it.each([
    ['far ahead of', 1_000_000_000],
    ['so little ahead that they come again in', 40],
  ])('is sealed on, every entry once, when the old numbers were %s the new', async (_where, ahead) => {
    const scheme = await liveIn(book);
    const jo = await book.participant(scheme, 1);
    await asFromAnotherServer(book, scheme, ahead);
    const sealedBefore = await sealedEntries(book, scheme);
    await book.award(scheme, [[jo, 2]]);
    await book.seal(scheme);
    expect(await sealedEntries(book, scheme)).toBe(sealedBefore + 2);
    for (let n = 1; n <= 20; n++) {
      await book.award(scheme, [[jo, n]]);
      await book.seal(scheme);
      expect(await sealedEntries(book, scheme)).toBe(sealedBefore + 2 + n);
    }
    const { checks, counts } = await book.prove(scheme);
    expect([checks.filter(({ holds }) => !holds), counts.unsealed]).toEqual([[], 0]);
    expect(await book.numbers(scheme, jo)).toEqual([213, 0, 213]);
  });
});

async function sealedEntries(book: Book, scheme: SchemeId): Promise<number> {
  const [row]: { entries: string }[] = await book.ownerSource.query(
    'SELECT count(*) AS entries FROM sealed_entry WHERE scheme_id = $1',
    [scheme],
  );
  return Number(row?.entries);
}

/** Numbers what is there as a server with a long past would have, with seals that fix those numbers. */
async function asFromAnotherServer(book: Book, scheme: SchemeId, ahead: number): Promise<void> {
  const client = new Client({ connectionString: book.database.superUrl });
  await client.connect();
  await client.query(`
    SET session_replication_role = replica;
    UPDATE journal_entry SET xid = (xid::text::bigint + ${String(ahead)})::text::xid8 WHERE scheme_id = '${scheme}';
    UPDATE seal SET horizon = (horizon::text::bigint + ${String(ahead)})::text::xid8 WHERE scheme_id = '${scheme}';
    DO $$ DECLARE n bigint; BEGIN
      FOR n IN SELECT number FROM seal WHERE scheme_id = '${scheme}' ORDER BY number LOOP
        UPDATE seal s SET previous = coalesce((SELECT root FROM seal p WHERE p.scheme_id = s.scheme_id AND p.number = n - 1), previous)
          WHERE s.scheme_id = '${scheme}' AND s.number = n;
        UPDATE seal s SET root = ledger_seal_root(s, (SELECT string_agg(e.hash, '' ORDER BY e.seq) FROM sealed_entry e
            WHERE e.scheme_id = s.scheme_id AND e.seq BETWEEN s.first_seq AND s.last_seq))
          WHERE s.scheme_id = '${scheme}' AND s.number = n;
      END LOOP;
    END $$`);
  await client.end();
}
