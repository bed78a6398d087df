import type { ParticipantId } from '../../src/shared/ids.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

let world: SignInWorld;
let ann: Visitor;
let bob: Visitor;
let jo: ParticipantId;

beforeAll(async () => {
  world = await SignInWorld.open();
});

beforeEach(async () => {
  await world.startOver();
  ann = (await world.signedInAs('administrator', { name: 'Ann' })).visitor;
  bob = (await world.signedInAs('administrator', { name: 'Bob' })).visitor;
  jo = await world.person({ likedName: 'Jo', email: 'jo@example.org' });
});

afterAll(() => world.close());

const grants = (): Promise<{ id: string; role: string; counts: boolean }[]> =>
  world.book.ownerSource.query(
    `SELECT id, role, from_at IS NOT NULL AND until_at IS NULL AS counts FROM person_role
     WHERE person_id = $1 AND withdrawn_at IS NULL`,
    [jo],
  );

/** Presses a button of the list: the path after the grant's own. */
async function press(visitor: Visitor, step: string) {
  const [grant] = await grants();
  return visitor.send('/admin/roles', {}, `/admin/roles/${grant?.id ?? ''}/${step}`);
}

const ask = (visitor: Visitor, fields: Readonly<Record<string, string>> = {}) =>
  visitor.send('/admin/roles/new', { person: 'Jo', role: 'staff', ...fields });

it('one administrator asks, the other agrees, and the role counts; then they take it away', async () => {
  const asked = await ask(ann);
  expect([asked.statusCode, asked.headers.location]).toEqual([303, '/admin/roles']);
  expect((await bob.get('/admin/roles')).body).toContain('Agree: Jo, staff');
  expect((await press(bob, 'agree')).statusCode).toBe(303);
  expect(await grants()).toMatchObject([{ role: 'staff', counts: true }]);
  expect((await press(bob, 'end')).statusCode).toBe(303);
  expect((await press(ann, 'agree-to-end')).statusCode).toBe(303);
  expect(await grants()).toMatchObject([{ role: 'staff', counts: false }]);
});

it('whoever asked is shown no button to agree, and told so when they send one all the same', async () => {
  await ask(ann);
  const list = await ann.get('/admin/roles');
  expect(list.body).not.toContain('Agree: Jo');
  expect(list.body).toContain('Another administrator needs to agree.');
  const refused = await press(ann, 'agree');
  expect([refused.statusCode, refused.body]).toEqual([
    422,
    expect.stringContaining('A second person needs to agree to this. Choose who to ask'),
  ]);
  expect(await grants()).toMatchObject([{ counts: false }]);
});

it('nobody agrees to a role of their own', async () => {
  await ask(ann, { person: 'Bob', role: 'supervisor' });
  expect((await bob.get('/admin/roles')).body).not.toContain('Agree: Bob');
  const [grant]: { id: string }[] = await world.book.ownerSource.query(
    `SELECT id FROM person_role WHERE role = 'supervisor'`,
  );
  const refused = await bob.send('/admin/roles', {}, `/admin/roles/${grant?.id ?? ''}/agree`);
  expect(refused.statusCode).toBe(422);
});

it('what was asked for can be withdrawn, and what was asked to be taken away can be kept', async () => {
  await ask(ann);
  await press(ann, 'withdraw');
  expect(await grants()).toEqual([]);
  await ask(ann);
  await press(bob, 'agree');
  await press(ann, 'end');
  await press(ann, 'keep');
  expect(await grants()).toMatchObject([{ counts: true }]);
});

it('a button that was pressed too late says that it has changed, and changes nothing', async () => {
  await ask(ann);
  const [grant] = await grants();
  await press(bob, 'withdraw');
  const late = await bob.send('/admin/roles', {}, `/admin/roles/${grant?.id ?? ''}/agree`);
  expect([late.statusCode, late.body]).toEqual([
    422,
    expect.stringContaining('This has changed since you opened it'),
  ]);
});

it('whoever gets a role signs in again', async () => {
  const jos = await world.signIn('jo@example.org');
  await ask(ann);
  expect(await jos.isSignedIn()).toBe(true);
  await press(bob, 'agree');
  expect(await jos.isSignedIn()).toBe(false);
});

it('of two with one name the right one is chosen, and what was typed is kept', async () => {
  const other = await world.person({ likedName: 'Jo' });
  const several = await ask(ann);
  expect([several.statusCode, several.body]).toEqual([
    422,
    expect.stringContaining('We found 2 people called Jo. Choose one'),
  ]);
  expect(several.body).toMatch(/value="staff"[^>]* checked/);
  expect((await ask(ann, { chosen: other })).statusCode).toBe(303);
  const [row]: unknown[] = await world.book.ownerSource.query(
    `SELECT person_id FROM person_role WHERE asked_by IS NOT NULL`,
  );
  expect(row).toEqual({ person_id: other });
});

it.each([
  [{ person: 'Nobody' }, 'We could not find that name'],
  [{ role: '' }, 'Choose a role'],
  [{ role: 'participant' }, 'Choose a role'],
])('%j is explained, and nothing is asked for', async (fields, words) => {
  const refused = await ask(ann, fields);
  expect([refused.statusCode, refused.body]).toEqual([422, expect.stringContaining(words)]);
  expect(await grants()).toEqual([]);
});

it('a role that is there is not asked for again', async () => {
  await ask(ann);
  const again = await ask(bob);
  expect([again.statusCode, again.body]).toEqual([
    422,
    expect.stringContaining('This person has that role, or it is asked for already'),
  ]);
});

it.each(['staff', 'leader', 'supervisor', 'participant'] as const)('%s sees none of it', async (role) => {
  const { visitor } = await world.signedInAs(role);
  expect([
    (await visitor.get('/admin/roles')).statusCode,
    (await visitor.get('/admin/roles/new')).statusCode,
  ]).toEqual([403, 403]);
  const token = /name="_csrf" value="([^"]*)"/.exec((await visitor.get('/account')).body)?.[1] ?? '';
  const sent = await visitor.post('/admin/roles/new', { person: 'Jo', role: 'administrator', _csrf: token });
  expect([sent.statusCode, await grants()]).toEqual([403, []]);
});
