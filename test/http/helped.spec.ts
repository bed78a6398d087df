import type { ParticipantId } from '../../src/shared/ids.js';
import { GalaxiesStage } from '../support/galaxies-stage.js';
import { signInHelper } from '../support/signed-in.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

let world: SignInWorld;
let stage: GalaxiesStage;
let sam: ParticipantId;
let visitor: Visitor;
let ailsa: Visitor;
let ailsaId: ParticipantId;

beforeAll(async () => {
  world = await SignInWorld.open();
  stage = new GalaxiesStage(world.book, world.scheme);
  await stage.helping.plans.usualRates(world.scheme);
});
afterAll(() => world.close());

beforeEach(async () => {
  ({ person: sam, visitor } = await world.signedInAs('participant', { name: 'Sam' }));
  ({ person: ailsaId, visitor: ailsa } = await world.signedInAs('staff', { name: 'Ailsa' }));
});

const NEW = '/me/helped/new';

it('somebody who takes no part is led to the page that says so, before they have answered anything', async () => {
  const { person, cookie } = await signInHelper(world, 'leader');
  const helper = world.visitor();
  helper.cookies.set('galaxies', cookie);
  expect((await helper.get(NEW)).headers.location).toBe('/me');
  const forThem = `/staff/people/${person}/for/phone/me`;
  expect((await ailsa.get(`${forThem}/helped/new`)).headers.location).toBe(forThem);
});

async function answerAll(): Promise<void> {
  await visitor.send(NEW, { choice: 'other', own: ' Mended  the <b>door</b> ' });
  await visitor.send(`${NEW}/when`, {
    when: 'yesterday',
    length: 'longer',
    day_day: '',
    day_month: '',
    day_year: '',
  });
  await visitor.send(`${NEW}/who`, { who: 'Morag' });
}

async function mine(): Promise<readonly Record<string, unknown>[]> {
  return world.book.ownerSource.query(
    'SELECT id, what, length, who_knows, state, decision_reason FROM contribution WHERE person_id = $1 ORDER BY asked_at',
    [sam],
  );
}

it('somebody says what they did, a question to a page, and it waits for staff', async () => {
  await answerAll();
  const check = (await visitor.get(`${NEW}/check`)).body;
  for (const words of ['Mended the &lt;b&gt;door&lt;/b&gt;', 'Longer than 2 hours', 'Morag'])
    expect(check).toContain(words);
  const { statusCode, headers } = await visitor.send(`${NEW}/check`, {});
  expect([statusCode, headers.location]).toEqual([303, '/me/helped/sent']);
  expect(await mine()).toMatchObject([
    { what: 'Mended the <b>door</b>', length: 'longer', who_knows: 'Morag', state: 'pending' },
  ]);
  expect((await visitor.get('/me')).body).toContain('1 more to check: Mended the &lt;b&gt;door&lt;/b&gt;');
});

it('sent twice at the same moment it is one', async () => {
  await answerAll();
  const token = /name="_csrf" value="([^"]*)"/.exec((await visitor.get(`${NEW}/check`)).body)?.[1] ?? '';
  const answers = await Promise.all([1, 2, 3].map(() => visitor.post(`${NEW}/check`, { _csrf: token })));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303]);
  expect(await mine()).toHaveLength(1);
});

it('what was answered is there again when they come back, and nothing is sent before it is whole', async () => {
  await visitor.send(NEW, { choice: 'other', own: 'Mended the door' });
  expect((await visitor.get(NEW)).body).toContain('value="Mended the door"');
  expect((await visitor.get(`${NEW}/check`)).headers.location).toBe(`${NEW}/when`);
  await visitor.send(`${NEW}/when`, {
    when: 'another',
    length: 'longer',
    day_day: '3',
    day_month: '1',
    day_year: '2026',
  });
  const when = (await visitor.get(`${NEW}/when`)).body;
  for (const typed of [
    'value="3"',
    'value="1"',
    'value="2026"',
    'value="another" checked',
    'value="longer" checked',
  ])
    expect(when).toContain(typed);
  expect(await mine()).toEqual([]);
});

it.each<[string, string, Record<string, string>, readonly [string, string]]>([
  ['nothing chosen', '', { choice: '', own: '' }, ['choice', 'Choose what you did']],
  ['something else, unsaid', '', { choice: 'other', own: ' ' }, ['own', 'Say what you did, in a few words']],
  [
    'too long',
    '',
    { choice: 'other', own: 'x'.repeat(85) },
    ['own', 'Use 80 characters or fewer. You have 5 too many'],
  ],
  ['no day', '/when', { when: '', length: 'longer' }, ['when', 'Choose when it was']],
  [
    'a day that is none',
    '/when',
    { when: 'another', length: 'longer', day_day: '31', day_month: '2', day_year: '2026' },
    ['day', 'Enter a date that exists, like 14 6 2026'],
  ],
  [
    'a day ahead',
    '/when',
    { when: 'another', length: 'longer', day_day: '1', day_month: '1', day_year: '2999' },
    ['day', 'Choose today or an earlier day'],
  ],
  ['no length', '/when', { when: 'today', length: '' }, ['length', 'Choose about how long it took']],
  [
    'a long name',
    '/who',
    { who: 'm'.repeat(50) },
    ['who', 'Use 40 characters or fewer. You have 10 too many'],
  ],
])(
  '%s is explained beside its field, and nothing that was typed is lost',
  async (_what, below, fields, [field, words]) => {
    const { statusCode, body } = await visitor.send(NEW + below, fields);
    expect(statusCode).toBe(422);
    expect(body).toContain(`<a href="#${field}">${words}</a>`);
    expect(body).toContain(`id="${field}-error"`);
    for (const typed of Object.values(fields).filter((value) => value.trim() !== ''))
      expect(body).toContain(`value="${typed}"`);
  },
);

