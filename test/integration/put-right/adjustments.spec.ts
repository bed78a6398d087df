import { galaxies } from '../../../src/shared/galaxies.js';
import { newId, type ParticipantId, type PutRightId } from '../../../src/shared/ids.js';
import { atOnce, times } from '../../support/at-once.js';
import { Book } from '../../support/book.js';
import { Righting } from '../../support/righting.js';

const ONE = galaxies(1);

let righting: Righting;
let ailsa: ParticipantId;
let iain: ParticipantId;
let morag: ParticipantId;
let sam: ParticipantId;

beforeAll(async () => {
  const book = await Book.open();
  righting = new Righting(book, await book.scheme());
  await righting.stage.helping.plans.usualRates(righting.scheme);
  [ailsa, iain, morag] = [await righting.staff(), await righting.staff(), await righting.staff()];
});
afterAll(() => righting.book.close());

beforeEach(async () => {
  sam = await righting.book.participant(righting.scheme);
});

const numbers = () => righting.book.numbers(righting.scheme, sam);

async function asked(effect: number, by = ailsa, askedOf = iain): Promise<PutRightId> {
  const id = newId<PutRightId>();
  expect(await righting.adjust(by, { id, person: sam, effect, askedOf })).toBe('waiting');
  return id;
}

async function refused(code: string, deed: () => Promise<unknown>): Promise<void> {
  const before = await righting.rows();
  await expect(deed()).rejects.toMatchObject({ code });
  expect(await righting.rows()).toEqual(before);
}

describe('galaxies by hand', () => {
  afterEach(async () => {
    expect(await righting.findings()).toEqual([]);
  });

  it('are given when a second person has agreed, and not before', async () => {
    const id = await asked(3);
    expect(await numbers()).toEqual([0, 0, 0]);
    await righting.agree(iain, id);
    expect(await numbers()).toEqual([3, 0, 3]);
  });

  it('are taken down to nought and no further', async () => {
    await righting.agree(iain, await asked(3));
    await righting.stage.setAside(sam, 1);
    const tooMany = await asked(-3);
    await refused('not-enough-galaxies', () => righting.agree(iain, tooMany));
    await righting.agree(iain, await asked(-2));
    expect(await numbers()).toEqual([0, 1, 1]);
  });

  it('may be agreed to by another than the one who was asked', async () => {
    await righting.agree(morag, await asked(1));
    expect(await numbers()).toEqual([1, 0, 1]);
  });

  it('are given once when two agree at once', async () => {
    const id = await asked(2);
    const { kept, refused: not } = await atOnce([
      () => righting.agree(iain, id),
      () => righting.agree(morag, id),
    ]);
    expect([kept.length, not]).toEqual([1, { 'put-right-decided': 1 }]);
    expect(await numbers()).toEqual([2, 0, 2]);
  });

  it('have one outcome when one agrees and another does not at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const had = (await numbers())[0];
      const id = await asked(1);
      const { kept } = await atOnce([() => righting.agree(iain, id), () => righting.leave(morag, id)]);
      const [row] = await righting.book.ownerSource.query<{ state: string }[]>(
        'SELECT state FROM put_right WHERE id = $1',
        [id],
      );
      expect([kept.length, (await numbers())[0]]).toEqual([1, row?.state === 'done' ? had + 1 : had]);
    }
  });

  it('are asked for once under one id, by however many at once', async () => {
    const whole = { id: newId<PutRightId>(), person: sam, effect: 2, askedOf: iain };
    const { kept, refused: not } = await atOnce(times(8, () => righting.adjust(ailsa, whole)));
    expect([kept.length, not]).toEqual([8, {}]);
    await righting.agree(iain, whole.id);
    await righting.agree(iain, whole.id);
    expect(await righting.adjust(ailsa, whole)).toBe('done');
    expect(await numbers()).toEqual([2, 0, 2]);
    await refused('id-used', () => righting.adjust(ailsa, { ...whole, effect: 3 }));
  });

  it('are whole, not nought, and no more than a thousand', async () => {
    for (const effect of [0, 0.5, 1_001, -1_001, Number.NaN])
      await refused('bad-number', () =>
        righting.adjust(ailsa, { id: newId<PutRightId>(), person: sam, effect, askedOf: iain }),
      );
  });

  it('are never one’s own', async () => {
    await refused('own-put-right', () =>
      righting.adjust(iain, { id: newId<PutRightId>(), person: iain, effect: 1, askedOf: ailsa }),
    );
    const id = newId<PutRightId>();
    await refused('second-person', () =>
      righting.adjust(ailsa, { id, person: iain, effect: 1, askedOf: iain }),
    );
  });
});

