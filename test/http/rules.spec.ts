import { dayInWords, typedDayOf } from '../../src/shared/day-words.js';
import { daysLater } from '../../src/shared/wall-clock.js';
import { Plans } from '../support/plans.js';
import { signInOnOwnDevice } from '../support/signed-in.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

let world: SignInWorld;
let plans: Plans;
let ann: Visitor;
let bob: Visitor;

beforeAll(async () => {
  world = await SignInWorld.open();
  plans = new Plans(world.book);
});
beforeEach(async () => {
  await world.startOver();
  ann = (await world.signedInAs('administrator', { name: 'Ann' })).visitor;
  bob = (await world.signedInAs('administrator', { name: 'Bob' })).visitor;
});

afterAll(() => world.close());

async function typed(fields: Readonly<Record<string, string>> = {}): Promise<Record<string, string>> {
  const { day, month, year } = typedDayOf(await plans.today(world.scheme));
  const from = { from_day: day, from_month: month, from_year: year };
  return { part: 'led', activity: '', galaxies: '3', ...from, why: 'A walk takes a whole day', ...fields };
}

async function asked(fields?: Readonly<Record<string, string>>): Promise<string> {
  const answer = await ann.send('/admin/rules/new', await typed(fields));
  expect(answer.statusCode).toBe(303);
  return String(answer.headers.location);
}

it('one administrator asks, sees what it changes, and another agrees', async () => {
  await plans.usualRates(world.scheme);
  const walk = await plans.activity(world.scheme);
  await plans.rate(world.scheme, { activityId: walk, part: 'led', galaxies: 4 });
  const page = await asked();
  const today = await plans.today(world.scheme);
  const seen = (await ann.get(page)).body;
  for (const words of [
    `From ${dayInWords(today, today)}, leading gives 3 galaxies`,
    'Until then it gives 2 galaxies.',
    'These have a rule of their own, and keep it: Hill walk.',
    'This will not change anything already recorded.',
    'gets 3 galaxies',
    `On ${dayInWords(daysLater(today, -1), today)} it is still 2 galaxies`,
    'Ask one of these: Bob',
  ])
    expect(seen).toContain(words);
  expect((await bob.send(page, {}, `${page}/agree`)).headers.location).toBe(page);
  expect((await bob.get(page)).body).toContain('Published');
  const { led } = await world.book.work.read(world.scheme, (view) =>
    plans.ratesQueries.inForce(view, world.scheme, { activityId: undefined, on: today }),
  );
  expect(led?.galaxies).toBe(3);
});

it('a rule is asked for once, agreed to once and taken back once, however often that is pressed', async () => {
  const [one, two] = await Promise.all([asked(), asked()]);
  expect([two, await asked()]).toEqual([one, one]);
  expect(await asked({ galaxies: '4' })).not.toBe(one);
  const done = () =>
    world.book.ownerSource.query<unknown[]>(`SELECT FROM audit_event WHERE action ~ '^rate'`);
  for (const again of ['once', 'twice']) {
    const { headers } = await bob.send(one, {}, `${one}/agree`);
    expect([again, headers.location]).toEqual([again, one]);
  }
  expect(await done()).toHaveLength(3);
  const other = await asked();
  for (const again of ['once', 'twice']) {
    const { headers } = await ann.send(other, {}, `${other}/withdraw`);
    expect([again, headers.location]).toEqual([again, '/admin/rules']);
  }
  expect(await done()).toHaveLength(5);
});

it('whoever asked cannot agree, and nothing of the attempt is left', async () => {
  const page = await asked();
  const before = await plans.rows();
  const answer = await ann.send(page, {}, `${page}/agree`);
  expect([answer.statusCode, answer.body]).toEqual([
    422,
    expect.stringContaining('A second person needs to agree to this. Choose who to ask'),
  ]);
  expect(await plans.rows()).toEqual(before);
});

it('two sign-ins of one person are still one person', async () => {
  const { person, visitor } = await world.signedInAs('administrator', { name: 'Cat', also: ['staff'] });
  const first = await visitor.send('/admin/rules/new', await typed());
  const again = world.visitor('192.0.2.99');
  again.cookies.set('galaxies', await signInOnOwnDevice(world, person));
  const page = String(first.headers.location);
  expect((await again.send(page, {}, `${page}/agree`)).statusCode).toBe(422);
  expect(
    (await world.book.ownerSource.query('SELECT FROM earning_rate WHERE published_at IS NOT NULL')).length,
  ).toBe(0);
});

it('what was asked for can be taken back', async () => {
  const page = await asked();
  expect((await bob.send(page, {}, `${page}/withdraw`)).headers.location).toBe('/admin/rules');
  expect((await bob.send(page, {}, `${page}/agree`)).statusCode).toBe(404);
  expect((await ann.get('/admin/rules')).body).not.toContain('Waiting for a second person');
});

it.each([
  [{ part: '' }, 'part', 'Choose what it is for'],
  [{ galaxies: '11' }, 'galaxies', 'Enter a number from 1 to 10'],
  [{ galaxies: '' }, 'galaxies', 'Enter a number from 1 to 10'],
  [{ from_day: '31', from_month: '2' }, 'from', 'Enter a date that exists, like 14 6 2026'],
  [{ from_year: '2008' }, 'from', 'Choose today or a later day'],
  [{ why: ' ' }, 'why', 'Say why, in a sentence that people can read'],
  [{ why: 'w'.repeat(203) }, 'why', 'Use 200 characters or fewer. You have 3 too many'],
  [{ activity: 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6' }, 'activity', 'Choose an activity from the list'],
])('%j is asked for again, with all that was typed', async (wrong, field, words) => {
  const before = await plans.rows();
  const answer = await ann.send('/admin/rules/new', await typed(wrong));
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain(`<a href="#${field}">${words}</a>`);
  expect(answer.body).toContain(field === 'why' ? 'value="3"' : 'value="A walk takes a whole day"');
  expect(await plans.rows()).toEqual(before);
});

it('nobody but an administrator sees or makes rules', async () => {
  for (const role of ['participant', 'leader', 'staff'] as const) {
    const { visitor } = await world.signedInAs(role);
    expect((await visitor.get('/admin/rules')).statusCode).toBe(403);
    expect((await visitor.get('/admin/rules/new')).statusCode).toBe(403);
  }
});
