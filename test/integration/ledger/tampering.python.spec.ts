import type { DataSource } from 'typeorm';
import { openDataSource } from '../../../src/database/index.js';
import { signedNote } from '../../../src/ledger/index.js';
import type { SchemeId } from '../../../src/shared/ids.js';
import { HIDDEN, SEEN } from '../../support/annex-b.js';
import { OURS } from '../../support/annex-b-ours.js';
import { Book } from '../../support/book.js';
import { liveIn } from '../../support/lived-in-book.js';
import { checkedOutside } from '../../support/outside-checker.js';
import { TamperedBook } from '../../support/tampered-book.js';
import { newSealKey } from '../../support/target.js';

/** What an export does not hold or plain Python cannot read, and what it means. Our own proof finds each. */
const BEYOND_AN_EXPORT: Readonly<Record<string, string>> = {
  "an account's count of postings changed": 'the export counts what it has',
  "an account's last moment changed": 'only decides the moment of the next entry, and is not exported',
  'an account that says it keeps no balance': 'its kind decides that, and the checker goes by the kind',
  'a signature changed': "Python's standard library has no Ed25519: openssl checks signatures",
  'a signature passed off as by another key':
    "Python's standard library has no Ed25519: openssl checks signatures",
};

/** Only a signature or a checkpoint says which scheme a seal is of, and plain Python reads the checkpoint. */
const RENAMED = 'the scheme renamed, so that its seals are of another';

const visible = OURS.filter(([kind]) => !(kind in BEYOND_AN_EXPORT) && kind !== RENAMED);

describe('tampering by a superuser, seen from an export alone', () => {
  let book: Book;
  let superuser: DataSource;
  let scheme: SchemeId;
  let saved: string;
  let seed = 0;

  beforeAll(async () => {
    book = await Book.open({ sealKey: newSealKey() });
    superuser = await openDataSource(book.database.superUrl, { as: 'owner', poolSize: 1 });
    await liveIn(book);
    scheme = await liveIn(book);
    const latest = await book.work.read(scheme, (view) => book.sealsQueries.latest(view, scheme));
    saved = signedNote(latest.checkpoint, latest.signatures);
  });
  afterAll(async () => {
    await superuser.destroy();
    await book.close();
  });
  beforeEach(() => {
    seed += 1;
  });

  const tamper = <T>(work: (tampered: TamperedBook) => Promise<T>) =>
    TamperedBook.tamper(book, superuser, { scheme, seed, work });

  it('a book that nobody touched adds up, against its checkpoint too', async () => {
    const verdict = await tamper(({ manager }) => checkedOutside(manager, scheme, saved));
    expect(verdict).toEqual({ holds: true, output: expect.stringContaining('all of it adds up') });
  });

  it.each([...SEEN, ...visible])('%s: the checker finds it and names the place', async (_kind, change) => {
    await tamper(async (tampered) => {
      const nameOf = await namesIn(tampered);
      const places = await change(tampered);
      const { holds, output } = await checkedOutside(tampered.manager, scheme, saved);
      expect(holds).toBe(false);
      for (const place of places) expect(output).toMatch(nameOf(place));
    });
  });

  it.each([...HIDDEN, ...OURS.filter(([kind]) => kind === RENAMED)])(
    '%s: the export alone seems right, and the saved checkpoint shows that it is not',
    async (_kind, change) => {
      await tamper(async (tampered) => {
        await change(tampered);
        expect((await checkedOutside(tampered.manager, scheme)).output).toContain('all of it adds up');
        const { holds, output } = await checkedOutside(tampered.manager, scheme, saved);
        expect([holds, output]).toEqual([
          false,
          expect.stringContaining('the saved checkpoint is not of this book'),
        ]);
      });
    },
  );

  it.each(OURS.filter(([kind]) => kind in BEYOND_AN_EXPORT))(
    '%s: an export cannot show it, and the proof does',
    async (_kind, change) => {
      await tamper(async (tampered) => {
        const places = await change(tampered);
        const named = await tampered.named();
        expect(places.filter((place) => !named.has(place))).toEqual([]);
      });
    },
  );
});

/**
 * How the checker names what the proof names: an entry by its number where it has one, an account by whose it is, and an
 * entry that is gone by its neighbours.
 */
async function namesIn({ manager, scheme }: TamperedBook): Promise<(place: string) => RegExp> {
  const rows: { place: string; name: string }[] = await manager.query(
    `SELECT 'entry ' || entry_id AS place, 'entry ' || seq || '\\M|behind entry ' || seq - 1 || ':' AS name FROM sealed_entry WHERE scheme_id = $1
     UNION ALL SELECT 'entry number ' || seq, 'behind entry ' || seq - 1 || ':|at entry [0-9]+ and the numbered entries at ' || seq FROM sealed_entry WHERE scheme_id = $1
     UNION ALL SELECT 'account ' || id, 'people:' || owner_id || ':|scheme:' || kind FROM account WHERE scheme_id = $1`,
    [scheme],
  );
  const names = new Map(rows.map(({ place, name }) => [place, name.replaceAll('\\M', '\\b')]));
  return (place) => new RegExp(names.get(place) ?? `${place}\\b`);
}