/** Whatever the service forgets, its role in the database meets these on the person, with the service left out. */
describe('the database refuses the role of the service', () => {
  /** What it answers to that statement: $1 scheme, $2 its id, $3 the person, $4 who asks, $5 the second person. */
  async function told(statement: string, id: PutRightId): Promise<string> {
    try {
      await righting.book.work.write(righting.scheme, (tx) =>
        tx.query(statement, [righting.scheme, id, sam, ailsa, iain]),
      );
      return 'done';
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  const ADD = (by: string, rest = `'waiting', NULL`) => `
    INSERT INTO put_right (scheme_id, id, person_id, kind, effect, let_them_keep, sentence_for_person, reason, asked_by, asked_of,
      state, decided_at)
    SELECT $1, $2, $3, 'adjustment', 5, false, 'Sorry.', 'None.', ${by}, ${rest} WHERE $4::uuid <> $5::uuid`;

  const OF_IT = 'WHERE scheme_id = $1 AND id = $2 AND $3::uuid <> $4::uuid AND $4::uuid <> $5::uuid';

  const AGREED = (by: string) => `
    UPDATE put_right SET state = 'done', agreed_by = ${by}, decided_at = clock_timestamp(),
      entry_id = (SELECT id FROM journal_entry WHERE scheme_id = $1 LIMIT 1)
    ${OF_IT}`;

  it.each([
    ['asking for oneself', ADD('$3::uuid', `$5::uuid, 'waiting', NULL`), /own-put-right/],
    ['asking oneself to agree', ADD('$4::uuid', `$4::uuid, 'waiting', NULL`), /second-person/],
    ['asking the person to agree', ADD('$4::uuid', `$3::uuid, 'waiting', NULL`), /second-person/],
    ['asking nobody', ADD('$4::uuid', `NULL, 'waiting', NULL`), /put_right_second_person_asked/],
    ['being done at once', ADD('$4::uuid', `$5::uuid, 'done', clock_timestamp()`), /put_right_/],
  ])('%s', async (_name, statement, words) => {
    const before = await righting.rows();
    expect(await told(statement, newId<PutRightId>())).toMatch(words);
    expect(await righting.rows()).toEqual(before);
  });

  it.each([
    ['agreeing with oneself', AGREED('$4::uuid'), /second-person/],
    ['the person agreeing', AGREED('$3::uuid'), /second-person/],
    ['nobody agreeing', AGREED('NULL'), /put_right_second_person_agreed/],
    ['another effect', `UPDATE put_right SET effect = 9 ${OF_IT}`, /permission denied/],
    ['another asker', `UPDATE put_right SET asked_by = $5 ${OF_IT}`, /permission denied/],
    ['taking it away', `DELETE FROM put_right ${OF_IT}`, /permission denied/],
  ])('%s', async (_name, statement, words) => {
    const id = await asked(1);
    const before = await righting.rows();
    expect(await told(statement, id)).toMatch(words);
    expect(await righting.rows()).toEqual(before);
  });

  it('deciding what was decided', async () => {
    const id = await asked(1);
    await righting.agree(iain, id);
    const anew = `UPDATE put_right SET state = 'waiting', agreed_by = NULL, decided_at = NULL, entry_id = NULL
      ${OF_IT}`;
    expect(await told(anew, id)).toMatch(/put-right-decided/);
  });

  it('and an adjustment that nobody agreed on is found by the proof', async () => {
    const details = righting.book.details(righting.scheme, `by-hand/${sam}`);
    const { entryId } = await righting.book.work.write(righting.scheme, (tx) =>
      righting.book.ledger.record(tx, {
        ...details,
        kind: 'adjustment',
        transfers: [{ debit: 'issued', credit: { participant: sam, kind: 'available' }, amount: ONE }],
      }),
    );
    expect(await righting.findings()).toEqual([
      `adjustments-agreed: entry ${entryId} is named by nothing that was put right`,
    ]);
  });
});
