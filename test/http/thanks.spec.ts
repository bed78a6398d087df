import type { ParticipantId, SessionId } from '../../src/shared/ids.js';
import { GalaxiesStage } from '../support/galaxies-stage.js';
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
