import fc from 'fast-check';
import { type AccountRef, type AsAt, available, held, SCHEME_ACCOUNTS } from '../../../src/ledger/index.js';
import { UnitOfWork } from '../../../src/database/index.js';
import { parseIsoDate, parseIsoInstant } from '../../../src/shared/calendar.js';
import { galaxies } from '../../../src/shared/galaxies.js';
import { type ActorId, newId, type ParticipantId, type SchemeId } from '../../../src/shared/ids.js';
import { Book } from '../../support/book.js';
import { SealWatch } from '../../support/seal-watch.js';

const PEOPLE = 3;
const ENTRIES = 250;
const QUESTIONS = 40;

/** A transfer of the history, as we remember it without any book. */
interface Remembered {
  readonly debit: string;
  readonly credit: string;
  readonly amount: number;
  readonly day: number;
  readonly minute: number;
}

describe('a balance as at a past moment', () => {
  let book: Book;
  let owner: UnitOfWork;
  let scheme: SchemeId;
  let people: ParticipantId[];

  beforeAll(async () => {
    book = await Book.open();
    owner = new UnitOfWork(book.ownerSource);
  });
  afterAll(() => book.close());
  beforeEach(async () => {
    scheme = await book.scheme();
    people = [];
    for (let n = 0; n < PEOPLE; n++) people.push(await book.participant(scheme));
  });
  afterEach(async () => {
    expect((await book.prove(scheme)).checks.filter(({ holds }) => !holds)).toEqual([]);
  });

  const accounts = (): AccountRef[] => [
    ...SCHEME_ACCOUNTS,
    ...people.map((person) => available(person)),
    ...people.map((person) => held(person)),
  ];
  const asked = (account: AccountRef, asAt?: AsAt) =>
    book.work.read(scheme, (view) => book.queries.balance(view, scheme, account, asAt));

  it('is what the transfers recorded, or occurred, by then come to, in every account', async () => {
    const history = await aHistory();
    const ask = fc.asyncProperty(
      fc.integer({ min: -1, max: ENTRIES + 1 }),
      fc.integer({ min: 0, max: 29 }),
      async (minute, day) => {
        await book.work.read(scheme, async (view) => {
          for (const [asAt, counts] of [
            [{ recorded: parseIsoInstant(momentOf(minute)) }, (one: Remembered) => one.minute <= minute],
            [{ occurred: parseIsoDate(dayOf(day)) }, (one: Remembered) => one.day <= day],
          ] as const) {
            const then = history.filter(counts);
            const balances = await Promise.all(
              accounts().map((account) => book.queries.balance(view, scheme, account, asAt)),
            );
            expect(balances).toEqual(accounts().map((account) => naively(then, account)));
            const trial = await book.queries.trialBalance(view, scheme, asAt);
            expect(trial.reduce((sum, { balance }) => sum + balance, 0)).toBe(0);
            for (const person of people) {
              const numbers = await book.queries.threeNumbers(view, scheme, person, asAt);
              const [toUse, setAside] = [naively(then, available(person)), naively(then, held(person))];
              expect(numbers).toEqual({ toUse, setAside, inTotal: toUse + setAside });
            }
          }
        });
      },
    );
    await fc.assert(ask, { numRuns: QUESTIONS });
    for (const account of accounts()) expect(await asked(account)).toBe(naively(history, account));
  });

  it('is nought before the first entry, and the balance of now from the last one on', async () => {
    await book.award(scheme, [[people[0] ?? newId<ParticipantId>(), 3]]);
    const [first] = accounts().slice(SCHEME_ACCOUNTS.length);
    if (first === undefined) throw new Error('There are people.');
    expect(await asked(first, { recorded: parseIsoInstant('1999-12-31T23:59:59Z') })).toBe(0);
    expect(await asked(first, { recorded: parseIsoInstant('2999-12-31T23:59:59Z') })).toBe(3);
    expect(await asked('issued', { recorded: parseIsoInstant('2999-12-31T23:59:59Z') })).toBe(-3);
    const nobody = available(newId<ParticipantId>());
    for (const asAt of [
      undefined,
      { recorded: parseIsoInstant('2999-12-31T23:59:59Z') },
      { occurred: parseIsoDate('2999-12-31') },
    ])
      await expect(asked(nobody, asAt)).rejects.toMatchObject({ code: 'unknown-account' });
  });

  it('is the same moment whatever offset it is written with', async () => {
    await aHistory(20);
    const [jo] = people;
    if (jo === undefined) throw new Error('There are people.');
    const answers = ['2026-03-01T00:05:00Z', '2026-03-01T05:05:00+05:00', '2026-02-28T20:35:00.000000-03:30'];
    const balances = await Promise.all(
      answers.map((moment) => asked(available(jo), { recorded: parseIsoInstant(moment) })),
    );
    expect(new Set(balances).size).toBe(1);
  });

  describe('can be trusted, because recorded moments never run backwards:', () => {
    it('an entry older than the last of one of its accounts is refused and leaves nothing behind', async () => {
      const [jo, sam] = people;
      if (jo === undefined || sam === undefined) throw new Error('There are people.');
      await awardAt(jo, 10);
      await awardAt(sam, 5);
      await awardAt(jo, 10);
      const before = await book.rows();
      await expect(awardAt(jo, 9)).rejects.toMatchObject({ code: 'recorded-out-of-order' });
      expect(await book.rows()).toEqual(before);
      await awardAt(sam, 9);
    });

    it('when the clock is behind, a new entry is recorded with the last one, not before it', async () => {
      const [jo] = people;
      if (jo === undefined) throw new Error('There are people.');
      await awardAt(jo, 60 * 24 * 365 * 10);
      await book.award(scheme, [[jo, 2]]);
      const [latest, earlier] = await book.work.read(scheme, (view) =>
        book.queries.history(view, scheme, available(jo), { limit: 2 }),
      );
      expect(latest?.recordedAt).toBe(earlier?.recordedAt);
      expect([latest?.balance, earlier?.balance]).toEqual([3, 1]);
      expect(await asked(available(jo), { recorded: parseIsoInstant(latest?.recordedAt ?? '') })).toBe(3);
    });

    it('a repeated import answers with the first entry, even when later ones have been recorded', async () => {
      const [jo] = people;
      if (jo === undefined) throw new Error('There are people.');
      const first = await awardAt(jo, 1, 'import/1');
      await awardAt(jo, 2, 'import/2');
      expect(await awardAt(jo, 1, 'import/1')).toEqual({ ...first, repeated: true });
    });

    it('the running service may not choose the moment', async () => {
      const [jo] = people;
      if (jo === undefined) throw new Error('There are people.');
      const before = await book.rows();
      const choosing = book.work.write(scheme, (tx) =>
        book.ledger.record(tx, {
          ...book.details(scheme, 'chosen/1'),
          recordedAt: parseIsoInstant(momentOf(0)),
          kind: 'register',
          transfers: [{ debit: 'issued', credit: available(jo), amount: galaxies(1) }],
        }),
      );
      await expect(choosing).rejects.toMatchObject({ code: '42501' });
      expect(await book.rows()).toEqual(before);
    });
  });

  async function awardAt(person: ParticipantId, minute: number, key: string = newId<ActorId>()) {
    return owner.write(scheme, (tx) =>
      book.ledger.record(tx, {
        ...book.details(scheme, key),
        recordedAt: parseIsoInstant(momentOf(minute)),
        kind: 'register',
        transfers: [{ debit: 'issued', credit: available(person), amount: galaxies(1) }],
      }),
    );
  }

  /** Records a random history, a minute an entry, each on some day of the month, sealing now and then; all of it is kept. */
  async function aHistory(entries = ENTRIES): Promise<Remembered[]> {
    const watch = new SealWatch(book, scheme);
    const history: Remembered[] = [];
    for (const [n, [person, other, kind, amount, day]] of someChoices(entries).entries()) {
      const mine = people[person];
      const theirs = people[other];
      if (mine === undefined || theirs === undefined) throw new Error('There are people.');
      const minute = Math.floor(n / 2);
      const [debit, credit] = sides(kind, mine, theirs, naively(history, available(mine)) >= amount);
      const remembered = { debit: nameOf(debit), credit: nameOf(credit), amount, day, minute };
      if (remembered.debit === remembered.credit) continue;
      await owner.write(scheme, (tx) =>
        book.ledger.record(tx, {
          ...book.details(scheme, `history/${String(n)}`),
          ...{ occurredOn: parseIsoDate(dayOf(day)), recordedAt: parseIsoInstant(momentOf(minute)) },
          kind: 'register',
          transfers: [{ debit, credit, amount: galaxies(amount) }],
        }),
      );
      history.push(remembered);
      if (n % 60 === 59) await watch.sealEverything();
    }
    return history;
  }
});

