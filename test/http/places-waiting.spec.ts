import { Answering } from '../../src/activities/answering.service.js';
import { Planning } from '../../src/activities/planning.service.js';
import { type ActorId, type ParticipantId, parseId, type SessionId } from '../../src/shared/ids.js';
import { Plans } from '../support/plans.js';
import { SignInWorld } from '../support/sign-in-world.js';

let world: SignInWorld;
let plans: Plans;

beforeAll(async () => {
  world = await SignInWorld.open({ SCHEME: 'orbit' });
  plans = new Plans(world.book);
});

afterAll(() => world.close());

/** A date with room for two, and who has the first place. */
async function fullDate(): Promise<{ session: SessionId; first: ParticipantId }> {
  const session = await plans.session(world.scheme, {
    places: 2,
    activityId: await plans.activity(world.scheme, { kind: 'group' }),
  });
  const first = await world.person({ likedName: 'Aisha' });
  for (const person of [first, await world.person({ likedName: 'Ben' })])
    await plans.answer(world.scheme, session, person, 'yes');
  return { session, first };
}

/** Somebody who waits for that date, and is reached by letter or as the SQL says. */
async function waits(
  session: SessionId,
  name: string,
  change = "contact = 'letter'",
): Promise<ParticipantId> {
  const { visitor, person } = await world.signedInAs('participant', { name });
  await visitor.send(`/dates/${session}`, { answer: 'waiting', tell_leader: '' });
  await world.book.ownerSource.query(`UPDATE person SET ${change} WHERE id = $1`, [person]);
  return person;
}

/** Whoever has it says not this time. */
async function makeRoom(sessionId: SessionId, personId: ParticipantId): Promise<void> {
  const answering = world.web.app.get(Answering, { strict: false });
  const given = {
    scheme: world.scheme,
    sessionId,
    personId,
    answer: 'not-this-time',
    answeredBy: personId,
  } as const;
  await world.book.work.write(world.scheme, (tx) => answering.answer(tx, given));
}

/** Staff say how many people can come. */
async function allow(session: SessionId, places: number, by: ParticipantId): Promise<void> {
  const planning = world.web.app.get(Planning, { strict: false });
  const planner = {
    schemeId: world.scheme,
    personId: by,
    actorId: parseId<ActorId>(by),
    roles: ['staff'],
  };
  await world.book.work.write(world.scheme, async (tx) => {
    const { activityId, startsAt, endsAt } = await plans.sessionsQueries.one(tx, world.scheme, session);
    await planning.changeSession(tx, planner, session, { activityId, startsAt, endsAt, places });
  });
}

/** Who was told that there is room, and was to hear of it. */
async function told(session: SessionId): Promise<readonly string[]> {
  const rows: { person_id: string }[] = await world.book.ownerSource.query(
    `SELECT m.person_id FROM message m JOIN place p ON p.session_id = $1::uuid AND p.person_id = m.person_id
     WHERE m.kind = 'place-offered' AND m.key = $1::text AND m.state <> 'stopped' ORDER BY p.answered_at`,
    [session],
  );
  return rows.map(({ person_id }) => person_id);
}

it.each([
  ['takes a break', "contact = 'letter', taking_part = 'taking-a-break'"],
  ['wants no messages', "contact = 'none'"],
  ['has left', "contact = 'letter', taking_part = 'left', left_on = current_date"],
])(
  'a place does not stay empty for somebody who waits and %s: the next one is told',
  async (_what, change) => {
    const { session, first } = await fullDate();
    await waits(session, 'Cal', change);
    const next = await waits(session, 'Dee');
    await waits(session, 'Eve');
    await makeRoom(session, first);
    expect(await told(session)).toEqual([next]);
  },
);

it('when staff make more room, as many of those who wait are told, in their order and once', async () => {
  const { session } = await fullDate();
  const waiting = [];
  for (const name of ['Cal', 'Dee', 'Eve']) waiting.push(await waits(session, name));
  const staff = await world.person({ likedName: 'Ailsa' });
  for (const places of [4, 4]) await allow(session, places, staff);
  expect(await told(session)).toEqual(waiting.slice(0, 2));
});

it('nobody who waits is told of room while there is none', async () => {
  const { session } = await fullDate();
  await waits(session, 'Cal');
  expect(await told(session)).toEqual([]);
});

it.each([
  ['by letter is promised a message', "contact = 'letter'", 'We will message you if a place comes up'],
  ['not at all reads where to look', "contact = 'none'", 'You get no messages from us just now'],
  [
    'during a break not at all',
    "contact = 'letter', taking_part = 'taking-a-break'",
    'Look here or ask us whether',
  ],
])('whoever waits and is reached %s', async (_what, change, words) => {
  const { session } = await fullDate();
  const { visitor, person } = await world.signedInAs('participant', { name: 'Cal' });
  await world.book.ownerSource.query(`UPDATE person SET ${change} WHERE id = $1`, [person]);
  await visitor.send(`/dates/${session}`, { answer: 'waiting', tell_leader: '' });
  const { body } = await visitor.get(`/dates/${session}/answer`);
  expect(body).toContain(words);
});
