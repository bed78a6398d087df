import type { PlaceAnswer } from '../../../src/activities/index.js';
import { fitsOneText } from '../../../src/messages/index.js';
import type { JoiningDetails } from '../../../src/participants/index.js';
import type { ParticipantId, SessionId } from '../../../src/shared/ids.js';
import { atOnce, times } from '../../support/at-once.js';
import { Letterbox, MessagesWorld } from '../../support/messages-world.js';
import { Plans } from '../../support/plans.js';

let letterbox: Letterbox;
let world: MessagesWorld;
let plans: Plans;
let walk: SessionId;

beforeEach(async () => {
  letterbox = new Letterbox();
  world = await MessagesWorld.open(12, letterbox);
  plans = new Plans(world.book);
  walk = await plans.session(world.scheme, { startsAt: await plans.at(world.scheme, 2) });
});

afterEach(() => world.close());

const bodies = () => letterbox.messages.map(({ body }) => body);
const addresses = () => letterbox.messages.map(({ address }) => address).toSorted();

let telephone = 0;

/** Somebody who answered yesterday. */
async function who(
  answer: PlaceAnswer,
  details: JoiningDetails = {},
  session = walk,
): Promise<ParticipantId> {
  const phone = `07700 900 ${String(++telephone % 1000).padStart(3, '0')}`;
  const person = await world.person('email' in details ? details : { phone, ...details });
  await plans.answer(world.scheme, session, person, answer);
  await world.rows(`UPDATE place SET answered_at = answered_at - interval '1 day' WHERE person_id = $1`, [
    person,
  ]);
  return person;
}

async function detail(person: ParticipantId, level: string): Promise<void> {
  await world.rows('UPDATE person SET message_detail = $2 WHERE id = $1', [person, level]);
}

/** The day it is for the scheme, for which the calendar opens the job. */
async function today(): Promise<string> {
  return plans.today(world.scheme);
}

it('whoever said yes or maybe is reminded two days before, once, and nobody else', async () => {
  await who('yes', { email: 'yes@example.org' });
  await who('maybe', { email: 'maybe@example.org' });
  await who('not-this-time', { email: 'no@example.org' });
  const tomorrow = await plans.session(world.scheme, { startsAt: await plans.at(world.scheme, 1, '14:00') });
  const later = await plans.session(world.scheme, { startsAt: await plans.at(world.scheme, 4) });
  await who('yes', { email: 'later@example.org' }, later);
  await world.day();
  const reminded = addresses();
  await world.day();
  expect([reminded, addresses()]).toEqual([
    ['maybe@example.org', 'yes@example.org'],
    ['maybe@example.org', 'yes@example.org'],
  ]);
  expect(tomorrow).toBeDefined();
});

it('a reminder leads with the way out: the link says not this time, for this person and this date', async () => {
  const jo = await who('yes');
  await world.day();
  const [body = ''] = bodies();
  expect(body).toContain('If it does not suit, that is OK: https://orb.example/n/');
  const [, secret = ''] = /\/n\/([A-Za-z0-9_-]{22})/.exec(body) ?? [];
  const links = world.placeLinks;
  expect(await world.book.work.write(world.scheme, (tx) => links.use(tx, world.scheme, secret))).toBe(true);
  expect(await answerOf(jo)).toEqual(['not-this-time']);
});

it.each(['just-a-message', 'day-and-time', 'everything'])(
  'it is one text of 160 letters of every phone, and says as much as they chose: %s',
  async (level) => {
    const name = 'A slow walk in the hills behind the old harbour, to look at “ships” and gulls';
    const activityId = await plans.activity(world.scheme, { name });
    const session = await plans.session(world.scheme, {
      activityId,
      startsAt: await plans.at(world.scheme, 2),
    });
    await detail(await who('yes', {}, session), level);
    await world.day();
    expect([bodies().length, fitsOneText(bodies()[0] ?? '')]).toEqual([1, true]);
    expect(bodies()[0]?.includes('slow walk')).toBe(level === 'everything');
    expect(bodies()[0]?.includes('/n/')).toBe(level !== 'just-a-message');
  },
);

