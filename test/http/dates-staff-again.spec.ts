import type { ParticipantId, SessionId } from '../../src/shared/ids.js';
import { Plans } from '../support/plans.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { typedDate as formOf } from '../support/typed-date.js';
import type { Visitor } from '../support/visitor.js';

let world: SignInWorld;
let plans: Plans;
let staff: Visitor;
let other: Visitor;
let leader: ParticipantId;

beforeAll(async () => {
  world = await SignInWorld.open({ SCHEME: 'orbit' });
  plans = new Plans(world.book);
  staff = (await world.signedInAs('staff', { name: 'Ailsa' })).visitor;
  other = (await world.signedInAs('staff', { name: 'Iain' })).visitor;
  leader = (await world.signedInAs('leader', { name: 'Morag' })).person;
});

afterAll(() => world.close());

/** What a page holds unseen. */
async function unseen(page: string, name: string, visitor = staff): Promise<string> {
  const { body } = await visitor.get(page);
  return new RegExp(`name="${name}" value="([^"]+)"`).exec(body)?.[1] ?? '';
}

const typedDate = (fields: Readonly<Record<string, string>> = {}) =>
  formOf(plans, world.scheme, leader, fields);

it('a form for dates that is sent twice, at once or later, makes its dates once', async () => {
  await typedDate();
  const key = await unseen('/staff/dates/new', 'key');
  const typed = await typedDate({ repeat: 'weekly', times: '3', key });
  const before = await sessions();
  const send = async () => (await staff.send('/staff/dates/new', typed)).headers.location;
  const both = await Promise.all([send(), send()]);
  expect(new Set([...both, await send()]).size).toBe(1);
  expect(await sessions()).toBe(before + 3);
});

it('a form that is changed and sent again makes the other date, too', async () => {
  const typed = await typedDate({ key: await unseen('/staff/dates/new', 'key') });
  const first = await staff.send('/staff/dates/new', typed);
  const second = await staff.send('/staff/dates/new', { ...typed, starts: '9am' });
  expect([first.statusCode, second.statusCode]).toEqual([303, 303]);
  expect(second.headers.location).not.toBe(first.headers.location);
});

it('a form for an activity that is sent twice makes one activity', async () => {
  const key = await unseen('/staff/activities/new', 'key');
  const typed = { name: 'Walking football', kind: 'group', key };
  const send = () => staff.send('/staff/activities/new', typed);
  const answers = await Promise.all([send(), send()]);
  expect([...answers, await send()].map(({ statusCode }) => statusCode)).toEqual([303, 303, 303]);
  const rows = await world.book.ownerSource.query(`SELECT FROM activity WHERE name = 'Walking football'`);
  expect(rows).toHaveLength(1);
});

it('nobody is left out unseen of those who lead a date that is changed', async () => {
  const others = [await lead('Iain'), await lead('Kirsty'), await lead('Fergus')];
  const [second = leader] = others;
  const session = await plans.session(world.scheme, { leaders: [leader, ...others] });
  const edit = `/staff/dates/${session}/edit`;
  expect((await staff.get(edit)).body).toContain('Kirsty and Fergus lead it too. That stays as it is.');
  const typed = await typedDate({ second, meet_place: 'The gate', seen: await unseen(edit, 'seen') });
  expect((await staff.send(edit, typed)).statusCode).toBe(303);
  expect(await leadersOf(session)).toEqual([leader, ...others]);
});

it('a date keeps a second leader who is no longer on the list', async () => {
  const second = await lead('Iain');
  const session = await plans.session(world.scheme, { leaders: [leader, second] });
  await world.book.ownerSource.query(`UPDATE person SET taking_part = 'left' WHERE id = $1`, [second]);
  const { body } = await staff.get(`/staff/dates/${session}/edit`);
  expect(body).toContain(`<option value="${second}" selected>`);
  const sent = await staff.send(`/staff/dates/${session}/edit`, await typedDate({ second }));
  expect(sent.statusCode).toBe(303);
  expect(await leadersOf(session)).toEqual([leader, second]);
});

it('a date is not made without the leader who was chosen', async () => {
  const gone = (await world.signedInAs('participant')).person;
  const typed = await typedDate({ leader: gone });
  const before = await plans.rows();
  const answer = await staff.send('/staff/dates/new', typed);
  expect(answer.body).toContain('<a href="#leader">Choose who leads</a>');
  const second = await staff.send('/staff/dates/new', { ...typed, leader, second: gone });
  expect(second.body).toContain('<a href="#second">Choose somebody from the list</a>');
  expect(await plans.rows()).toEqual(before);
});

