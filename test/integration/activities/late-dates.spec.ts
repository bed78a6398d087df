import { Planning } from '../../../src/activities/planning.service.js';
import { Audit } from '../../../src/audit/index.js';
import type { IsoDate } from '../../../src/shared/calendar.js';
import { dayInWords } from '../../../src/shared/day-words.js';
import { type ActorId, parseId, type ParticipantId, type SessionId } from '../../../src/shared/ids.js';
import { daysLater, momentOf, type WallClock } from '../../../src/shared/wall-clock.js';
import { Letterbox, MessagesWorld } from '../../support/messages-world.js';
import { Plans } from '../../support/plans.js';

/*
 * A scheme so far from Greenwich that a date at half past eleven at night, or at half past midnight, is on another day there.
 * What people are told names the day by the scheme's own clock.
 */
let world: MessagesWorld;
let plans: Plans;
let planning: Planning;
let zone: string;
let today: IsoDate;
let staff: ParticipantId;
let gail: ParticipantId;
let iain: ParticipantId;

beforeAll(async () => {
  world = await MessagesWorld.open(12, new Letterbox());
  if ((await world.now()).getUTCHours() === 12) await world.setClock(14);
  [{ zone = '' } = {}] = await world.rows<{ zone?: string }>('SELECT time_zone AS zone FROM scheme');
  plans = new Plans(world.book);
  planning = new Planning(new Audit(world.book.work), plans.activities, plans.sessions, world.telling);
  today = await plans.today(world.scheme);
  [staff, gail, iain] = [await world.person({}), await world.person({}), await world.person({})];
});
afterAll(() => world.close());

const at = (days: number, time: string) => momentOf({ date: daysLater(today, days), time }, zone);
const wordsOf = (days: number) => dayInWords(daysLater(today, days), daysLater(today, days));

/** Forty-five minutes, with somebody on it since yesterday. */
async function dateAt(days: number, time: string): Promise<SessionId> {
  const id = await plans.session(world.scheme, {
    ...{ startsAt: at(days, time), endsAt: endOf(days, time), leaders: [gail, iain] },
  });
  const sam = await world.person({});
  if (days > 0) await plans.answer(world.scheme, id, sam, 'yes');
  await world.rows(`UPDATE place SET answered_at = answered_at - interval '1 day' WHERE session_id = $1`, [
    id,
  ]);
  return id;
}

function endOf(days: number, time: string) {
  const end: WallClock =
    time === '23:30'
      ? { date: daysLater(today, days + 1), time: '00:15' }
      : { date: daysLater(today, days), time: '01:15' };
  return momentOf(end, zone);
}

async function change(id: SessionId, days: number, time: string, leaders = [gail, iain]): Promise<void> {
  await world.book.work.write(world.scheme, async (tx) => {
    const { activityId, meetPlace, places } = await plans.sessionsQueries.one(tx, world.scheme, id);
    const moved = { startsAt: at(days, time), endsAt: endOf(days, time), leaders };
    await planning.changeSession(tx, planner(), id, { activityId, meetPlace, places, ...moved });
  });
}

function planner() {
  return { schemeId: world.scheme, personId: staff, actorId: parseId<ActorId>(staff), roles: ['staff'] };
}

/** The days that messages of that kind about that date name, and the days before a change. */
async function told(kind: string, id: SessionId): Promise<readonly (string | null)[]> {
  const rows = await world.rows<{ day: string; was: string | null }>(
    `SELECT DISTINCT parts->>'day' AS day, parts->>'wasDay' AS was FROM message
     WHERE kind = $1 AND (key LIKE $2 || '%' OR kind = 'leads-now')`,
    [kind, id],
  );
  return rows.flatMap(({ day, was }) => [day, was]);
}

describe.each([
  ['23:30', '00:30'],
  ['00:30', '23:30'],
] as const)('a date at %s that moves to %s', (time, other) => {
  let date: SessionId;

  beforeAll(async () => {
    date = await dateAt(3, time);
  });

  it('is reminded of two days before the day that it is there', async () => {
    await world.promise('remind-of-dates', today);
    await world.work();
    expect(await told('date-reminder', date)).toEqual([]);
    await world.promise('remind-of-dates', daysLater(today, 1));
    await world.work();
    expect(await told('date-reminder', date)).toEqual([wordsOf(3), null]);
  });

  it('is told with the day that it was and the day that it is', async () => {
    await change(date, 5, other);
    await world.rows(`UPDATE session_move SET moved_at = moved_at - interval '6 minutes'`);
    await world.promise('tell-of-moves', `${time}/told`);
    await world.work();
    expect(await told('date-changed', date)).toEqual([wordsOf(5), wordsOf(3)]);
  });

  it('is called off by the day that people know, moved again or not', async () => {
    await change(date, 6, time);
    await world.book.work.write(world.scheme, (tx) => planning.callOff(tx, planner(), date, 'No bus.'));
    expect(await told('date-called-off', date)).toEqual([wordsOf(5), null]);
  });

  it('is named by its own day to a leader who comes first', async () => {
    await world.rows(`DELETE FROM message WHERE kind = 'leads-now'`);
    const led = await dateAt(4, time);
    await change(led, 4, time, [iain]);
    expect(await told('leads-now', led)).toEqual([wordsOf(4), null]);
  });

  it('is asked for by its own day when its register is not in', async () => {
    const open = await dateAt(-2, time);
    await world.rows(`UPDATE session SET created_at = starts_at - interval '1 day' WHERE id = $1`, [open]);
    await world.promise('ask-for-registers', `${time}/open`);
    await world.work();
    expect(await told('register-wanted', open)).toEqual([wordsOf(-2), null]);
  });
});
