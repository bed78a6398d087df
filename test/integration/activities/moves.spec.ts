import { type Planner, Planning } from '../../../src/activities/planning.service.js';
import type { NewSession, PlaceAnswer } from '../../../src/activities/index.js';
import { Audit } from '../../../src/audit/index.js';
import { type ActorId, parseId, type ParticipantId, type SessionId } from '../../../src/shared/ids.js';
import { Letterbox, MessagesWorld } from '../../support/messages-world.js';
import { later, Plans } from '../../support/plans.js';

let letterbox: Letterbox;
let world: MessagesWorld;
let plans: Plans;
let planning: Planning;
let staff: ParticipantId;
let walk: SessionId;

beforeEach(async () => {
  letterbox = new Letterbox();
  world = await MessagesWorld.open(12, letterbox);
  plans = new Plans(world.book);
  planning = new Planning(new Audit(world.book.work), plans.activities, plans.sessions, world.telling);
  staff = await world.person({});
  walk = await plans.session(world.scheme, { startsAt: await plans.at(world.scheme, 3) });
});

afterEach(() => world.close());

const bodies = () => letterbox.messages.map(({ body }) => body);
const addresses = () => letterbox.messages.map(({ address }) => address).toSorted();

/** Somebody who answered yesterday, and is told everything by email. */
async function who(name: string, answer: PlaceAnswer, phone?: string): Promise<ParticipantId> {
  const person = await world.person(phone === undefined ? { email: `${name}@example.org` } : { phone });
  await plans.answer(world.scheme, walk, person, answer);
  await world.rows(`UPDATE place SET answered_at = answered_at - interval '1 day' WHERE person_id = $1`, [
    person,
  ]);
  await world.rows(`UPDATE person SET message_detail = 'everything' WHERE id = $1`, [person]);
  return person;
}

/** Staff, on the page of a date or as a program. */
function planner(personId: ParticipantId = staff): Planner {
  return { schemeId: world.scheme, personId, actorId: parseId<ActorId>(personId), roles: ['staff'] };
}

async function callOff(by: ParticipantId = staff): Promise<void> {
  await world.book.work.write(world.scheme, (tx) => planning.callOff(tx, planner(by), walk, 'No bus.'));
}

async function change(by: Partial<NewSession>, session = walk): Promise<void> {
  await world.book.work.write(world.scheme, async (tx) => {
    const now = await plans.sessionsQueries.one(tx, world.scheme, session);
    const leaders = now.leaders.map(({ personId }) => personId);
    await planning.changeSession(tx, planner(), session, {
      ...{ activityId: now.activityId, startsAt: now.startsAt, endsAt: now.endsAt, leaders },
      ...{ meetPlace: now.meetPlace, places: now.places, ...by },
    });
  });
}

/** The same days later, by the clock on the wall. */
async function moveTo(days: number, time: string): Promise<void> {
  const startsAt = await plans.at(world.scheme, days, time);
  await change({ startsAt, endsAt: later(startsAt, 5) });
}

/** Some quiet minutes go by, and the minute's job comes. */
async function quietly(): Promise<void> {
  await world.rows(`UPDATE session_move SET moved_at = moved_at - interval '6 minutes'`);
  await minute();
}

let minutes = 0;

async function minute(): Promise<void> {
  await world.promise('tell-of-moves', `minute-${String(++minutes)}`);
  await world.work();
  await world.work();
}

const openMoves = () => world.rows('SELECT FROM session_move');

it('whoever said yes or maybe and who leads is told once, of what it was and what it is, and nobody else', async () => {
  await who('yes', 'yes');
  await who('maybe', 'maybe');
  await who('no', 'not-this-time');
  const gail = await world.person({ email: 'gail@example.org' });
  await change({ leaders: [gail] });
  await moveTo(4, '14:30');
  const late = await world.person({ email: 'late@example.org' });
  await plans.answer(world.scheme, walk, late, 'yes');
  await minute();
  expect(bodies()).toEqual([]);
  await quietly();
  expect(addresses()).toEqual(['gail@example.org', 'maybe@example.org', 'yes@example.org']);
  const told = letterbox.messages.find(({ address }) => address === 'yes@example.org')?.body;
  expect(told).toMatch(/: Hill walk is now \w+ \d+ \w+ at 2\.30pm, The drop-in, not \w+ \d+ \w+ at 10am\. /);
  expect(told).toContain('https://orb.example/n/');
  await quietly();
  expect([bodies().length, await openMoves()]).toEqual([3, []]);
});

