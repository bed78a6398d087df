import type { ParticipantId, SessionId } from '../../src/shared/ids.js';
import { Plans } from '../support/plans.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { typedDate as formOf } from '../support/typed-date.js';
import type { Visitor } from '../support/visitor.js';

let world: SignInWorld;
let plans: Plans;
let staff: Visitor;
let leader: ParticipantId;

beforeAll(async () => {
  world = await SignInWorld.open({ SCHEME: 'orbit' });
  plans = new Plans(world.book);
  staff = (await world.signedInAs('staff', { name: 'Ailsa' })).visitor;
  leader = (await world.signedInAs('leader', { name: 'Morag' })).person;
});

afterAll(() => world.close());

const typedDate = (fields: Readonly<Record<string, string>> = {}) =>
  formOf(plans, world.scheme, leader, fields);

it('staff make an activity, and change it', async () => {
  const typed = {
    name: 'Art group',
    kind: 'group',
    usual_place: 'Studio',
    places: '8',
    easy: 'yes',
    money: '£2',
  };
  const made = await staff.send('/staff/activities/new', typed);
  expect([made.statusCode, made.headers.location]).toEqual([303, '/staff/activities']);
  const [row]: { id: string }[] = await world.book.ownerSource.query(
    `SELECT id FROM activity WHERE name = 'Art group' AND places = 8 AND easy_to_reach AND cost = '£2'`,
  );
  const page = `/staff/activities/${row?.id ?? ''}`;
  expect((await staff.get(page)).body).toContain('value="Studio"');
  await staff.send(page, { ...typed, usual_place: 'Studio, first floor' });
  expect((await staff.get(page)).body).toContain('value="Studio, first floor"');
});

it.each([
  [{ name: '' }, 'name', 'Give the activity a name'],
  [{ kind: '' }, 'kind', 'Choose what kind it is'],
  [{ places: 'many' }, 'places', 'Give a whole number of places, from 2 to 200'],
  [{ bring: 'b'.repeat(125) }, 'bring', 'Use 120 characters or fewer. You have 5 too many'],
])('an activity with %j is asked for again, and nothing is left behind', async (wrong, field, words) => {
  const before = await plans.rows();
  const typed = { name: 'Art group', kind: 'group', feels_like: 'Calm', ...wrong };
  const answer = await staff.send('/staff/activities/new', typed);
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain(`<a href="#${field}">${words}</a>`);
  expect(answer.body).toContain('value="Calm"');
  expect(await plans.rows()).toEqual(before);
});

it('staff make a date that repeats, and every one is at the same time of day', async () => {
  const answer = await staff.send('/staff/dates/new', await typedDate({ repeat: 'weekly', times: '5' }));
  expect(answer.statusCode).toBe(303);
  const first = String(answer.headers.location).split('/').at(-1);
  const rows: { starts: string; ends: string }[] = await world.book.ownerSource.query(
    `SELECT to_char(starts_at AT TIME ZONE 'Europe/London', 'HH24:MI') AS starts,
       to_char(ends_at AT TIME ZONE 'Europe/London', 'HH24:MI') AS ends
     FROM session WHERE series_id = (SELECT series_id FROM session WHERE id = $1)`,
    [first],
  );
  expect(rows).toEqual(Array.from({ length: 5 }, () => ({ starts: '10:00', ends: '14:30' })));
});

it('a date that ends before it starts ends on the next day', async () => {
  const answer = await staff.send('/staff/dates/new', await typedDate({ starts: '11.30pm', ends: '1am' }));
  const id = String(answer.headers.location).split('/').at(-1);
  const [row] = await world.book.ownerSource.query<{ hours: number }[]>(
    'SELECT extract(epoch FROM ends_at - starts_at)::int / 3600.0 AS hours FROM session WHERE id = $1',
    [id],
  );
  expect(Number(row?.hours)).toBe(1.5);
});

it.each([
  [{ date_month: '13' }, 'date', 'Enter a date that exists, like 14 6 2026'],
  [{ starts: 'soon' }, 'starts', 'Enter a time, like 2.30pm'],
  [{ leader: '' }, 'leader', 'Choose who leads'],
  [{ places: '14' }, 'places_reason', 'Say why there are more than 12 places'],
  [{ repeat: 'weekly' }, 'times', 'Enter how many dates, from 2 to 60'],
])('a date with %j is asked for again, and nothing is left behind', async (wrong, field, words) => {
  const typed = await typedDate({ meet_place: 'The old gate', ...wrong });
  const before = await plans.rows();
  const answer = await staff.send('/staff/dates/new', typed);
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain(`<a href="#${field}">${words}</a>`);
  expect(answer.body).toContain('value="The old gate"');
  expect(await plans.rows()).toEqual(before);
});

