import { newId, type ParticipantId, type PutRightId } from '../../src/shared/ids.js';
import { GalaxiesStage } from '../support/galaxies-stage.js';
import { said } from '../support/galaxies-visit.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

let world: SignInWorld;
let stage: GalaxiesStage;
let ailsa: Visitor;
let iain: { readonly person: ParticipantId; readonly visitor: Visitor };
let sam: ParticipantId;
let visitor: Visitor;

beforeAll(async () => {
  world = await SignInWorld.open();
  stage = new GalaxiesStage(world.book, world.scheme);
  await stage.helping.plans.usualRates(world.scheme);
  ({ visitor: ailsa } = await world.signedInAs('staff', { name: 'Ailsa' }));
  iain = await world.signedInAs('staff', { name: 'Iain' });
});
afterAll(() => world.close());

/** Sam has two to use. */
beforeEach(async () => {
  ({ person: sam, visitor } = await world.signedInAs('participant', { name: 'Sam' }));
  await stage.register(await stage.session('Hill walk', 9, [iain.person]), iain.person, { led: [sam] });
});

/** Ailsa asks Iain to agree that so many are taken. */
function take(galaxies: string) {
  const fields = { id: newId<PutRightId>(), way: 'take', galaxies, sentence: 'Sorry.', reason: 'Two lists.' };
  return ailsa.send(`/staff/people/${sam}/galaxies/by-hand`, { ...fields, second_person: iain.person });
}

it('nobody asks to take more than there is to use, and nothing is left behind', async () => {
  const { statusCode, body } = await take('3');
  expect(statusCode).toBe(422);
  expect(body).toContain('<a href="#galaxies">Sam has 2 to use, so no more than that can be taken</a>');
  expect(await world.book.ownerSource.query('SELECT FROM put_right WHERE person_id = $1', [sam])).toEqual([]);
});

it('what cannot be done any more is not offered to be agreed to, and can be left as it is', async () => {
  const path = (await take('2')).headers.location ?? '';
  expect((await iain.visitor.get(path)).body).toContain('I agree');
  await stage.setAside(sam, 1);
  const { body } = await iain.visitor.get(path);
  expect(body).toContain('That is more than Sam has to use, so it cannot be done now.');
  expect(body).not.toContain('I agree');
  expect((await iain.visitor.send(path, { decision: 'agree' })).statusCode).toBe(409);
  expect(await world.book.numbers(world.scheme, sam)).toEqual([1, 1, 2]);
  expect((await iain.visitor.send(path, { decision: 'leave' })).statusCode).toBe(303);
  expect((await ailsa.get(path)).body).toContain('It was left as it was. Nothing has changed');
});

it('galaxies by hand are asked for, agreed to, and told to the person', async () => {
  const theirs = `/staff/people/${sam}/galaxies`;
  const fields = {
    id: newId<PutRightId>(),
    way: 'give',
    galaxies: '3',
    sentence: 'For the garden in May, which had no list.',
    reason: 'The list was lost.',
    second_person: iain.person,
  };
  const empty = await ailsa.send(`${theirs}/by-hand`, {
    ...fields,
    way: '',
    galaxies: '0',
    sentence: '',
  });
  expect([empty.statusCode, empty.body]).toEqual([
    422,
    expect.stringContaining('<a href="#galaxies">Write a whole number from 1 to 1000</a>'),
  ]);
  const { headers } = await ailsa.send(`${theirs}/by-hand`, fields);
  const path = headers.location ?? '';
  expect(await said(theirs, ailsa)).toContain('Ailsa asks to give 3 galaxies');
  expect(await said(path, iain.visitor)).toContain('What Sam has to use goes from 2 to 5.');
  await iain.visitor.send(path, { decision: 'agree' });
  expect(await world.book.numbers(world.scheme, sam)).toEqual([5, 0, 5]);
  expect(await said('/me', visitor)).toMatch(/3 added For the garden in May, which had no list\./);
  const [, entry = ''] =
    /href="(\/staff\/people\/[^"]*\/galaxies\/[0-9a-f-]{36})"/.exec((await ailsa.get(theirs)).body) ?? [];
  expect(await said(entry, ailsa)).toContain('Two people looked at this.');
});
