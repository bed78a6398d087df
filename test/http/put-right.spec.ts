import { newId, type ParticipantId, type PutRightId, type SessionId } from '../../src/shared/ids.js';
import { GalaxiesStage } from '../support/galaxies-stage.js';
import { said as saidOn } from '../support/galaxies-visit.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

let world: SignInWorld;
let stage: GalaxiesStage;
let morag: ParticipantId;
let ailsa: { readonly person: ParticipantId; readonly visitor: Visitor };
let iain: { readonly person: ParticipantId; readonly visitor: Visitor };
let sam: ParticipantId;
let visitor: Visitor;
let theirs: string;

beforeAll(async () => {
  world = await SignInWorld.open();
  stage = new GalaxiesStage(world.book, world.scheme);
  await stage.helping.plans.usualRates(world.scheme);
  ailsa = await world.signedInAs('staff', { name: 'Ailsa' });
  iain = await world.signedInAs('staff', { name: 'Iain' });
  morag = (await world.signedInAs('leader', { name: 'Morag' })).person;
});
afterAll(() => world.close());

beforeEach(async () => {
  ({ person: sam, visitor } = await world.signedInAs('participant', { name: 'Sam' }));
  theirs = `/staff/people/${sam}/galaxies`;
  const walk = await stage.session('Hill walk', 9, [morag]);
  await stage.register(walk, ailsa.person, { led: [sam, morag] });
});

const said = (path: string, by = ailsa.visitor) => saidOn(path, by);

/** The addresses of the lines on a page. */
async function lines(): Promise<readonly string[]> {
  const { body } = await ailsa.visitor.get(theirs);
  return [...body.matchAll(/href="(\/staff\/people\/[^"]*\/galaxies\/[0-9a-f-]{36})"/g)].map(
    ([, href]) => href ?? '',
  );
}

async function line(): Promise<string> {
  const first = (await lines()).at(-1);
  if (first === undefined) throw new Error('Nothing happened.');
  return first;
}

/** What Ailsa sends about a line. */
const form = (fields: Record<string, string> = {}) => ({
  id: newId<PutRightId>(),
  what_is_wrong: 'not-there',
  sentence: 'Sorry, you were on the list by mistake.',
  keep: 'yes',
  reason: '',
  second_person: '',
  ...fields,
});

/** Ailsa asks Iain to agree that it is taken back. */
async function asked(): Promise<string> {
  const fields = form({ keep: 'no', reason: 'Counted on two lists.', second_person: iain.person });
  const { headers, body } = await ailsa.visitor.send(`${await line()}/put-right`, fields);
  if (headers.location === undefined) throw new Error(body);
  return headers.location;
}

const toUse = async () => (await world.book.numbers(world.scheme, sam))[0];

it('staff see what somebody has and what happened, line by line, and that they looked is written down', async () => {
  const page = await said(theirs);
  expect(page).toMatch(/What Sam has To use 2 Set aside 0 In total 2/);
  expect(page).toMatch(/Hill walk , .* 2 added/);
  const looks = await world.book.ownerSource.query<unknown[]>(
    `SELECT FROM audit_event WHERE action = 'person.looked' AND actor_id = $1 AND person_id = $2`,
    [ailsa.person, sam],
  );
  expect(looks).not.toEqual([]);
});

it('a line says why, and leads to putting it right', async () => {
  const page = await said(await line());
  expect(page).toContain('These are the words that Sam reads.');
  expect(page).toContain('Leading gave 2 on that day.');
  const { body } = await ailsa.visitor.get(await line());
  expect(body).toContain(`href="${await line()}/put-right">Put this right</a>`);
});

it('what is said to the person is told from what is said to staff', async () => {
  await stage.register(await stage.session('Garden', 3, [sam]), sam, { led: [sam] });
  const path = (await lines())[0] ?? '';
  await visitor.send(`/me/entries/${path.split('/').at(-1) ?? ''}/not-right`, {
    words: '',
    reply_by: 'here',
  });
  const page = await said(path);
  expect(page).toMatch(/words that Sam reads\. “You got 2 galaxies\.” “[^”]* You led\.” It happened/);
  expect(page).toMatch(/Who wrote it down Sam .*Sam asked on [^:]*: They wrote no words\./);
  expect(await said(theirs)).toMatch(/“[^”]* You led\.”/);
});