it('an outing needs a second leader when it is planned', async () => {
  const activity = await plans.activity(world.scheme);
  const answer = await staff.send('/staff/dates/new', await typedDate({ activity }));
  expect(answer.body).toContain('<a href="#second">Choose a second leader for an outing</a>');
});

it('a date is changed, and shows what people said', async () => {
  const session = await plans.session(world.scheme, {
    leaders: [leader, (await world.signedInAs('leader')).person],
  });
  const jo = await world.person({ likedName: 'Jo' });
  await plans.answer(world.scheme, session, jo, 'yes');
  const page = `/staff/dates/${session}`;
  const form = await staff.get(`${page}/edit`);
  expect(form.body).toContain('value="10am"');
  const typed = await typedDate({ meet_place: 'The bus station' });
  expect((await staff.send(`${page}/edit`, { ...typed, second: '' })).statusCode).toBe(422);
  const others = (await world.signedInAs('leader', { name: 'Iain' })).person;
  expect((await staff.send(`${page}/edit`, { ...typed, second: others })).headers.location).toBe(page);
  const { body } = await staff.get(page);
  for (const words of ['The bus station', 'Morag and Iain', '1 yes', 'Jo']) expect(body).toContain(words);
});

describe('a date that is called off', () => {
  let session: SessionId;
  let people: ParticipantId[];

  beforeAll(async () => {
    session = await plans.session(world.scheme, { places: 3 });
    people = [];
    for (const answer of ['yes', 'maybe', 'not-this-time', 'yes'] as const) {
      const person = await world.person({ likedName: 'Jo', phone: `07700 900 1${String(people.length)}0` });
      people.push(person);
      await plans.answer(world.scheme, session, person, answer);
    }
  });

  const told = (): Promise<{ person_id: string; parts: { why?: string } }[]> =>
    world.book.ownerSource.query(
      `SELECT person_id, parts FROM message WHERE kind = 'date-called-off' AND key = $1 ORDER BY person_id`,
      [session],
    );

  it('needs a reason, and nobody is told without one', async () => {
    const answer = await staff.send(`/staff/dates/${session}/off`, { reason: ' ' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(
      '<a href="#reason">Say why it is off. Everyone who said yes or maybe will read it</a>',
    );
    expect(await told()).toEqual([]);
  });

  it('tells everybody who said yes or maybe, once, with the reason, and loses nothing', async () => {
    const before = (await plans.rows())['place'];
    const off = `/staff/dates/${session}/off`;
    expect((await staff.send(off, { reason: 'The bus is not running.' })).statusCode).toBe(303);
    expect((await staff.send(off, { reason: 'Once more' })).statusCode).toBe(422);
    const [jo, al, , mo] = people;
    expect((await told()).map(({ person_id, parts }) => [person_id, parts.why])).toEqual(
      [jo, al, mo].toSorted().map((person) => [person, 'The bus is not running.']),
    );
    expect((await plans.rows())['place']).toEqual(before);
    expect((await staff.get(`/staff/dates/${session}`)).body).toContain('Called off');
  });

  it('is off for the pages of staff, and cannot be changed', async () => {
    const answer = await staff.send(`/staff/dates/${session}/edit`, {
      ...(await typedDate()),
      second: (await world.signedInAs('leader')).person,
    });
    expect([answer.statusCode, answer.body]).toEqual([
      422,
      expect.stringContaining('This date has been called off'),
    ]);
  });
});

it('a date of another scheme and one that is not there answer alike', async () => {
  const far = await plans.session(await world.book.scheme());
  for (const page of ['', '/edit', '/off'])
    expect((await staff.get(`/staff/dates/${far}${page}`)).statusCode).toBe(404);
});

it('nobody but staff plans', async () => {
  for (const role of ['participant', 'leader'] as const) {
    const { visitor } = await world.signedInAs(role);
    for (const page of ['activities', 'activities/new', 'dates', 'dates/new'])
      expect((await visitor.get(`/staff/${page}`)).statusCode).toBe(403);
  }
});
