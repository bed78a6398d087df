import { parseIsoDate, parseIsoInstant } from '../../../src/shared/calendar.js';
import {
  type ActivityId,
  type ContributionId,
  newId,
  type ParticipantId,
  type SchemeId,
  type SessionId,
} from '../../../src/shared/ids.js';
import { atOnce, times } from '../../support/at-once.js';
import { Book } from '../../support/book.js';
import { doer, Helping } from '../../support/helping.js';

let book: Book;
let helping: Helping;
let scheme: SchemeId;
let morag: ParticipantId;
let ben: ParticipantId;
let walk: ActivityId;
let session: SessionId;

beforeAll(async () => {
  book = await Book.open();
  helping = new Helping(book);
});

afterAll(() => book.close());

beforeEach(async () => {
  scheme = await book.scheme();
  await helping.plans.usualRates(scheme);
  morag = await book.participant(scheme);
  ben = await book.participant(scheme);
  walk = await helping.plans.activity(scheme);
  session = await helping.plans.session(scheme, {
    activityId: walk,
    startsAt: parseIsoInstant('2026-03-14T23:30:00Z'),
    endsAt: parseIsoInstant('2026-03-15T00:30:00Z'),
    leaders: [morag],
  });
});

function say(person: ParticipantId, by = morag, id = newId<ContributionId>()) {
  const thanks = { scheme, id, session, person, by: doer(by, 'leader') };
  return book.work.write(scheme, (tx) => helping.thanks.say(tx, thanks));
}

async function refused(call: () => Promise<unknown>, code: string): Promise<void> {
  const before = await helping.rows();
  await expect(call()).rejects.toMatchObject({ code });
  expect(await helping.rows()).toEqual(before);
}

it('thanks give a galaxy at once, by the rate of the session’s own day and activity', async () => {
  await helping.plans.rate(scheme, {
    activityId: walk,
    part: 'contributed',
    galaxies: 2,
    fromOn: parseIsoDate('2026-03-14'),
  });
  await helping.plans.rate(scheme, {
    activityId: walk,
    part: 'contributed',
    galaxies: 5,
    fromOn: parseIsoDate('2026-03-15'),
  });
  expect(await say(ben)).toBe(2);
  expect(await book.numbers(scheme, ben)).toEqual([2, 0, 2]);
});

it('thanks sent twice are said once, also at the same moment', async () => {
  const id = newId<ContributionId>();
  const outcome = await atOnce(times(6, () => say(ben, morag, id)));
  expect(outcome).toEqual({ kept: [1, 1, 1, 1, 1, 1], refused: {} });
  expect(await say(ben, morag, id)).toBe(1);
  expect(await book.numbers(scheme, ben)).toEqual([1, 0, 1]);
});

it('nobody is thanked twice for one date', async () => {
  await say(ben);
  await refused(() => say(ben), 'thanked-before');
});

it('a leader cannot thank themselves, and the database itself holds that', async () => {
  await refused(() => say(morag), 'own-contribution');
});

it('a date that somebody else leads is as if it were not there', async () => {
  await refused(() => say(morag, ben), 'missing');
});

it('a day without a rate is refused', async () => {
  session = await helping.plans.session(scheme, {
    activityId: walk,
    startsAt: parseIsoInstant('2001-01-01T10:00:00Z'),
    endsAt: parseIsoInstant('2001-01-01T12:00:00Z'),
    leaders: [morag],
  });
  await refused(() => say(ben), 'no-rate');
});