it('it can be taken back from the page, by them and nobody else', async () => {
  const id = await stage.helping.ask(world.scheme, sam);
  const { visitor: stranger } = await world.signedInAs('participant');
  await stage.helping.ask(world.scheme, sam, { what: 'Another thing' });
  const theirs = await stranger.send('/account/name', {}, `/me/helped/${id}/take-back`);
  expect(theirs.statusCode).toBe(404);
  expect((await visitor.send('/me', {}, `/me/helped/${id}/take-back`)).headers.location).toBe('/me');
  expect((await mine()).map(({ state }) => state)).toEqual(['withdrawn', 'pending']);
});

it('staff approve several at once and read what became of each', async () => {
  const ids = [
    await stage.helping.ask(world.scheme, sam, { what: 'Made the soup' }),
    await stage.helping.ask(world.scheme, sam, { what: 'Made the tea' }),
  ];
  const { person: iain } = await world.signedInAs('staff', { name: 'Iain' });
  await stage.helping.approve(world.scheme, ids[1] ?? ids[0] ?? failed(), iain);
  const answer = await ailsa.send('/staff/helped', { ids });
  const result = (await ailsa.get(answer.headers.location ?? '')).body;
  for (const words of [
    '1 approved.',
    '1 not changed.',
    'Sam: Made the soup. 1 added.',
    'Sam: Made the tea. Somebody else had looked',
  ])
    expect(result).toContain(words);
  expect(await world.book.numbers(world.scheme, sam)).toEqual([2, 0, 2]);
});

it('what approving gives is said before, and no sentence speaks of a telephone that there is not', async () => {
  const id = await stage.helping.ask(world.scheme, sam);
  const { body } = await ailsa.get(`/staff/helped/${id}`);
  expect(body).toContain('Sam gets 1 at once.');
  expect(body).toContain('Sam reads this.');
  expect(body).not.toContain('phone number');
  expect((await ailsa.send(`/staff/helped/${id}`, { decision: 'approve' })).statusCode).toBe(303);
  expect(await world.book.numbers(world.scheme, sam)).toEqual([1, 0, 1]);
});

it('not approved needs a reason that the person reads', async () => {
  const id = await stage.helping.ask(world.scheme, sam);
  const page = `/staff/helped/${id}`;
  const without = await ailsa.send(page, { decision: 'refuse', reason: '', words: '' });
  expect([without.statusCode, without.body]).toEqual([
    422,
    expect.stringContaining('Choose a reason. Sam will see it'),
  ]);
  const none = await ailsa.send(page, { decision: '', reason: '', words: '' });
  expect(none.body).toContain('Choose what you want to do');
  const sent = await ailsa.send(page, {
    decision: 'refuse',
    reason: 'other',
    words: 'We were told it was Jo.',
  });
  expect(sent.statusCode).toBe(303);
  expect((await visitor.get('/me')).body).toContain('We were told it was Jo.');
  expect((await mine())[0]).toMatchObject({
    state: 'not-approved',
    decision_reason: 'We were told it was Jo.',
  });
});

it('nobody is offered to check what they wrote down for somebody else', async () => {
  const id = await stage.helping.askFor(world.scheme, sam, ailsaId);
  const [list, one] = [await ailsa.get('/staff/helped'), await ailsa.get(`/staff/helped/${id}`)];
  expect([list.body.includes(`value="${id}"`), one.body.includes('name="decision"')]).toEqual([false, false]);
  expect(one.body).toContain('You cannot check what you did or wrote down yourself.');
});

it('nobody checks their own, however they send it', async () => {
  const own = await stage.helping.ask(world.scheme, ailsaId);
  expect((await ailsa.get(`/staff/helped/${own}`)).body).toContain(
    'You cannot check what you did or wrote down yourself.',
  );
  const sent = await ailsa.send(
    '/account/name',
    { decision: 'approve', reason: '', words: '' },
    `/staff/helped/${own}`,
  );
  expect(sent.statusCode).toBe(403);
  expect(await world.book.numbers(world.scheme, ailsaId)).toEqual([0, 0, 0]);
});

it('leaders and participants do not see what others say they did', async () => {
  const { visitor: leader } = await world.signedInAs('leader');
  for (const who of [leader, visitor]) expect((await who.get('/staff/helped')).statusCode).toBe(403);
});

function failed(): never {
  throw new Error('Nothing was asked.');
}
