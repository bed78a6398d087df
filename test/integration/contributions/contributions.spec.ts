import { UnitOfWork } from '../../../src/database/index.js';
import { parseIsoDate, parseIsoInstant } from '../../../src/shared/calendar.js';
import { type ContributionId, newId, type ParticipantId, type SchemeId } from '../../../src/shared/ids.js';
import { atOnce, times } from '../../support/at-once.js';
import { Book } from '../../support/book.js';
import { A_HELPING_DAY, Helping } from '../../support/helping.js';

let book: Book;
let helping: Helping;
let scheme: SchemeId;
let jo: ParticipantId;
let ailsa: ParticipantId;
let morag: ParticipantId;

beforeAll(async () => {
  book = await Book.open();
  helping = new Helping(book);
});

afterAll(() => book.close());

beforeEach(async () => {
  scheme = await book.scheme();
  await helping.plans.usualRates(scheme);
  jo = await book.participant(scheme);
  ailsa = await book.participant(scheme);
  morag = await book.participant(scheme);
});

/** The refusal, and that it left nothing behind. */
async function refused(call: () => Promise<unknown>): Promise<unknown> {
  const before = await helping.rows();
  const outcome = await call().then(
    () => 'kept',
    (error: unknown) => error,
  );
  expect(await helping.rows()).toEqual(before);
  return outcome;
}

describe('what somebody says they did', () => {
  it('gives nothing until somebody else has looked at it', async () => {
    const id = await helping.ask(scheme, jo, { length: 'longer', whoKnows: ' Morag ' });
    expect(await book.numbers(scheme, jo)).toEqual([0, 0, 0]);
    const kept = await book.work.read(scheme, (view) => helping.queries.one(view, scheme, id));
    expect(kept).toMatchObject({
      what: 'Made the soup',
      whoKnows: 'Morag',
      length: 'longer',
      state: 'pending',
    });
  });

  it('sent twice under one id is one, and something else under it is refused', async () => {
    const id = await helping.ask(scheme, jo);
    expect(await helping.ask(scheme, jo, {}, id)).toBe(id);
    expect(await refused(() => helping.ask(scheme, jo, { what: 'Washed up' }, id))).toMatchObject({
      code: 'id-used',
    });
    expect(await refused(() => helping.ask(scheme, morag, {}, id))).toMatchObject({ code: 'id-used' });
  });

  it.each([
    [{ what: '  ' }, '/what'],
    [{ what: 'x'.repeat(81) }, '/what'],
    [{ whoKnows: 'x'.repeat(41) }, '/whoKnows'],
    [{ occurredOn: parseIsoDate('2999-01-01') }, '/occurredOn'],
  ])('that cannot be kept is refused by its field: %j', async (told, pointer) => {
    expect(await refused(() => helping.ask(scheme, jo, told))).toMatchObject({
      code: 'bad-contribution',
      fields: [{ pointer }],
    });
  });

  it('can be taken back by them until somebody has looked at it, and by nobody else', async () => {
    const id = await helping.ask(scheme, jo);
    expect(await refused(() => helping.withdraw(scheme, morag, id))).toMatchObject({
      code: 'unknown-contribution',
    });
    await helping.withdraw(scheme, jo, id);
    await helping.withdraw(scheme, jo, id);
    expect(await helping.state(scheme, id)).toBe('withdrawn');
    expect(await refused(() => helping.approve(scheme, id, ailsa))).toMatchObject({
      code: 'contribution-decided',
    });
    const other = await helping.ask(scheme, jo);
    await helping.approve(scheme, other, ailsa);
    expect(await refused(() => helping.withdraw(scheme, jo, other))).toMatchObject({
      code: 'contribution-decided',
    });
  });
});

