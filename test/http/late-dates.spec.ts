import type { IsoDate } from '../../src/shared/calendar.js';
import { dayInWords } from '../../src/shared/day-words.js';
import type { ParticipantId, SessionId } from '../../src/shared/ids.js';
import { daysLater, momentOf } from '../../src/shared/wall-clock.js';
import { GalaxiesStage } from '../support/galaxies-stage.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

/**
 * A scheme so far from Greenwich that either half past eleven at night or half past midnight is on another day there. Dates at
 * both: to come in three days, over without a register for two, and with one for four. Every screen and every message that
 * names such a date is asked whether it says the day by the scheme's own clock, and neither the day before nor the day after.
 */
const TIMES = ['23:30', '00:30'] as const;

let world: SignInWorld;
let stage: GalaxiesStage;
let zone: string;
let today: IsoDate;
let visitors: Readonly<Record<'morag' | 'sam' | 'ailsa' | 'ann', Visitor>>;
let people: Readonly<Record<'morag' | 'gail' | 'sam' | 'ailsa', ParticipantId>>;
let places: ReadonlyMap<string, string>;

beforeAll(async () => {
  world = await SignInWorld.open();
  zone = await farFromGreenwich();
  stage = new GalaxiesStage(world.book, world.scheme);
  const { plans } = stage.helping;
  await plans.usualRates(world.scheme);
  today = await plans.today(world.scheme);
  const [morag, sam, ailsa, ann] = [
    await world.signedInAs('leader', { name: 'Morag' }),
    await world.signedInAs('participant', { name: 'Sam' }),
    await world.signedInAs('staff', { name: 'Ailsa' }),
    await world.signedInAs('administrator', { name: 'Ann' }),
  ];
  visitors = { morag: morag.visitor, sam: sam.visitor, ailsa: ailsa.visitor, ann: ann.visitor };
  const { person: gail } = await world.signedInAs('leader', { name: 'Gail' });
  people = { morag: morag.person, gail, sam: sam.person, ailsa: ailsa.person };
  places = new Map((await Promise.all(TIMES.map(datesAt))).flat());
});
afterAll(() => world.close());

/** Where it is midday now, or two in the afternoon when it is midday in Greenwich. */
async function farFromGreenwich(): Promise<string> {
  const [{ hour } = { hour: 0 }] = await world.book.ownerSource.query<{ hour: number }[]>(
    `SELECT extract(hour FROM clock_timestamp() AT TIME ZONE 'UTC')::int AS hour`,
  );
  const east = hour === 12 ? 2 : 12 - hour;
  const name = `Etc/GMT${east > 0 ? '-' : '+'}${String(Math.abs(east))}`;
  await world.book.ownerSource.query('UPDATE scheme SET time_zone = $1', [name]);
  return name;
}

/** A date so many days from today there, of forty-five minutes, with Sam on it. */
async function dateAt(days: number, time: string): Promise<SessionId> {
  const { plans } = stage.helping;
  const startsAt = momentOf({ date: daysLater(today, days), time }, zone);
  const id = await plans.session(world.scheme, {
    activityId: await stage.activity('Owl watch'),
    startsAt,
    endsAt: momentOf(
      time === '23:30'
        ? { date: daysLater(today, days + 1), time: '00:15' }
        : { date: daysLater(today, days), time: '01:15' },
      zone,
    ),
    meetPlace: 'The drop-in',
    leaders: [people.morag, people.gail],
  });
  if (days > 0) await plans.answer(world.scheme, id, people.sam, 'yes');
  return id;
}

async function datesAt(time: string): Promise<readonly (readonly [string, string])[]> {
  const [next, open, over] = [await dateAt(3, time), await dateAt(-2, time), await dateAt(-4, time)];
  await stage.register(over, people.ailsa, { came: [people.sam], led: [people.morag] });
  await world.book.ownerSource.query(
    `UPDATE session SET created_at = starts_at - interval '1 day' WHERE id = $1`,
    [open],
  );
  const [{ entry } = { entry: '' }] = await world.book.ownerSource.query<{ entry: string }[]>(
    'SELECT entry_id AS entry FROM register_version WHERE session_id = $1',
    [over],
  );
  return [
    ['next', next],
    ['open', open],
    ['over', over],
    ['entry', entry],
  ].map(([name = '', id = '']) => [`${time} ${name}`, id] as const);
}

