import type { ParticipantId, SchemeId } from '../../../src/shared/ids.js';
import { Book } from '../../support/book.js';
import { SealWatch } from '../../support/seal-watch.js';
import { newSealKey } from '../../support/target.js';

let book: Book;
let scheme: SchemeId;
let jo: ParticipantId;
let sam: ParticipantId;
let watch: SealWatch;

beforeAll(async () => {
  book = await Book.open({ sealKey: newSealKey() });
});
afterAll(() => book.close());
beforeEach(async () => {
  scheme = await book.scheme();
  jo = await book.participant(scheme);
  sam = await book.participant(scheme);
  watch = new SealWatch(book, scheme);
});
afterEach(async () => {
  expect((await book.prove(scheme)).checks.filter(({ holds }) => !holds)).toEqual([]);
});

const award = (key: string, person = jo) => book.award(scheme, [[person, 1]], key);

describe('sealing goes on after the book has moved to a server whose transaction numbers are lower:', () => {
  const FAR = 1_000_000_000;

  it('what is recorded there counts at once, and is sealed', async () => {
    await award('old/1');
    await award('old/2', sam);
    await watch.sealEverything();
    await pretendNumbersAhead(FAR);
    for (let round = 1; round < 4; round++) {
      await award(`new/${String(round)}`);
      expect(await issued()).toBe(-2 - round);
      expect((await book.prove(scheme)).checks.filter(({ holds }) => !holds)).toEqual([]);
      await watch.sealEverything();
      expect(await issued()).toBe(-2 - round);
    }
    expect((await watch.keys()).toSorted()).toEqual(['new/1', 'new/2', 'new/3', 'old/1', 'old/2']);
  });

  it('what was sealed before is not sealed again when the numbers catch up with it', async () => {
    await award('old/1');
    await watch.sealEverything();
    await pretendNumbersAhead(1);
    for (let round = 1; round < 6; round++) {
      await award(`new/${String(round)}`);
      await watch.sealEverything();
    }
    expect(await watch.keys()).toHaveLength(6);
    expect(await issued()).toBe(-6);
  });

  const issued = () => book.work.read(scheme, (view) => book.queries.balance(view, scheme, 'issued'));

  /**
   * Gives every entry the number of a transaction of another server, as a restored copy would have, and the last seal
   * the horizon that goes with it when that lies far ahead.
   */
  async function pretendNumbersAhead(by: number): Promise<void> {
    await book.ownerSource.transaction(async (tx) => {
      await tx.query(guards('DISABLE'));
      const number = `(pg_current_xact_id()::text::bigint + ${String(by)})::text::xid8`;
      await tx.query(`UPDATE journal_entry SET xid = ${number} WHERE scheme_id = $1`, [scheme]);
      if (by === FAR) {
        await tx.query(`UPDATE seal SET horizon = ${number} WHERE scheme_id = $1`, [scheme]);
        await tx.query(
          `UPDATE seal s SET root = ledger_seal_root(s, (SELECT string_agg(x.hash, '' ORDER BY x.seq) FROM sealed_entry x
             WHERE x.scheme_id = s.scheme_id AND x.seq BETWEEN s.first_seq AND s.last_seq)) WHERE scheme_id = $1`,
          [scheme],
        );
        await tx.query('DELETE FROM seal_signature WHERE scheme_id = $1', [scheme]);
      }
      await tx.query(guards('ENABLE'));
    });
  }
});

function guards(change: 'DISABLE' | 'ENABLE'): string {
  return ['journal_entry', 'seal', 'seal_signature']
    .map((table) => `ALTER TABLE ${table} ${change} TRIGGER USER`)
    .join('; ');
}
