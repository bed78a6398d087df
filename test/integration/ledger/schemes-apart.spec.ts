import type { Tx } from '../../../src/database/index.js';
import { available, type NewEntry } from '../../../src/ledger/index.js';
import { galaxies } from '../../../src/shared/galaxies.js';
import { newId, type ParticipantId, type SchemeId } from '../../../src/shared/ids.js';
import { Book } from '../../support/book.js';
import { newSealKey, newTarget, type Target } from '../../support/target.js';

/** How many writers work in each scheme at once. */
const WRITERS = 40;

describe('two schemes side by side', () => {
  let book: Book;
  let own: Target;
  let other: Target;

  beforeAll(async () => {
    book = await Book.open({ sealKey: newSealKey(), poolSize: 8 });
    own = await newTarget(book);
    other = await newTarget(book);
  });
  afterAll(() => book.close());
  afterEach(async () => {
    for (const { scheme } of [own, other]) expect((await book.prove(scheme)).holds).toBe(true);
  });

  const inOwn = <T>(work: (tx: Tx) => Promise<T>) => book.work.write(own.scheme, work);

  it('race with the same keys, the same references and the same ids, and neither notices', async () => {
    const twins = [newId<ParticipantId>(), newId<ParticipantId>()] as const;
    const schemes = [await book.scheme(), await book.scheme()] as const;
    for (const scheme of schemes) await joinTwins(book, scheme, twins);
    const writers = Array.from({ length: WRITERS }, (_, n) => n);
    await Promise.all(
      writers.flatMap((n) =>
        schemes.map((scheme, which) => oneWriter(book, scheme, { twins, n, amount: which + 1 })),
      ),
    );
    for (const [which, scheme] of schemes.entries()) {
      await book.sealAll(scheme);
      const each = WRITERS * (which + 1);
      expect(await book.numbers(scheme, twins[0])).toEqual([each - WRITERS / 2, WRITERS / 2, each]);
      expect(await book.numbers(scheme, twins[1])).toEqual([0, 0, 0]);
      const { holds, counts } = await book.prove(scheme);
      expect([holds, counts.entries, counts.unsealed]).toEqual([true, WRITERS * 3.5, 0]);
    }
  });

  it.each<[string, string, (entry: Omit<NewEntry, 'transfers'>, tx: Tx) => Promise<unknown>]>([
    [
      'record in it',
      'wrong-scheme',
      (entry, tx) =>
        book.ledger.record(tx, { ...entry, scheme: other.scheme, transfers: [gift(other, own)] }),
    ],
    [
      'credit its people',
      'unknown-account',
      (entry, tx) => book.ledger.record(tx, { ...entry, transfers: [gift(own, other)] }),
    ],
    [
      'debit its people',
      'unknown-account',
      (entry, tx) => book.ledger.record(tx, { ...entry, transfers: [gift(other, own)] }),
    ],
    [
      'turn its transfers round',
      'unknown-transfer',
      (entry, tx) => book.ledger.reverse(tx, { ...entry, transfers: [other.transfer] }),
    ],
    [
      'hold for its people',
      'unknown-account',
      (entry, tx) => book.ledger.hold(tx, { ...entry, participant: other.jo, amount: galaxies(1) }),
    ],
    [
      'settle its holds',
      'unknown-hold',
      (entry, tx) =>
        book.ledger.settle(tx, { ...entry, participant: own.jo, amount: galaxies(2), hold: other.hold }),
    ],
    [
      'release its holds',
      'unknown-hold',
      (entry, tx) =>
        book.ledger.release(tx, { ...entry, participant: own.jo, amount: galaxies(2), hold: other.hold }),
    ],
    [
      'settle its holds for its people',
      'unknown-hold',
      (entry, tx) =>
        book.ledger.settle(tx, { ...entry, participant: other.jo, amount: galaxies(2), hold: other.hold }),
    ],
    [
      'list its transfers',
      'unknown-entry',
      (_entry, tx) => book.ledger.transfersOf(tx, own.scheme, other.entry),
    ],
    [
      'list its transfers by its name',
      'unknown-entry',
      (_entry, tx) => book.ledger.transfersOf(tx, other.scheme, other.entry),
    ],
    [
      'open its accounts',
      'wrong-scheme',
      (_entry, tx) => book.ledger.open(tx, other.scheme, newId<ParticipantId>()),
    ],
    ['seal it', 'wrong-scheme', (_entry, tx) => book.seals.seal(tx, other.scheme)],
    ['prove it', 'wrong-scheme', (_entry, tx) => book.proofs.prove(tx, other.scheme)],
    ['see its seals', 'unknown-seal', (_entry, tx) => book.sealsQueries.latest(tx, other.scheme)],
    [
      'see a balance',
      'unknown-account',
      (_entry, tx) => book.queries.balance(tx, own.scheme, available(other.jo)),
    ],
    [
      'see a balance by its name',
      'unknown-account',
      (_entry, tx) => book.queries.balance(tx, other.scheme, available(other.jo)),
    ],
    [
      'see what it has issued',
      'unknown-account',
      (_entry, tx) => book.queries.balance(tx, other.scheme, 'issued'),
    ],
    ['add people to it', '42501', (_entry, tx) => book.participants.join(tx, other.scheme, 'stranger')],
  ])('a transaction of one scheme may not reach into the other: %s', async (_what, code, reach) => {
    const before = await book.rows();
    const entry = { ...book.details(own.scheme, 'reach/1'), kind: 'transfer' } as const;
    await expect(inOwn((tx) => reach(entry, tx))).rejects.toMatchObject({ code });
    expect(await book.rows()).toEqual(before);
  });

  it('a view of one scheme has nothing to tell of the other', async () => {
    const told = await book.work.read(own.scheme, async (view) => [
      await book.queries.history(view, other.scheme, available(other.jo), { limit: 10 }),
      await book.queries.trialBalance(view, other.scheme),
      await book.sealsQueries.page(view, other.scheme, { limit: 10 }),
      await view.query('SELECT 1 FROM posting WHERE scheme_id <> $1', [own.scheme]),
    ]);
    expect(told).toEqual([[], [], [], []]);
  });

  it('the same reference and the same key are two people and two facts', async () => {
    const joined = await Promise.all(
      [own, other].map(({ scheme }) =>
        book.work.write(scheme, (tx) => book.participants.join(tx, scheme, 'p-twin')),
      ),
    );
    expect(new Set(joined).size).toBe(2);
    const awards = [
      await book.award(own.scheme, [[own.jo, 1]], 'same/1'),
      await book.award(other.scheme, [[other.jo, 2]], 'same/1'),
    ];
    expect(awards.map(({ repeated }) => repeated)).toEqual([false, false]);
  });
});

