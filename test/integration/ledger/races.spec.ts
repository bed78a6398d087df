import { available, type Recorded } from '../../../src/ledger/index.js';
import { galaxies } from '../../../src/shared/galaxies.js';
import { newId, type ActorId, type ParticipantId, type SchemeId } from '../../../src/shared/ids.js';
import { atOnce, type Outcomes, times } from '../../support/at-once.js';
import { RaceTrack } from '../../support/race-track.js';

const ROUNDS = 200;
const CALLERS = 64;
const POOLS = 3;

describe('many at once', () => {
  let track: RaceTrack;
  let scheme: SchemeId;

  beforeAll(async () => {
    track = await RaceTrack.open(POOLS, 8);
  });
  afterAll(() => track.close());
  beforeEach(async () => {
    track.retries = 0;
    scheme = await track.book.scheme();
  });
  afterEach(async () => {
    expect((await track.book.prove(scheme)).checks.filter(({ holds }) => !holds)).toEqual([]);
  });

  const details = (key: string = newId<ActorId>()) => track.book.details(scheme, key);
  const hold = (participant: ParticipantId, amount: number, key?: string) =>
    track.write(scheme, (tx) =>
      track.book.ledger.hold(tx, { ...details(key), participant, amount: galaxies(amount) }),
    );
  const give = (debit: ParticipantId, credit: ParticipantId, key?: string) =>
    track.write(scheme, (tx) =>
      track.book.ledger.transfer(tx, {
        ...details(key),
        debit: available(debit),
        credit: available(credit),
        amount: galaxies(1),
      }),
    );
  const close = (how: 'settle' | 'release', { participant, recorded }: Held, key?: string) =>
    track.write(scheme, (tx) =>
      track.book.ledger[how](tx, { ...details(key), participant, amount: galaxies(2), hold: only(recorded) }),
    );
  const reverse = ({ transferIds }: Recorded, key?: string) =>
    track.write(scheme, (tx) => track.book.ledger.reverse(tx, { ...details(key), transfers: transferIds }));

  async function heldTwo(): Promise<Held> {
    const participant = await track.book.participant(scheme, 2);
    return { participant, recorded: await hold(participant, 2) };
  }

  it(`of ${String(CALLERS)} who ask for a balance worth three, three have it and the rest are told why, ${String(ROUNDS)} times`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const jo = await track.book.participant(scheme, 3);
      const { kept, refused } = await atOnce(times(CALLERS, () => hold(jo, 1)));
      expect([kept.length, refused]).toEqual([3, { 'not-enough-galaxies': CALLERS - 3 }]);
      expect(await track.book.numbers(scheme, jo)).toEqual([0, 3, 3]);
    }
    expect(track.retries).toBe(0);
  });

  it('the same race is lost by whoever reads the balance first and writes afterwards', async () => {
    const { ownerSource } = track.book;
    await ownerSource.query('CREATE TABLE naive (person uuid, amount integer)');
    await ownerSource.query('GRANT SELECT, INSERT ON naive TO galaxies_app');
    let overspent = 0;
    for (let round = 0; round < 20; round++) {
      const person = newId<ParticipantId>();
      await ownerSource.query('INSERT INTO naive VALUES ($1, 3)', [person]);
      const { kept } = await atOnce(times(CALLERS, () => naively(person)));
      overspent += Math.max(0, kept.filter((had) => had).length - 3);
    }
    expect(overspent).toBeGreaterThan(0);
  });

  async function naively(person: ParticipantId): Promise<boolean> {
    return track.write(scheme, async (tx) => {
      const [row]: { balance: string }[] = await tx.query(
        'SELECT sum(amount) AS balance FROM naive WHERE person = $1',
        [person],
      );
      if (Number(row?.balance) < 1) return false;
      await tx.query('INSERT INTO naive VALUES ($1, -1)', [person]);
      return true;
    });
  }

  it('of eight who turn the same entry round at once, one does and seven are told that it was done', async () => {
    for (let round = 0; round < 30; round++) {
      const jo = await track.book.participant(scheme);
      const earned = await track.book.award(scheme, [[jo, 2]]);
      const { kept, refused } = await atOnce(times(8, () => reverse(earned)));
      expect([kept.length, refused]).toEqual([1, { 'already-reversed': 7 }]);
      expect(await track.book.numbers(scheme, jo)).toEqual([0, 0, 0]);
    }
  });

  it('a hold that is settled and released at once is closed once', async () => {
    for (let round = 0; round < 20; round++) {
      const held = await heldTwo();
      const { kept, refused } = await atOnce(
        times(12, (n) => close(n % 2 === 0 ? 'settle' : 'release', held)),
      );
      expect([kept.length, refused]).toEqual([1, { 'hold-closed': 11 }]);
    }
  });

  describe('one fact that is recorded by twelve at once is one entry, and all twelve are told which:', () => {
    const facts: Readonly<Record<string, () => Promise<(key: string) => Promise<Recorded>>>> = {
      'a register': async () => {
        const jo = await track.book.participant(scheme);
        return (key) => track.book.award(scheme, [[jo, 2]], key);
      },
      'a hold of everything there is': async () => {
        const jo = await track.book.participant(scheme, 2);
        return (key) => hold(jo, 2, key);
      },
      'a settlement': async () => {
        const held = await heldTwo();
        return (key) => close('settle', held, key);
      },
      'a release': async () => {
        const held = await heldTwo();
        return (key) => close('release', held, key);
      },
      'a reversal': async () => {
        const jo = await track.book.participant(scheme);
        const earned = await track.book.award(scheme, [[jo, 2]]);
        return (key) => reverse(earned, key);
      },
      'a gift of the last galaxy': async () => {
        const [jo, sam] = [await track.book.participant(scheme, 1), await track.book.participant(scheme)];
        return (key) => give(jo, sam, key);
      },
    };

    it.each(Object.keys(facts))('%s', async (name) => {
      for (let round = 0; round < 15; round++) {
        const recordFact = await facts[name]?.();
        const key = `fact/${newId<ActorId>()}`;
        if (recordFact === undefined) throw new Error(`There is no fact called ${name}.`);
        expectOneEntry(await atOnce(times(12, () => recordFact(key))));
      }
    });
  });

  it('different facts under one key at once: one is recorded and the others are refused', async () => {
    for (let round = 0; round < 20; round++) {
      const jo = await track.book.participant(scheme);
      const key = `register/${String(round)}/1`;
      const { kept, refused } = await atOnce(
        times(12, (n) => track.write(scheme, (tx) => track.book.awardIn(tx, scheme, [[jo, n + 1]], key))),
      );
      expect([kept.length, refused]).toEqual([1, { 'source-key-used': 11 }]);
    }
  });

  it('gifts that cross and registers in any order never deadlock and never run twice', async () => {
    const before = await track.deadlocks();
    const people: ParticipantId[] = [];
    for (let n = 0; n < 12; n++) people.push(await track.book.participant(scheme, 100));
    for (let round = 0; round < 20; round++) {
      const { kept, refused } = await atOnce(times(48, (n) => crossing(people, n)));
      expect([kept.length, refused]).toEqual([48, {}]);
    }
    expect([(await track.deadlocks()) - before, track.retries]).toEqual([0, 0]);
  });

  /** Two pairs whose gifts cross, and registers of everybody in an order of their own, some of them turned round. */
  async function crossing(people: readonly ParticipantId[], n: number): Promise<unknown> {
    const [jo, sam] = people;
    if (jo === undefined || sam === undefined) throw new Error('Gifts need two people.');
    if (n % 4 === 0) return give(jo, sam);
    if (n % 4 === 1) return give(sam, jo);
    const anyOrder = people.toSorted(() => Math.random() - 0.5);
    const lines = anyOrder.map((person) => [person, 1] as const);
    const earned = await track.write(scheme, (tx) =>
      track.book.awardIn(tx, scheme, lines, `register/${newId<ActorId>()}`),
    );
    return n % 4 === 2 ? earned : reverse(earned);
  }

  it('two schemes that use the same keys at once have an entry each, of their own', async () => {
    const other = await track.book.scheme();
    const jo = await track.book.participant(scheme);
    const lee = await track.book.participant(other);
    for (let round = 0; round < 20; round++) {
      const key = `register/${String(round)}/1`;
      const award = (n: number) =>
        n % 2 === 0 ? track.book.award(scheme, [[jo, 1]], key) : track.book.award(other, [[lee, 2]], key);
      const { kept, refused } = await atOnce(times(8, award));
      expect([new Set(kept.map(({ entryId }) => entryId)).size, refused]).toEqual([2, {}]);
    }
    expect(await track.book.numbers(scheme, jo)).toEqual([20, 0, 20]);
    expect(await track.book.numbers(other, lee)).toEqual([40, 0, 40]);
    expect((await track.book.prove(other)).holds).toBe(true);
  });
});

interface Held {
  readonly participant: ParticipantId;
  readonly recorded: Recorded;
}

function only({ transferIds: [transfer] }: Recorded) {
  if (transfer === undefined) throw new Error('This entry has one transfer.');
  return transfer;
}

function expectOneEntry({ kept, refused }: Outcomes<Recorded>): void {
  expect(refused).toEqual({});
  expect(new Set(kept.map(({ entryId }) => entryId)).size).toBe(1);
  expect(kept.filter(({ repeated }) => !repeated)).toHaveLength(1);
  for (const { transferIds, reversalIds, madeUp } of kept)
    expect({ transferIds, reversalIds, madeUp }).toEqual(contentOf(kept[0]));
}

function contentOf(recorded: Recorded | undefined) {
  return {
    transferIds: recorded?.transferIds,
    reversalIds: recorded?.reversalIds,
    madeUp: recorded?.madeUp,
  };
}