it('a letter waits for staff, and whoever wants nothing or is on a break gets nothing', async () => {
  await who('yes', { contact: 'letter' });
  await who('yes', { contact: 'none' });
  const away = await who('yes');
  await world.rows(`UPDATE person SET taking_part = 'taking-a-break' WHERE id = $1`, [away]);
  await world.day();
  expect([bodies(), (await world.states()).toSorted()]).toEqual([
    [],
    ['letter queued', 'none stopped no-way', 'text stopped break'],
  ]);
});

it('nobody is reminded of more than three dates in seven days', async () => {
  const jo = await who('yes');
  for (const time of ['11:00', '12:00', '13:00']) {
    const other = await plans.session(world.scheme, { startsAt: await plans.at(world.scheme, 2, time) });
    await plans.answer(world.scheme, other, jo, 'yes');
  }
  await world.rows(`UPDATE place SET answered_at = answered_at - interval '1 day'`);
  await world.day();
  expect([bodies().length, (await world.states()).filter((state) => state.includes('week-full'))]).toEqual([
    3,
    ['text stopped week-full'],
  ]);
});

it('nobody is reminded of a date that is off, nor of what they have answered since this morning', async () => {
  await who('yes');
  await world.rows('UPDATE place SET answered_at = clock_timestamp()');
  const off = await plans.session(world.scheme, { startsAt: await plans.at(world.scheme, 2) });
  const morag = await who('yes', {}, off);
  await world.book.work.write(world.scheme, (tx) =>
    plans.sessions.callOff(tx, { schemeId: world.scheme, personId: morag }, off, 'The bus is not running.'),
  );
  await world.day();
  expect([bodies(), await world.rows('SELECT FROM place_link')]).toEqual([[], []]);
});

it('a worker that was away for a day makes up for it, and reminds nobody twice', async () => {
  const soon = await plans.session(world.scheme, { startsAt: await plans.at(world.scheme, 1, '14:00') });
  await who('yes', { email: 'soon@example.org' }, soon);
  await world.rows(`UPDATE place SET answered_at = answered_at - interval '2 days'`);
  await world.day();
  const reminded = addresses();
  await world.promise('remind-of-dates', await today());
  await world.day();
  expect([reminded, addresses()]).toEqual([['soon@example.org'], ['soon@example.org']]);
});

it('two promises of the same day that many workers do at once remind each person once', async () => {
  for (let n = 0; n < 6; n++) await who('yes');
  const period = await today();
  const ids = [
    await world.promise('remind-of-dates', period),
    await world.promise('remind-of-dates', period),
  ];
  const runs = ids.flatMap((outboxId) =>
    times(3, () => world.runner.run({ schemeId: world.scheme, outboxId })),
  );
  const { refused } = await atOnce(runs);
  await world.work();
  await world.work();
  expect([refused, bodies().length, new Set(addresses()).size]).toEqual([{}, 6, 6]);
});

it('a worker that is cut off in the middle leaves nothing, and the next one tells each person once', async () => {
  for (let n = 0; n < 3; n++) await who('yes');
  const outboxId = await world.promise('remind-of-dates', await today());
  const dying = world.runnerWith({
    'remind-of-dates': async (job) => {
      const effect = await world.handlers['remind-of-dates'](job);
      return async (tx) => {
        await effect(tx);
        throw new Error('The power went.');
      };
    },
  });
  await expect(dying.run({ schemeId: world.scheme, outboxId })).rejects.toThrow();
  expect([await world.states(), await world.rows('SELECT FROM place_link')]).toEqual([[], []]);
  await world.work();
  await world.work();
  expect(new Set(addresses()).size).toBe(3);
});

async function answerOf(person: ParticipantId): Promise<readonly string[]> {
  const rows = await world.rows<{ answer: string }>('SELECT answer FROM place WHERE person_id = $1', [
    person,
  ]);
  return rows.map(({ answer }) => answer);
}
