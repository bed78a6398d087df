import {
  type ContributionId,
  newId,
  type ParticipantId,
  type PutRightId,
  type SessionId,
} from '../../src/shared/ids.js';
import { GalaxiesStage } from '../support/galaxies-stage.js';
import { doer } from '../support/helping.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

let world: SignInWorld;
let stage: GalaxiesStage;
let morag: ParticipantId;
let visitor: Visitor;
let ben: ParticipantId;
let walk: SessionId;

beforeAll(async () => {
  world = await SignInWorld.open();
  stage = new GalaxiesStage(world.book, world.scheme);
  await stage.helping.plans.usualRates(world.scheme);
  ({ person: morag, visitor } = await world.signedInAs('leader', { name: 'Morag' }));
  ben = await world.person({ likedName: 'Ben Fraser', surname: 'Fraser' });
  walk = await stage.session('Hill walk', 3, [morag]);
  await stage.register(walk, morag, { led: [morag], came: [ben] });
});
afterAll(() => world.close());

const page = () => `/leader/dates/${walk}/thanks`;

it('a leader thanks somebody in two taps: the page, and the name', async () => {
  const { body } = await visitor.get(page());
  expect(body).not.toMatch(/gets? \d+ more/);
  expect(body).toContain('Thank Ben</button>');
  expect(body).not.toContain('Fraser');
  const [, id = ''] = /name="id" value="([^"]+)"/.exec(body) ?? [];
  const answer = await visitor.send(page(), { id, person: ben });
  expect(answer.statusCode).toBe(303);
  expect((await visitor.send(page(), { id, person: ben })).statusCode).toBe(303);
  const after = (await visitor.get(answer.headers.location ?? '')).body;
  expect(after).toContain('Ben gets 1 more galaxy. They can see this now.');
  expect(after).toContain('Ben has been thanked.');
  expect(await world.book.numbers(world.scheme, ben)).toEqual([2, 0, 2]);
});

it('a date that somebody else leads and one that never was are answered alike', async () => {
  const { visitor: other } = await world.signedInAs('leader', { name: 'Iain' });
  for (const path of [page(), '/leader/dates/00000000-0000-4000-8000-000000000000/thanks'])
    expect((await other.get(path)).statusCode).toBe(404);
});

it('a leader is not on their own list', async () => {
  expect((await visitor.get(page())).body).not.toContain('Thank Morag');
});

it('thanks that staff put right are named as thanks, and said to the leader before they are said again', async () => {
  const allotment = await stage.session('Allotment', 8, [morag]);
  const thanks = { scheme: world.scheme, id: newId<ContributionId>(), session: allotment };
  const { person: sam, visitor: them } = await world.signedInAs('participant', { name: 'Sam' });
  await stage.register(allotment, morag, { came: [sam] });
  await world.book.work.write(world.scheme, (tx) =>
    stage.helping.thanks.say(tx, { ...thanks, person: sam, by: doer(morag, 'leader') }),
  );
  const { visitor: staff } = await world.signedInAs('staff', { name: 'Ailsa' });
  const { body: theirs } = await staff.get(`/staff/people/${sam}/galaxies`);
  const line = /href="([^"]*\/galaxies\/[0-9a-f-]{36})"/.exec(theirs)?.[1] ?? '';
  const { body } = await staff.get(`${line}/put-right`);
  const [, sentence = ''] = /name="sentence"[^>]*>([^<]*)</.exec(body) ?? [];
  expect(sentence).toMatch(/^Sorry, we counted thanks for helping at Allotment on [^.]+ by mistake\.$/);
  const asked = {
    id: newId<PutRightId>(),
    what_is_wrong: 'other',
    keep: 'yes',
    reason: '',
    second_person: '',
  };
  expect((await staff.send(`${line}/put-right`, { ...asked, sentence })).statusCode).toBe(303);
  expect((await them.get('/me')).body).toContain(sentence);
  expect(await world.book.numbers(world.scheme, sam)).toEqual([2, 0, 2]);
  const leaders = (await visitor.get(`/leader/dates/${allotment}/thanks`)).body;
  expect(leaders).toContain('Staff put right an earlier thank you to Sam. Ask them before you say it again.');
  expect(leaders).toContain('Thank Sam again</button>');
});