/** What somebody reads: no mark, and nothing of the frame. */
async function read(by: keyof typeof visitors, path: string): Promise<string> {
  const { statusCode, body } = await visitors[by].get(path);
  expect([path, statusCode]).toEqual([path, 200]);
  return (/<main[\s\S]*<\/main>/.exec(body)?.[0] ?? body).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

/** How that day is written, and how the two beside it would be. */
function said(days: number) {
  const [before, day, after] = [days - 1, days, days + 1].map((n) => wordsOf(daysLater(today, n)));
  return { day: day ?? '', wrong: [before ?? '', after ?? ''] };
}

function wordsOf(day: IsoDate): string {
  return dayInWords(day, day);
}

function expectDay(text: string, { day, wrong }: ReturnType<typeof said>): void {
  expect([text.includes(day), wrong.filter((other) => text.includes(other))]).toEqual([true, []]);
}

const SCREENS: readonly (readonly [string, keyof typeof visitors, string, number])[] = [
  ['the leader’s list', 'morag', '/leader', 3],
  ['the register before the day', 'morag', '/leader/dates/:next/register', 3],
  ['the list to print', 'morag', '/leader/dates/:next/roster', 3],
  ['the page of a leader who cannot', 'morag', '/leader/dates/:next/cannot-lead', 3],
  ['what is on', 'sam', '/activities', 3],
  ['a date', 'sam', '/dates/:next', 3],
  ['the dates of staff', 'ailsa', '/staff/dates', 3],
  ['a date of staff', 'ailsa', '/staff/dates/:next', 3],
  ['calling it off', 'ailsa', '/staff/dates/:next/off', 3],
  ['the leader’s list of registers to send', 'morag', '/leader', -2],
  ['a register that is open', 'morag', '/leader/dates/:open/register', -2],
  ['the registers of staff', 'ailsa', '/staff/registers', -2],
  ['the receipt', 'ailsa', '/leader/dates/:over/register/saved', -4],
  ['a changed register', 'ailsa', '/leader/dates/:over/register', -4],
  ['saying thanks', 'morag', '/leader/dates/:over/thanks', -4],
  ['what somebody has', 'sam', '/me', -4],
  ['their history', 'sam', '/me/history', -4],
  ['the reason of a line', 'sam', '/me/entries/:entry', -4],
  ['somebody’s galaxies for staff', 'ailsa', '/staff/people/:sam/galaxies', -4],
  ['their line for staff', 'ailsa', '/staff/people/:sam/galaxies/:entry', -4],
  ['putting it right', 'ailsa', '/staff/people/:sam/galaxies/:entry/put-right', -4],
  ['their account', 'ann', '/admin/accounts/:sam', -4],
  ['the copy of one’s own record', 'sam', '/account/copy', -4],
];

describe.each(TIMES)('a date at %s', (time) => {
  const at = (path: string) =>
    path
      .replace(':sam', people.sam)
      .replace(/:(next|open|over|entry)/, (_, name: string) => places.get(`${time} ${name}`) ?? '');

  it.each(SCREENS)('is on its own day on %s', async (_, by, path, days) => {
    expectDay(await read(by, at(path)), said(days));
  });

  it('is on its own day for programs', async () => {
    const session = await visitors.ailsa.get(at('/api/v1/sessions/:next'));
    expect(session.json()).toMatchObject({ occursOn: daysLater(today, 3) });
    const account = await visitors.sam.get(at('/api/v1/accounts/:sam'));
    const { entries } = account.json<{ entries: { entryId: string; occurredOn: string }[] }>();
    expect(entries.find(({ entryId }) => entryId === at(':entry'))?.occurredOn).toBe(daysLater(today, -4));
  });
});