function someChoices(entries: number) {
  const choice = fc.tuple(
    fc.nat(PEOPLE - 1),
    fc.nat(PEOPLE - 1),
    fc.nat(6),
    fc.integer({ min: 1, max: 5 }),
    fc.nat(27),
  );
  return fc.sample(choice, entries);
}

/** Where galaxies go; from a person only when there are enough. */
function sides(
  kind: number,
  mine: ParticipantId,
  theirs: ParticipantId,
  enough: boolean,
): [AccountRef, AccountRef] {
  const gifts: [AccountRef, AccountRef][] = [
    [available(mine), held(mine)],
    [available(mine), 'pot'],
    [available(mine), available(theirs)],
    [available(mine), 'used'],
  ];
  const gift = enough ? gifts[kind] : undefined;
  if (gift !== undefined) return gift;
  if (kind === 5) return ['opening', available(mine)];
  return kind === 6 ? ['issued', 'goodwill'] : ['issued', available(mine)];
}

/** The plainest way to a balance: add up everything. */
function naively(history: readonly Remembered[], account: AccountRef): number {
  const name = nameOf(account);
  return history.reduce(
    (sum, { debit, credit, amount }) => sum + (credit === name ? amount : 0) - (debit === name ? amount : 0),
    0,
  );
}

function nameOf(account: AccountRef): string {
  return typeof account === 'string' ? account : `${account.kind} ${account.participant}`;
}

function momentOf(minute: number): string {
  return new Date(Date.UTC(2026, 2, 1, 0, minute)).toISOString();
}

function dayOf(day: number): string {
  return new Date(Date.UTC(2026, 1, 1 + day)).toISOString().slice(0, 10);
}
