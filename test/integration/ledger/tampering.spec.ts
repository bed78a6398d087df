import type { DataSource } from 'typeorm';
import { openDataSource } from '../../../src/database/index.js';
import { type Checkpoint, readCheckpoint, signedNote } from '../../../src/ledger/index.js';
import type { SchemeId } from '../../../src/shared/ids.js';
import { HIDDEN, SEEN } from '../../support/annex-b.js';
import { OURS } from '../../support/annex-b-ours.js';
import { Book } from '../../support/book.js';
import { liveIn } from '../../support/lived-in-book.js';
import { TamperedBook } from '../../support/tampered-book.js';
import { newSealKey } from '../../support/target.js';

/** Each kind is done to as many rows, picked by the number of the round. */
const ROUNDS = 3;

describe('tampering by a superuser', () => {
  let book: Book;
  let superuser: DataSource;
  let scheme: SchemeId;
  let saved: Checkpoint;

  beforeAll(async () => {
    book = await Book.open({ sealKey: newSealKey() });
    superuser = await openDataSource(book.database.superUrl, { as: 'owner', poolSize: 1 });
    await liveIn(book);
    scheme = await liveIn(book);
    saved = await savedCheckpoint(book, scheme);
  });
  afterAll(async () => {
    await superuser.destroy();
    await book.close();
  });

  const once = (work: (tampered: TamperedBook) => Promise<void>, seed = 0) =>
    TamperedBook.tamper(book, superuser, { scheme, seed, work });
  const eachRound = async (work: (tampered: TamperedBook) => Promise<void>) => {
    for (let seed = 0; seed < ROUNDS; seed++) await once(work, seed);
  };

  it('the list has its 17 kinds, and a book that nobody touched holds by itself and against its checkpoint', async () => {
    expect(SEEN.length + HIDDEN.length).toBe(17);
    await eachRound(async (untouched) => {
      const { holds, counts } = await untouched.prove({ saved });
      expect([holds, counts.seals, counts.signedSeals, counts.unsealed]).toEqual([true, 4, 4, 0]);
    });
  });

  it.each([...SEEN, ...OURS])('%s: the proof finds it and names the place', async (_kind, tamper) => {
    await eachRound(async (tampered) => {
      const places = await tamper(tampered);
      const named = await tampered.named();
      expect(places.filter((place) => !named.has(place))).toEqual([]);
    });
  });

  it.each(HIDDEN)(
    '%s: the book alone seems right, and the saved checkpoint shows from which seal it is not',
    async (_kind, tamper) => {
      await eachRound(async (tampered) => {
        const places = await tamper(tampered);
        expect([...(await tampered.named())]).toEqual([]);
        expect([...(await tampered.named(saved))]).toEqual(places);
      });
    },
  );

  it('every line of the proof can say no, but the one that no row can break because both its sides are one row', async () => {
    const said = new Set<string>();
    for (const [, tamper] of [...SEEN, ...HIDDEN, ...OURS]) {
      await once(async (tampered) => {
        await tamper(tampered);
        const { checks } = await tampered.prove({ saved });
        for (const { name, holds } of checks) if (!holds) said.add(name);
      });
    }
    const { checks } = await book.work.read(scheme, (view) => book.proofs.prove(view, scheme, { saved }));
    expect(checks.map(({ name }) => name).filter((name) => !said.has(name))).toEqual(['trial-balance']);
  });

  it('another scheme is found sound while this one is ruined', async () => {
    const other = await liveIn(book);
    const ruin = (tampered: TamperedBook) =>
      tampered.change(`UPDATE transfer SET amount = 999 WHERE scheme_id = $1`);
    const holds = await TamperedBook.tamper(book, superuser, {
      ...{ scheme, seed: 0 },
      work: async (tampered) => {
        await ruin(tampered);
        const own = await tampered.prove();
        await tampered.alter(`SET LOCAL galaxies.scheme = '${other}'`);
        return [own.holds, (await book.proofs.prove(tampered.manager, other)).holds];
      },
    });
    expect(holds).toEqual([false, true]);
  });
});

/** The newest checkpoint as it would be printed and kept elsewhere. */
async function savedCheckpoint(book: Book, scheme: SchemeId): Promise<Checkpoint> {
  const { checkpoint, signatures } = await book.work.read(scheme, (view) =>
    book.sealsQueries.latest(view, scheme),
  );
  const read = readCheckpoint(signedNote(checkpoint, signatures));
  if (read === undefined) throw new Error('A printed checkpoint can be read back.');
  return read;
}
