import type { IsoDate } from '../../../src/shared/calendar.js';
import { parseIsoDate } from '../../../src/shared/calendar.js';
import type { ActivityId, EarningRateId, ParticipantId, SchemeId } from '../../../src/shared/ids.js';
import { daysLater } from '../../../src/shared/wall-clock.js';
import { Book } from '../../support/book.js';
import { Plans } from '../../support/plans.js';

let book: Book;
let plans: Plans;
let orbit: SchemeId;
let ann: ParticipantId;
let bob: ParticipantId;
let today: IsoDate;

beforeAll(async () => {
  book = await Book.open();
  plans = new Plans(book);
});

beforeEach(async () => {
  orbit = await book.scheme();
  [ann, bob] = [await book.participant(orbit), await book.participant(orbit)];
  today = await plans.today(orbit);
});

afterAll(() => book.close());

const as = (personId: ParticipantId) => ({ schemeId: orbit, personId });

function inForce(on: IsoDate, activityId?: ActivityId) {
  return book.work.read(orbit, (view) => plans.ratesQueries.inForce(view, orbit, { activityId, on }));
}

function ask(galaxies: number, fromOn: IsoDate, activityId?: ActivityId): Promise<EarningRateId> {
  const rate = { activityId, part: 'attended', galaxies, fromOn, why: 'Agreed at the open meeting' } as const;
  return book.work.write(orbit, (tx) => plans.rates.ask(tx, as(ann), rate));
}

function agree(person: ParticipantId, rate: EarningRateId): Promise<void> {
  return book.work.write(orbit, (tx) => plans.rates.agree(tx, as(person), rate));
}

it('a rate counts only when two people made it', async () => {
  const rate = await ask(2, today);
  expect(await inForce(today)).toEqual({});
  const before = await plans.rows();
  await expect(agree(ann, rate)).rejects.toMatchObject({ code: 'second-person' });
  expect(await plans.rows()).toEqual(before);
  await agree(bob, rate);
  expect(await inForce(today)).toEqual({ attended: { rateId: rate, galaxies: 2 } });
});

it('nobody publishes alone, even with the service bypassed', async () => {
  const rate = await ask(9, today);
  const before = await plans.rows();
  const attacks = [
    `UPDATE earning_rate SET agreed_by = asked_by, published_at = clock_timestamp() WHERE id = '${rate}'`,
    `UPDATE earning_rate SET published_at = clock_timestamp() WHERE id = '${rate}'`,
    `UPDATE earning_rate SET asked_by = '${bob}', agreed_by = '${ann}', published_at = clock_timestamp() WHERE id = '${rate}'`,
    `UPDATE earning_rate SET origin = 'import', published_at = clock_timestamp() WHERE id = '${rate}'`,
    `INSERT INTO earning_rate (scheme_id, part, galaxies, from_on, why, origin, published_at)
       VALUES (current_scheme(), 'attended', 10, current_date, 'Mine', 'import', clock_timestamp())`,
  ];
  for (const attack of attacks)
    await expect(book.work.write(orbit, (tx) => tx.query(attack))).rejects.toThrow(
      /second-person|permission denied|earning_rate_published_agreed/,
    );
  expect(await plans.rows()).toEqual(before);
});

it('what was published never changes, not even for the owner of the database', async () => {
  const rate = await ask(2, today);
  await agree(bob, rate);
  const before = await plans.rows();
  for (const change of ['galaxies = 3', `from_on = '2008-10-01'`, 'published_at = NULL', `why = 'Other'`])
    await expect(
      book.ownerSource.query(`UPDATE earning_rate SET ${change} WHERE id = $1`, [rate]),
    ).rejects.toThrow('A published rate never changes.');
  await expect(agree(bob, rate)).rejects.toMatchObject({ code: 'unknown-rate' });
  expect(await plans.rows()).toEqual(before);
});

it('a rate that changes today leaves yesterday byte for byte as it was', async () => {
  await plans.usualRates(orbit);
  const yesterday = daysLater(today, -1);
  const before = JSON.stringify([await inForce(yesterday), await inForce(parseIsoDate('2008-10-02'))]);
  const rate = await ask(5, today);
  await agree(bob, rate);
  expect((await inForce(today)).attended).toEqual({ rateId: rate, galaxies: 5 });
  expect(JSON.stringify([await inForce(yesterday), await inForce(parseIsoDate('2008-10-02'))])).toBe(before);
});

it('nobody agrees to a rate from a day that is over', async () => {
  const rate = await ask(5, daysLater(today, -1));
  const before = await plans.rows();
  await expect(agree(bob, rate)).rejects.toMatchObject({ code: 'rate-in-past' });
  expect(await plans.rows()).toEqual(before);
});

it('a rate of the activity itself counts rather than a later one for all', async () => {
  const walk = await plans.activity(orbit);
  const art = await plans.activity(orbit, { name: 'Art group', kind: 'group' });
  const own = await plans.rate(orbit, { activityId: walk, galaxies: 3, fromOn: parseIsoDate('2009-02-28') });
  const first = await plans.rate(orbit);
  const second = await plans.rate(orbit, { galaxies: 2, fromOn: parseIsoDate('2009-07-28') });
  const given = async (activity: ActivityId, on: string) =>
    (await inForce(parseIsoDate(on), activity)).attended?.rateId;
  expect(await given(walk, '2009-02-27')).toBe(first);
  expect(await given(walk, '2009-02-28')).toBe(own);
  expect(await given(walk, '2009-07-28')).toBe(own);
  expect(await given(art, '2009-07-27')).toBe(first);
  expect(await given(art, '2009-07-28')).toBe(second);
});

it('a part without a rate gives nothing', async () => {
  await plans.rate(orbit, { part: 'led', galaxies: 2, fromOn: daysLater(today, 1) });
  expect(await inForce(today)).toEqual({});
});

it('what was asked for can be taken back, and then nobody agrees to it', async () => {
  const rate = await ask(2, today);
  await book.work.write(orbit, (tx) => plans.rates.withdraw(tx, as(ann), rate));
  await expect(agree(bob, rate)).rejects.toMatchObject({ code: 'unknown-rate' });
  expect(await inForce(today)).toEqual({});
});

it.each([0, 11, 1.5])('%d galaxies are refused', async (galaxies) => {
  const before = await plans.rows();
  await expect(ask(galaxies, today)).rejects.toMatchObject({ code: 'bad-rate' });
  expect(await plans.rows()).toEqual(before);
});
