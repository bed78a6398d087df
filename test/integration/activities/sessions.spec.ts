import { parseIsoInstant } from '../../../src/shared/calendar.js';
import { type ActivityId, newId, type SchemeId, type SessionId } from '../../../src/shared/ids.js';
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

function one(id: SessionId, scheme = orbit) {
  return book.work.read(scheme, (view) => plans.sessionsQueries.one(view, scheme, id));
}

async function repeated(rule: string, startsAt: string, endsAt: string) {
  const activityId = await plans.activity(orbit);
  const session = { activityId, startsAt: parseIsoInstant(startsAt), endsAt: parseIsoInstant(endsAt) };
  const ids = await book.work.write(orbit, (tx) => plans.sessions.repeat(tx, orbit, session, rule));
  return Promise.all(ids.map((id) => one(id)));
}

it('a date takes from its activity what it does not say itself', async () => {
  const activityId = await plans.activity(orbit, { usualPlace: 'Allotment gate', places: 8 });
  const leader = await book.participant(orbit);
  const id = await plans.session(orbit, { activityId, leaders: [leader] });
  expect(await one(id)).toMatchObject({
    id,
    activityId,
    activityName: 'Hill walk',
    kind: 'outing',
    meetPlace: 'Allotment gate',
    places: 8,
    countBack: false,
    leaders: [{ personId: leader, position: 1 }],
  });
});

it('an outing has 12 places unless it says otherwise, and everything else 6', async () => {
  const sizes = [];
  for (const kind of ['outing', 'group', 'course', 'one-to-one', 'open'] as const) {
    const activityId = await plans.activity(orbit, { kind });
    sizes.push((await one(await plans.session(orbit, { activityId }))).places);
  }
  expect(sizes).toEqual([12, 6, 6, 6, 6]);
});

it('more places than 12 need a reason, unless the activity itself has more', async () => {
  const before = await plans.rows();
  const walk = await plans.activity(orbit);
  const fair = await plans.activity(orbit, { kind: 'open', places: 100 });
  await expect(plans.session(orbit, { activityId: walk, places: 14 })).rejects.toMatchObject({
    code: 'bad-session',
    fields: [{ pointer: '/placesReason', detail: 'Say why there are more than 12 places.' }],
  });
  expect((await plans.rows())['session']).toEqual(before['session']);
  await plans.session(orbit, { activityId: walk, places: 14, placesReason: 'Two minibuses' });
  await plans.session(orbit, { activityId: fair, places: 90 });
});

it.each([
  ['Europe/London', '2026-06-14T23:30:00+01:00', '2026-06-14'],
  ['Europe/London', '2026-06-14T22:30:00Z', '2026-06-14'],
  ['Europe/London', '2026-06-14T23:30:00Z', '2026-06-15'],
  ['Europe/London', '2026-12-14T23:30:00Z', '2026-12-14'],
  ['Europe/London', '2026-03-28T23:30:00Z', '2026-03-28'],
  ['Europe/London', '2026-10-25T00:30:00+01:00', '2026-10-25'],
  ['Pacific/Auckland', '2026-06-14T12:30:00Z', '2026-06-15'],
  ['America/St_Johns', '2026-06-15T02:00:00Z', '2026-06-14'],
])('in %s a date that starts at %s is on %s', async (timeZone, startsAt, day) => {
  const words = { one: 'galaxy', many: 'galaxies' };
  const scheme = await book.schemes.found({
    slug: `z-${newId<SessionId>().slice(0, 8)}`,
    name: 'Far',
    timeZone,
    words,
  });
  const id = await plans.session(scheme, { startsAt: parseIsoInstant(startsAt) });
  expect((await one(id, scheme)).occursOn).toBe(day);
});

it('a date that repeats across a change of the clocks keeps its time on the wall', async () => {
  const found = await repeated('FREQ=WEEKLY;COUNT=4', '2026-03-21T23:30:00Z', '2026-03-22T01:30:00Z');
  expect(found.map(({ startsAt, endsAt, occursOn }) => [startsAt, endsAt, occursOn])).toEqual([
    ['2026-03-21T23:30:00Z', '2026-03-22T01:30:00Z', '2026-03-21'],
    ['2026-03-28T23:30:00Z', '2026-03-29T01:30:00Z', '2026-03-28'],
    ['2026-04-04T22:30:00Z', '2026-04-05T00:30:00Z', '2026-04-04'],
    ['2026-04-11T22:30:00Z', '2026-04-12T00:30:00Z', '2026-04-11'],
  ]);
});

