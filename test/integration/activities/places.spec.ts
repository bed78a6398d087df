import type { SchemeId, SessionId } from '../../../src/shared/ids.js';
import { atOnce } from '../../support/at-once.js';
import { Book } from '../../support/book.js';
import { Plans } from '../../support/plans.js';

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