it('the effect comes before anything happens, and letting them keep it is chosen', async () => {
  const { body } = await ailsa.visitor.get(`${await line()}/put-right`);
  expect(body).toContain('What Sam has to use stays at 2.');
  expect(body).toContain('What Sam has to use goes from 2 to 0. A second person needs to agree.');
  expect(body).toMatch(/name="keep" type="radio" value="yes" checked/);
  expect(body).toContain('Sorry, we counted Hill walk on');
  expect(body).toMatch(/<option value="[0-9a-f-]{36}">Iain<\/option>/);
  expect(body).not.toContain(`value="${ailsa.person}"`);
});

it('what was used already is said to be made up', async () => {
  await stage.setAside(sam, 1);
  const { body } = await ailsa.visitor.get(`${await line()}/put-right`);
  expect(body).toContain(
    'goes from 1 to 0. Sam has used some of it. The scheme makes up 1, so nothing is owed.',
  );
});

it('whoever keeps it has what they had, reads the sentence in their history, and is told', async () => {
  const path = `${await line()}/put-right`;
  const { statusCode, headers } = await ailsa.visitor.send(path, form());
  expect([statusCode, headers.location]).toEqual([303, expect.stringMatching(/^\/staff\/put-right\//)]);
  expect(await said(headers.location ?? '')).toContain(
    'Sam keeps what they had, and can read why in their history. No message goes to Sam.',
  );
  expect(await toUse()).toBe(2);
  const history = await said('/me', visitor);
  expect(history).toMatch(/Put right ,[^.]* 2 put right Sorry, you were on the list by mistake\./);
  expect(history).toMatch(
    /You keep this ,[^.]* 2 added We gave you the same again, so you have what you had\./,
  );
  expect(history).not.toMatch(/[-−–]\s?\d/);
  for (const [, entry] of (await visitor.get('/me')).body.matchAll(
    /href="(\/me\/entries\/[0-9a-f-]{36})"/g,
  )) {
    const why = await said(entry ?? '', visitor);
    expect(why).toMatch(/Sorry, you were on the list by mistake\.|This was put right later\./);
  }
  const messages = await world.book.ownerSource.query<unknown[]>(
    'SELECT kind FROM message WHERE person_id = $1',
    [sam],
  );
  expect(messages).toEqual([{ kind: 'put-right' }]);
});

it('whoever is still to be told is not said to have been told', async () => {
  await world.book.ownerSource.query(`UPDATE person SET contact = 'letter' WHERE id = $1`, [sam]);
  const { headers } = await ailsa.visitor.send(`${await line()}/put-right`, form());
  expect(await said(headers.location ?? '')).toContain(
    'in their history. A letter to Sam waits to be printed.',
  );
});

it('sent twice it is done once', async () => {
  const path = `${await line()}/put-right`;
  const fields = form();
  const first = await ailsa.visitor.send(path, fields);
  const second = await ailsa.visitor.send('/account/name', fields, path);
  expect([first.headers.location, second.headers.location]).toEqual([
    `/staff/put-right/${fields.id}`,
    `/staff/put-right/${fields.id}`,
  ]);
  expect(await toUse()).toBe(2);
});

it('what is wrong with the form stands beside its fields, and nothing that was typed is lost', async () => {
  const path = `${await line()}/put-right`;
  const fields = form({ what_is_wrong: '', sentence: ' ', keep: 'no', reason: 'Two lists <b>' });
  const { statusCode, body } = await ailsa.visitor.send(path, fields);
  expect(statusCode).toBe(422);
  expect(body).toContain('<a href="#what_is_wrong">Choose what is wrong</a>');
  expect(body).toContain('Say what you are putting right, in a sentence Sam can read');
  expect(body).toContain(
    '<a href="#second_person">A second person needs to agree to this. Choose who to ask</a>',
  );
  expect(body).toContain('Two lists &lt;b&gt;');
  const long = await ailsa.visitor.send(path, form({ sentence: 'x'.repeat(203) }));
  expect(long.body).toContain('Use 200 characters or fewer. You have 3 too many');
  expect(await world.book.ownerSource.query('SELECT FROM put_right WHERE person_id = $1', [sam])).toEqual([]);
});

it('what takes galaxies back waits on the work list of others, and happens when one of them agrees', async () => {
  const path = await asked();
  expect(await toUse()).toBe(2);
  expect(await said('/staff', iain.visitor)).toMatch(/waits? for a second person/);
  expect(await said('/staff/put-right', iain.visitor)).toContain('Sam: Ailsa asks to take back 2 galaxies');
  const page = await said(path, iain.visitor);
  expect(page).toContain('Ailsa asks you to agree to this. What Sam has to use goes from 2 to 0.');
  expect(page).toContain('Counted on two lists.');
  expect((await iain.visitor.send(path, { decision: 'agree' })).statusCode).toBe(303);
  expect(await said(path)).toContain('Iain agreed. Sam can read why in their history.');
  expect(await toUse()).toBe(0);
  expect(await said('/me', visitor)).toMatch(/2 put right Sorry, you were on the list by mistake\./);
  expect((await iain.visitor.post(path, { decision: 'agree', _csrf: '' })).statusCode).toBe(403);
});

it('whoever asked may take it back and not agree', async () => {
  const path = await asked();
  const page = await said(path);
  expect(page).toContain('You asked for this. Somebody else needs to agree. Iain was asked.');
  expect(page).not.toContain('I agree');
  expect((await ailsa.visitor.send(path, { decision: 'agree' })).statusCode).toBe(403);
  expect((await ailsa.visitor.send(path, { decision: 'leave' })).statusCode).toBe(303);
  expect(await said(path)).toContain('It was left as it was. Nothing has changed, and Sam was not told.');
  expect([await toUse(), (await said('/me', visitor)).includes('put right')]).toEqual([2, false]);
});

it('a question of theirs stands beside their galaxies and leads to its line', async () => {
  const [, entry] = /galaxies\/(.*)$/.exec(await line()) ?? [];
  await visitor.send(`/me/entries/${entry ?? ''}/not-right`, { words: 'I did not lead', reply_by: 'here' });
  expect(await said(theirs)).toContain('I did not lead');
  const [, question = ''] =
    /href="(\/staff\/questions\/[^"]*)"/.exec((await ailsa.visitor.get(theirs)).body) ?? [];
  expect((await ailsa.visitor.get(question)).body).toContain(`href="${await line()}"`);
});

it('nobody puts their own line right', async () => {
  const own = await world.signedInAs('staff', { name: 'Kirsty' });
  const walk = await stage.session('Hill walk', 8, [morag]);
  await stage.register(walk, ailsa.person, { came: [own.person] });
  const mine = `/staff/people/${own.person}/galaxies`;
  const { body } = await own.visitor.get(mine);
  const [, entry = ''] = /href="(\/staff\/people\/[^"]*\/galaxies\/[0-9a-f-]{36})"/.exec(body) ?? [];
  expect(await said(entry, own.visitor)).toContain('Nobody puts their own line right.');
  expect((await own.visitor.get(`${entry}/put-right`)).statusCode).toBe(303);
  expect((await own.visitor.get(`${mine}/by-hand`)).statusCode).toBe(403);
  expect((await own.visitor.send('/account/name', form(), `${entry}/put-right`)).statusCode).toBe(403);
  const fields = form({ keep: 'no', reason: 'Counted on two lists.', second_person: iain.person });
  const { headers } = await ailsa.visitor.send(`${entry}/put-right`, fields);
  const path = headers.location ?? '';
  const page = await own.visitor.get(path);
  expect(page.body).toContain('This is about you, so somebody else decides it.');
  expect(page.body).not.toContain('name="decision"');
  for (const decision of ['agree', 'leave'])
    expect((await own.visitor.send('/account/name', { decision }, path)).statusCode).toBe(403);
});

it('whoever is not staff sees none of it, and a line of somebody else is as if it were not there', async () => {
  const { visitor: leader } = await world.signedInAs('leader');
  const path = await asked();
  for (const who of [leader, visitor])
    for (const page of [theirs, await line(), `${await line()}/put-right`, `${theirs}/by-hand`, path])
      expect([page, (await who.get(page)).statusCode]).toEqual([page, 403]);
  const { person: jo } = await world.signedInAs('participant', { name: 'Jo' });
  const [, entry = ''] = /galaxies\/(.*)$/.exec(await line()) ?? [];
  for (const id of [entry, newId<SessionId>()])
    expect((await ailsa.visitor.get(`/staff/people/${jo}/galaxies/${id}`)).statusCode).toBe(404);
  expect((await ailsa.visitor.get(`/staff/put-right/${newId<PutRightId>()}`)).statusCode).toBe(404);
});