it('two workers at once tell everybody once', async () => {
  await who('yes', 'yes');
  await moveTo(4, '14:30');
  await world.rows(`UPDATE session_move SET moved_at = moved_at - interval '6 minutes'`);
  const jobs = await Promise.all(
    ['a', 'b', 'c', 'd'].map((period) => world.promise('tell-of-moves', period)),
  );
  await Promise.all(jobs.map((outboxId) => world.runner.run({ schemeId: world.scheme, outboxId })));
  await world.work();
  expect([bodies().length, await world.states()]).toEqual([1, ['email sent']]);
});

it('of what was changed twice within minutes only what it came to is told', async () => {
  await who('yes', 'yes');
  await moveTo(5, '09:00');
  await change({ meetPlace: 'The harbour' });
  await moveTo(4, '14:30');
  await quietly();
  expect(bodies()).toEqual([expect.stringMatching(/at 2\.30pm, The harbour, not \w+ \d+ \w+ at 10am\. /)]);
});

it('what was put back before anybody was told is told to nobody', async () => {
  await who('yes', 'yes');
  await moveTo(4, '14:30');
  await moveTo(3, '10:00');
  await quietly();
  expect([bodies(), await openMoves()]).toEqual([[], []]);
});

it('a new place is told with the old one, and a change of anything else is not', async () => {
  await who('yes', 'yes');
  await change({ places: 9 });
  expect(await openMoves()).toEqual([]);
  await change({ meetPlace: 'The harbour' });
  await quietly();
  expect(bodies()).toEqual([expect.stringContaining(': we meet at The harbour, not The drop-in. ')]);
});

it('nobody is told of a date whose register is in, that is off, or that is over', async () => {
  await who('yes', 'yes');
  const gone: readonly string[] = [
    `INSERT INTO register_version (scheme_id, session_id, version, key, content_hash, based_on, merged, outcome, head_count_extra,
       recorded_by, source) SELECT scheme_id, id, 1, 'k', sha256(''), 0, false, 'nobody-came', 0, $1, 'web' FROM session`,
    `UPDATE session SET called_off_at = clock_timestamp(), called_off_reason = 'No bus.', called_off_by = $1`,
    `UPDATE session SET ends_at = starts_at - interval '9 days', starts_at = starts_at - interval '10 days'
       WHERE called_off_by IS DISTINCT FROM $1`,
  ];
  for (const [index, statement] of gone.entries()) {
    walk = await plans.session(world.scheme, { startsAt: await plans.at(world.scheme, 3 + index) });
    await who(`yes-${String(index)}`, 'yes');
    await change({ meetPlace: 'The harbour' });
    await world.rows(statement.replace(/FROM session$/, `FROM session WHERE id = '${walk}'`), [staff]);
    await quietly();
    await world.rows(`DELETE FROM session_move`);
  }
  expect([bodies(), await world.states()]).toEqual([[], []]);
});

it('at night it waits for the morning, and whoever had three messages this week is called', async () => {
  await who('yes', 'yes');
  const busy = await who('busy', 'yes');
  for (const key of ['a', 'b', 'c']) await world.tell(busy, { key });
  await world.setClock(22);
  await change({ meetPlace: 'The harbour' });
  await quietly();
  const told = await world.rows(`SELECT channel, state FROM message WHERE kind = 'place-changed' ORDER BY 1`);
  expect(told).toEqual([
    { channel: 'email', state: 'queued' },
    { channel: 'phone', state: 'queued' },
  ]);
});