describe('approving', () => {
  it('is one entry, by the rate in force on the day it happened', async () => {
    await helping.plans.rate(scheme, {
      part: 'contributed',
      galaxies: 3,
      fromOn: parseIsoDate('2026-03-15'),
    });
    const before = await helping.ask(scheme, jo, { occurredOn: parseIsoDate('2026-03-14') });
    const after = await helping.ask(scheme, jo, { occurredOn: parseIsoDate('2026-03-15') });
    expect(await helping.approve(scheme, before, ailsa)).toMatchObject({ galaxies: 1, repeated: false });
    expect(await helping.approve(scheme, after, ailsa)).toMatchObject({ galaxies: 3 });
    expect(await book.numbers(scheme, jo)).toEqual([4, 0, 4]);
    const entries = await book.ownerSource.query<unknown[]>(
      `SELECT kind, source_key, occurred_on::text AS on, recorded_by FROM journal_entry WHERE scheme_id = $1 ORDER BY recorded_at`,
      [scheme],
    );
    expect(entries).toEqual([
      { kind: 'contribution', source_key: `contribution/${before}`, on: '2026-03-14', recorded_by: ailsa },
      { kind: 'contribution', source_key: `contribution/${after}`, on: '2026-03-15', recorded_by: ailsa },
    ]);
  });

  it('again by the same person is the same as once; by another it is refused', async () => {
    const id = await helping.ask(scheme, jo);
    const first = await helping.approve(scheme, id, ailsa);
    expect(await helping.approve(scheme, id, ailsa)).toEqual({ ...first, repeated: true });
    expect(await refused(() => helping.approve(scheme, id, morag))).toMatchObject({
      code: 'contribution-decided',
    });
    expect(await book.numbers(scheme, jo)).toEqual([1, 0, 1]);
  });

  it('is never done by the one who gets the galaxies, and the database itself holds that', async () => {
    const id = await helping.ask(scheme, jo);
    expect(await refused(() => helping.approve(scheme, id, jo))).toMatchObject({ code: 'own-contribution' });
    expect(await refused(() => helping.refuse(scheme, id, jo, 'No.'))).toMatchObject({
      code: 'own-contribution',
    });
    const sql = `UPDATE contribution SET state = 'not-approved', decided_by = $2, decided_at = now(), decision_reason = 'x' WHERE id = $1`;
    expect(await refused(() => book.ownerSource.query(sql, [id, jo]))).toMatchObject({
      message: expect.stringContaining('contribution_not_ones_own'),
    });
  });

  it('is never done by the one who wrote it down for somebody, a hundred times over, nor past the service', async () => {
    const id = await helping.askFor(scheme, jo, ailsa);
    for (let n = 0; n < 100; n++) {
      const decide = n % 2 === 0 ? helping.approve.bind(helping) : helping.refuse.bind(helping);
      expect(await refused(() => decide(scheme, id, ailsa, 'No.'))).toMatchObject({
        code: 'own-contribution',
      });
    }
    const sql = `UPDATE contribution SET state = 'not-approved', decided_by = $2, decided_at = now(), decision_reason = 'x' WHERE id = $1`;
    expect(await refused(() => book.ownerSource.query(sql, [id, ailsa]))).toMatchObject({
      message: expect.stringContaining('contribution_not_who_asked'),
    });
    expect(await helping.approve(scheme, id, morag)).toMatchObject({ galaxies: 1 });
  });

  it('on a day without a rate is refused, and can be done once there is one', async () => {
    const id = await helping.ask(scheme, jo, { occurredOn: parseIsoDate('2001-01-01') });
    expect(await refused(() => helping.approve(scheme, id, ailsa))).toMatchObject({ code: 'no-rate' });
    await helping.plans.rate(scheme, {
      part: 'contributed',
      galaxies: 2,
      fromOn: parseIsoDate('2000-01-01'),
    });
    expect(await helping.approve(scheme, id, ailsa)).toMatchObject({ galaxies: 2 });
  });

  it('of another scheme is as if it were not there', async () => {
    const id = await helping.ask(scheme, jo);
    const elsewhere = await book.scheme();
    for (const unknown of [id, newId<ContributionId>()])
      expect(await refused(() => helping.approve(elsewhere, unknown, ailsa))).toMatchObject({
        code: 'unknown-contribution',
      });
  });

  it('keeps the moment it was looked at when an old book moves in', async () => {
    const id = await helping.ask(scheme, jo);
    const recordedAt = parseIsoInstant('2026-03-16T11:00:00+00:00');
    const decision = { scheme, id, decidedBy: ailsa, by: 'command', recordedAt } as const;
    await new UnitOfWork(book.ownerSource).write(scheme, (tx) => helping.contributions.approve(tx, decision));
    const [entry] = await book.ownerSource.query<unknown[]>(
      'SELECT recorded_at, decided_at FROM contribution JOIN journal_entry e ON e.id = entry_id WHERE contribution.id = $1',
      [id],
    );
    expect(entry).toEqual({ recorded_at: new Date(recordedAt), decided_at: new Date(recordedAt) });
  });

  it('by several at once is one entry, and the others learn that it was decided', async () => {
    const staff = await Promise.all(Array.from({ length: 6 }, () => book.participant(scheme)));
    for (let round = 0; round < 10; round++) {
      const id = await helping.ask(scheme, jo);
      const { kept, refused: others } = await atOnce(
        times(12, (n) => helping.approve(scheme, id, staff[n % 6] ?? ailsa)),
      );
      expect(kept.filter(({ repeated }) => !repeated)).toHaveLength(1);
      expect([kept.length, others]).toEqual([2, { 'contribution-decided': 10 }]);
      expect(await book.numbers(scheme, jo)).toEqual([round + 1, 0, round + 1]);
    }
    expect((await book.prove(scheme)).holds).toBe(true);
  });
});