it('a rule that never ends, cannot be read or makes too many dates leaves nothing behind', async () => {
  const activityId = await plans.activity(orbit);
  const before = await plans.rows();
  for (const rule of [
    'FREQ=WEEKLY',
    'FREQ=HOURLY;COUNT=3',
    'every week',
    'FREQ=DAILY;COUNT=61',
    'FREQ=DAILY;COUNT=0',
  ])
    await expect(
      plans.session(orbit, { activityId }).then(() => repeatedOf(activityId, rule)),
    ).rejects.toMatchObject({ code: 'bad-repeat' });
  const after = await plans.rows();
  expect(after['session_series']).toEqual(before['session_series']);
});

async function repeatedOf(activityId: ActivityId, rule: string) {
  const startsAt = await plans.at(orbit, 1);
  const session = { activityId, startsAt, endsAt: await plans.at(orbit, 1, '12:00') };
  return book.work.write(orbit, (tx) => plans.sessions.repeat(tx, orbit, session, rule));
}

it('an end before the start is refused, and leaves nothing behind', async () => {
  const activityId = await plans.activity(orbit);
  const before = await plans.rows();
  const startsAt = await plans.at(orbit, 1);
  await expect(plans.session(orbit, { activityId, startsAt, endsAt: startsAt })).rejects.toMatchObject({
    fields: [{ pointer: '/endsAt', detail: 'Give an end that is after the start.' }],
  });
  expect(await plans.rows()).toEqual(before);
});

it('what was called off says why, keeps its answers, and is called off once', async () => {
  const [staff, jo] = [await book.participant(orbit), await book.participant(orbit)];
  const id = await plans.session(orbit);
  await plans.answer(orbit, id, jo, 'yes');
  const acting = { schemeId: orbit, personId: staff };
  const callOff = (reason: string) =>
    book.work.write(orbit, (tx) => plans.sessions.callOff(tx, acting, id, reason));
  await expect(callOff('  ')).rejects.toMatchObject({ code: 'reason-missing' });
  await callOff('The bus is not running.');
  expect((await one(id)).calledOff).toEqual({ reason: 'The bus is not running.' });
  await expect(callOff('Again')).rejects.toMatchObject({ code: 'session-off' });
  const answers = await book.work.read(orbit, (view) => plans.placesQueries.of(view, orbit, id));
  expect(answers).toEqual([{ personId: jo, answer: 'yes' }]);
});

it('a date of another scheme is as unknown as one that is not there', async () => {
  const far = await plans.session(await book.scheme());
  await expect(one(far)).rejects.toMatchObject({ code: 'unknown-session', refusal: 'missing' });
  await expect(one(newId<SessionId>())).rejects.toMatchObject({
    code: 'unknown-session',
    refusal: 'missing',
  });
});

it('a change replaces the leaders and keeps the answers', async () => {
  const [ann, bob, jo] = [
    await book.participant(orbit),
    await book.participant(orbit),
    await book.participant(orbit),
  ];
  const id = await plans.session(orbit, { leaders: [ann] });
  await plans.answer(orbit, id, jo, 'maybe');
  const { activityId, startsAt, endsAt } = await one(id);
  const session = { activityId, startsAt, endsAt, meetPlace: 'The bus station', leaders: [bob, ann] };
  await book.work.write(orbit, (tx) => plans.sessions.change(tx, orbit, id, session));
  expect(await one(id)).toMatchObject({
    meetPlace: 'The bus station',
    leaders: [
      { personId: bob, position: 1 },
      { personId: ann, position: 2 },
    ],
  });
  const answers = await book.work.read(orbit, (view) => plans.placesQueries.of(view, orbit, id));
  expect(answers).toEqual([{ personId: jo, answer: 'maybe' }]);
});