describe('a connection that is used again', () => {
  let book: Book;
  let own: Target;
  let other: Target;

  beforeAll(async () => {
    book = await Book.open({ sealKey: newSealKey(), poolSize: 1, waitMs: 2_000 });
    own = await newTarget(book);
    other = await newTarget(book);
  });
  afterAll(() => book.close());

  const outside = () => book.work.ask<Record<string, unknown>>(OUTSIDE);
  const CLEAN = [{ scheme: null, rows: '0', limit: '5s', isolation: 'read committed', writable: 'off' }];

  it('remembers no scheme after a commit, after a refusal, after a failed statement and after a view', async () => {
    await book.award(own.scheme, [[own.jo, 1]]);
    expect(await outside()).toEqual(CLEAN);
    await expect(book.award(own.scheme, [[other.jo, 1]])).rejects.toMatchObject({ code: 'unknown-account' });
    expect(await outside()).toEqual(CLEAN);
    await expect(book.work.write(own.scheme, (tx) => tx.query('SELECT 1 / 0'))).rejects.toThrow('division');
    expect(await outside()).toEqual(CLEAN);
    await book.work.read(own.scheme, (view) => view.query('SELECT 1'), { statementTimeoutMs: 100 });
    expect(await outside()).toEqual(CLEAN);
  });

  it('sees one scheme at a time, whatever it saw before', async () => {
    for (const { scheme } of [own, other, own, other]) {
      const seen: unknown[] = await book.work.read(scheme, (view) =>
        view.query('SELECT DISTINCT scheme_id FROM transfer'),
      );
      expect(seen).toEqual([{ scheme_id: scheme }]);
    }
  });
});

const OUTSIDE = `
  SELECT current_scheme() AS scheme, (SELECT count(*) FROM transfer) AS rows, current_setting('statement_timeout') AS limit,
    current_setting('transaction_isolation') AS isolation, current_setting('transaction_read_only') AS writable`;

function gift(from: Target, to: Target) {
  return { debit: available(from.jo), credit: available(to.sam), amount: galaxies(1) };
}

/** The same two people, by id and by reference, whom each scheme thinks its own. */
async function joinTwins(book: Book, scheme: SchemeId, twins: readonly ParticipantId[]): Promise<void> {
  await book.work.write(scheme, async (tx) => {
    for (const [n, twin] of twins.entries()) {
      const ref = `twin-${String(n)}`;
      const person = [scheme, twin, ref];
      await tx.query('INSERT INTO person (scheme_id, id, ref, liked_name) VALUES ($1, $2, $3, $3)', person);
      await tx.query('INSERT INTO participant (scheme_id, id) VALUES ($1, $2)', [scheme, twin]);
      await book.ledger.open(tx, scheme, twin);
    }
  });
}

interface Errand {
  readonly twins: readonly [ParticipantId, ParticipantId];
  readonly n: number;
  readonly amount: number;
}

/** Gives both something, turns what the second got round, and sets a galaxy of the first aside in every other errand. */
async function oneWriter(
  book: Book,
  scheme: SchemeId,
  { twins: [jo, sam], n, amount }: Errand,
): Promise<void> {
  const key = `race/${String(n)}`;
  await book.award(scheme, [[jo, amount]], key);
  const mistaken = await book.award(scheme, [[sam, amount]], `${key}/mistaken`);
  await book.work.write(scheme, (tx) =>
    book.ledger.reverse(tx, { ...book.details(scheme, `${key}/reversal`), transfers: mistaken.transferIds }),
  );
  if (n % 2 === 1) return;
  const asked = { ...book.details(scheme, `${key}/hold`), participant: jo, amount: galaxies(1) };
  await book.work.write(scheme, (tx) => book.ledger.hold(tx, asked));
}