describe('not approving', () => {
  it('has a reason that the person reads, and gives nothing', async () => {
    const id = await helping.ask(scheme, jo);
    for (const reason of ['', '  ', 'x'.repeat(501)])
      expect(await refused(() => helping.refuse(scheme, id, ailsa, reason))).toMatchObject({
        code: 'reason-missing',
      });
    await helping.refuse(scheme, id, ailsa, 'This is on a register already.');
    const [kept] = await book.work.read(scheme, (view) => helping.queries.openOf(view, scheme, jo));
    expect(kept).toMatchObject({
      id,
      state: 'not-approved',
      decisionReason: 'This is on a register already.',
    });
    expect(await book.numbers(scheme, jo)).toEqual([0, 0, 0]);
    expect(await refused(() => helping.approve(scheme, id, morag))).toMatchObject({
      code: 'contribution-decided',
    });
  });
});

it('the list of what is to be checked goes on where the page before ended', async () => {
  const ids = [];
  for (let n = 0; n < 5; n++) ids.push(await helping.ask(scheme, jo, { what: `Thing ${String(n)}` }));
  const page = (after?: ContributionId) =>
    book.work.read(scheme, (view) =>
      helping.queries.page(view, scheme, { state: 'pending', after, limit: 2 }),
    );
  const first = await page();
  const second = await page(first.at(-1)?.id);
  const third = await page(second.at(-1)?.id);
  expect([...first, ...second, ...third].map(({ id }) => id)).toEqual(ids);
  expect(await book.work.read(scheme, (view) => helping.queries.toCheck(view, scheme))).toBe(5);
});

it('the story of a transfer is the contribution behind it', async () => {
  const id = await helping.ask(scheme, jo);
  const { transferId } = await helping.approve(scheme, id, ailsa);
  const opening = await book.award(scheme, [[jo, 2]]);
  const stories = await book.work.read(scheme, (view) =>
    helping.queries.storiesOf(view, scheme, [transferId, ...opening.transferIds]),
  );
  expect([...stories]).toEqual([
    [
      transferId,
      expect.objectContaining({
        contributionId: id,
        what: 'Made the soup',
        occurredOn: A_HELPING_DAY,
        galaxies: 1,
        rateWhy: 'Opening rates',
        askedBy: jo,
        decidedBy: ailsa,
      }),
    ],
  ]);
});