it('what somebody else changed of a date is not turned back by a form that was opened before', async () => {
  const activityId = await plans.activity(world.scheme, { name: 'Garden group', kind: 'group' });
  const session = await plans.session(world.scheme, { activityId, leaders: [leader] });
  const edit = `/staff/dates/${session}/edit`;
  const [mine, theirs] = [await unseen(edit, 'seen'), await unseen(edit, 'seen', other)];
  const moved = await typedDate({ starts: '1pm', ends: '3pm', meet_place: 'The bus station', seen: theirs });
  for (const again of ['once', 'twice'])
    expect([again, (await other.send(edit, moved)).statusCode]).toEqual([again, 303]);
  const typed = await typedDate({ meet_place: 'The old gate', seen: mine });
  const refused = await staff.send(edit, typed);
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toMatch(
    /This has changed since you opened it\. It is now .*1pm to 3pm, .*Meet: The bus station\. Leading: Morag\./,
  );
  expect(refused.body).toContain('value="The old gate"');
  expect(await placeOf(session)).toBe('The bus station');
  const seen = /name="seen" value="([^"]+)"/.exec(refused.body)?.[1] ?? '';
  expect((await staff.send(edit, { ...typed, seen })).statusCode).toBe(303);
  expect(await placeOf(session)).toBe('The old gate');
});

it('every date can be come to, however many there are before it', async () => {
  const activityId = await plans.activity(world.scheme, { name: 'Art group', kind: 'group' });
  const ids: string[] = [];
  for (const days of Array.from({ length: 65 }, (_, index) => index + 2))
    ids.push(
      await plans.session(world.scheme, { activityId, startsAt: await plans.at(world.scheme, -days) }),
      await plans.session(world.scheme, { activityId, startsAt: await plans.at(world.scheme, days) }),
    );
  const seen = new Set([...(await walked('/staff/dates')), ...(await walked('/staff/dates?when=past'))]);
  expect(ids.filter((id) => !seen.has(id))).toEqual([]);
  expect((await staff.get('/staff/dates?after=WyJub25lIiwieCJd')).statusCode).toBe(422);
});

it('a date that was called off leads to its register from the day on, for people may have come', async () => {
  const off = async (days: number) => {
    const session = await plans.session(world.scheme, {
      startsAt: await plans.at(world.scheme, days, '23:00'),
    });
    await staff.send(`/staff/dates/${session}/off`, { reason: 'The bus is not running.' });
    return (await staff.get(`/staff/dates/${session}`)).body.includes(`/leader/dates/${session}/register`);
  };
  expect([await off(0), await off(2)]).toEqual([true, false]);
});

/** The dates of a list and of all that it leads on to, each once. */
async function walked(first: string): Promise<readonly string[]> {
  const found: string[] = [];
  let page: string | undefined = first;
  for (let count = 0; page !== undefined && count < 9; count++) {
    const { body } = await staff.get(page);
    found.push(...[...body.matchAll(/href="\/staff\/dates\/([0-9a-f-]{36})"/g)].map(([, id]) => id ?? ''));
    page = /href="([^"]+)">(?:Later|Earlier) dates/.exec(body)?.[1]?.replaceAll('&amp;', '&');
  }
  expect(new Set(found).size).toBe(found.length);
  return found;
}

async function lead(name: string): Promise<ParticipantId> {
  return (await world.signedInAs('leader', { name })).person;
}

async function sessions(): Promise<number> {
  const rows: unknown[] = await world.book.ownerSource.query('SELECT FROM session');
  return rows.length;
}

async function leadersOf(session: SessionId): Promise<readonly string[]> {
  const rows: { person_id: string }[] = await world.book.ownerSource.query(
    'SELECT person_id FROM session_leader WHERE session_id = $1 ORDER BY position',
    [session],
  );
  return rows.map(({ person_id }) => person_id);
}

async function placeOf(session: SessionId): Promise<string | undefined> {
  const [row]: { meet_place: string }[] = await world.book.ownerSource.query(
    'SELECT meet_place FROM session WHERE id = $1',
    [session],
  );
  return row?.meet_place;
}