it('a second leader who comes first by a change of staff is told so once, and nobody who led first before', async () => {
  const [gail, iain] = [
    await world.person({ email: 'gail@example.org' }),
    await world.person({ email: 'iain@example.org' }),
  ];
  await change({ leaders: [gail, iain] });
  await change({ leaders: [iain] });
  await change({ leaders: [iain], places: 9 });
  await world.work();
  expect([addresses(), bodies()]).toEqual([
    ['iain@example.org'],
    [expect.stringMatching(/: you lead on \w+ \d+ \w+ at 10am now\. If you cannot, that is OK: /)],
  ]);
});

it('whoever waits for a place is told as well, for they keep the day free', async () => {
  await change({ places: 2 });
  for (const name of ['one', 'two']) await who(name, 'yes');
  const waits = await who('waits', 'waiting');
  expect(await world.rows(`SELECT answer FROM place WHERE person_id = $1`, [waits])).toEqual([
    { answer: 'waiting' },
  ]);
  await moveTo(4, '14:30');
  await quietly();
  expect(addresses()).toEqual(['one@example.org', 'two@example.org', 'waits@example.org']);
  expect(bodies()).toEqual(Array(3).fill(expect.stringContaining('https://orb.example/n/')));
});

describe('a date that is called off before anybody was told that it was moved', () => {
  const off = (time: string) =>
    expect.stringMatching(new RegExp(`Hill walk, \\w+ \\d+ \\w+ at ${time}, is called off`));

  it('is called off as people know it, by the leaders too, and nobody hears of the move', async () => {
    await who('yes', 'yes');
    const gail = await world.person({ email: 'gail@example.org' });
    await world.rows(`UPDATE person SET message_detail = 'everything' WHERE id = $1`, [gail]);
    await change({ leaders: [gail] });
    await moveTo(4, '14:30');
    await callOff();
    await quietly();
    expect(addresses()).toEqual(['gail@example.org', 'yes@example.org']);
    expect(bodies()).toEqual([off('10am'), off('10am')]);
    expect(await openMoves()).toEqual([]);
  });

  it('is called off as it is now for whoever answered since, and for everybody once they were told', async () => {
    await who('yes', 'yes');
    await moveTo(4, '14:30');
    const since = await world.person({ email: 'since@example.org' });
    await world.rows(`UPDATE person SET message_detail = 'everything' WHERE id = $1`, [since]);
    await plans.answer(world.scheme, walk, since, 'yes');
    await callOff();
    await world.work();
    const told = new Map(letterbox.messages.map(({ address, body }) => [address, body]));
    expect(told.get('yes@example.org')).toEqual(off('10am'));
    expect(told.get('since@example.org')).toEqual(off('2\\.30pm'));
  });

  it('once they were told of the move it is called off as it is now', async () => {
    await who('yes', 'yes');
    await moveTo(4, '14:30');
    await quietly();
    await callOff();
    await world.work();
    expect(bodies().at(-1)).toEqual(off('2\\.30pm'));
  });

  it('whoever calls it off is not told so', async () => {
    const kirsty = await who('kirsty', 'yes');
    await who('yes', 'yes');
    await callOff(kirsty);
    await world.work();
    expect(addresses()).toEqual(['yes@example.org']);
  });

  it('however the two fall together, what people are told fits together', async () => {
    await who('yes', 'yes');
    await moveTo(4, '14:30');
    await world.rows(`UPDATE session_move SET moved_at = moved_at - interval '6 minutes'`);
    const outboxId = await world.promise('tell-of-moves', 'together');
    await Promise.all([world.runner.run({ schemeId: world.scheme, outboxId }), callOff()]);
    await world.work();
    await world.work();
    const isMoveTold = bodies().some((body) => body.includes(' is now '));
    const offs = bodies().filter((body) => body.includes('called off'));
    expect(offs).toEqual([off(isMoveTold ? '2\\.30pm' : '10am')]);
    expect(bodies()).toHaveLength(isMoveTold ? 2 : 1);
  });
});
