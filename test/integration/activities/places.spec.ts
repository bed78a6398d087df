import type { SchemeId, SessionId } from '../../../src/shared/ids.js';
import { atOnce } from '../../support/at-once.js';
import { Book } from '../../support/book.js';
import { heldOpen } from '../../support/held-open.js';
import { Plans } from '../../support/plans.js';
import { until } from '../../support/until.js';

let book: Book;
let plans: Plans;
let orbit: SchemeId;

beforeAll(async () => {
  book = await Book.open();
  plans = new Plans(book);
});

beforeEach(async () => {
  orbit = await book.scheme();
});

afterAll(() => book.close());

function answers(session: SessionId) {
  return book.work.read(orbit, (view) => plans.placesQueries.of(view, orbit, session));
}

it('an answer can always be changed, and only the last one is kept', async () => {
  const [session, jo] = [await plans.session(orbit), await book.participant(orbit)];
  for (const answer of ['yes', 'not-this-time', 'maybe', 'yes'] as const)
    expect(await plans.answer(orbit, session, jo, answer)).toBe(answer);
  expect(await answers(session)).toEqual([{ personId: jo, answer: 'yes' }]);
});

it('a full date refuses a yes kindly, takes maybe and waiting, and leaves nothing of the refusal behind', async () => {
  const session = await plans.session(orbit, { places: 2 });
  for (let n = 0; n < 2; n++) await plans.answer(orbit, session, await book.participant(orbit), 'yes');
  const jo = await book.participant(orbit);
  const before = await plans.rows();
  await expect(plans.answer(orbit, session, jo, 'yes')).rejects.toMatchObject({
    code: 'place-full',
    detail: 'This one is full now. You can join the waiting list.',
  });
  expect(await plans.rows()).toEqual(before);
  expect(await plans.answer(orbit, session, jo, 'maybe')).toBe('maybe');
  expect(await plans.answer(orbit, session, jo, 'waiting')).toBe('waiting');
});

it('whoever has a place already may say yes again when it is full', async () => {
  const session = await plans.session(orbit, { places: 2 });
  const [jo, al] = [await book.participant(orbit), await book.participant(orbit)];
  for (const person of [jo, al, jo]) expect(await plans.answer(orbit, session, person, 'yes')).toBe('yes');
});

it('whoever asks to wait when there is room has a place', async () => {
  const [session, jo] = [await plans.session(orbit), await book.participant(orbit)];
  expect(await plans.answer(orbit, session, jo, 'waiting')).toBe('yes');
});

it('of twelve people who ask for the last two places at once, two get one', async () => {
  const session = await plans.session(orbit, { places: 2 });
  const people = [];
  for (let n = 0; n < 12; n++) people.push(await book.participant(orbit));
  const { kept, refused } = await atOnce(
    people.map((person) => () => plans.answer(orbit, session, person, 'yes')),
  );
  expect([kept.length, refused]).toEqual([2, { 'place-full': 10 }]);
  expect((await answers(session)).length).toBe(2);
});

it('whoever comes while another takes the last place waits to see, and is told that it is full', async () => {
  const session = await plans.session(orbit, { places: 2 });
  const [jo, al, mo] = [
    await book.participant(orbit),
    await book.participant(orbit),
    await book.participant(orbit),
  ];
  await plans.answer(orbit, session, jo, 'yes');
  const last = { scheme: orbit, sessionId: session, personId: al, answer: 'yes', answeredBy: al } as const;
  const commit = await heldOpen(book, orbit, (tx) => plans.places.answer(tx, last));
  let outcome = '';
  const later = plans.answer(orbit, session, mo, 'yes').then(
    () => (outcome = 'yes'),
    (error: unknown) => (outcome = String(error)),
  );
  await until(async () => outcome !== '' || (await someoneWaits()), 'the second waits for the first');
  await commit();
  await later;
  expect(outcome).toContain('place-full');
});

async function someoneWaits(): Promise<boolean> {
  const waiting: unknown[] = await book.ownerSource.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return waiting.length > 0;
}

it('a date that has been, or is off, takes no answer', async () => {
  const jo = await book.participant(orbit);
  const past = await plans.session(orbit, { startsAt: await plans.at(orbit, -3) });
  const off = await plans.session(orbit);
  await book.work.write(orbit, (tx) =>
    plans.sessions.callOff(tx, { schemeId: orbit, personId: jo }, off, 'The bus is not running.'),
  );
  const before = await plans.rows();
  await expect(plans.answer(orbit, past, jo, 'yes')).rejects.toMatchObject({ code: 'place-past' });
  await expect(plans.answer(orbit, off, jo, 'yes')).rejects.toMatchObject({ code: 'session-off' });
  expect(await plans.rows()).toEqual(before);
});

it('nobody answers about a date of another scheme', async () => {
  const far = await plans.session(await book.scheme());
  const jo = await book.participant(orbit);
  await expect(plans.answer(orbit, far, jo, 'yes')).rejects.toMatchObject({ code: 'unknown-session' });
});
