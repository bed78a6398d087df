import type { SignInWorld } from '../support/sign-in-world.js';
import { askedIn, SoftwarePasskey } from '../support/software-passkey.js';
import { HERE, makePasskey, StaffWorld, usePasskey } from '../support/staff-world.js';
import { tokenIn, type Visitor } from '../support/visitor.js';

let staff: StaffWorld;
let world: SignInWorld;

beforeAll(async () => {
  staff = await StaffWorld.open();
  world = staff.world;
});

beforeEach(() => staff.startOver());

afterAll(() => world.close());

describe('a passkey', () => {
  it('is made, and lets in; its page runs one script of ours and no other', async () => {
    const { visitor } = await staff.withApp();
    const passkey = new SoftwarePasskey(HERE);
    const page = await visitor.get('/account/second/passkey');
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    expect((await visitor.get('/account/second')).headers['content-security-policy']).not.toContain('script');
    expect((await makePasskey(visitor, passkey)).headers.location).toBe('/account/second');
    expect((await visitor.get('/account/second')).body).toContain('Passkey: My phone');
    const later = await staff.signIn();
    expect((await usePasskey(later, passkey)).statusCode).toBe(303);
    expect((await later.get('/for-staff')).statusCode).toBe(200);
  });

  it('answers once, what this sign-in was asked, on a page of ours, and only its owner’s answer counts', async () => {
    const { visitor } = await staff.withApp();
    const passkey = new SoftwarePasskey(HERE);
    await makePasskey(visitor, passkey);
    const later = await staff.signIn();
    const body = (await later.get('/sign-in/second')).body;
    const [asked, _csrf] = [askedIn(body), tokenIn(body)];
    const send = (who: Visitor, answer: string) => who.post('/sign-in/second/passkey', { answer, _csrf });
    const answer = passkey.sign(asked);
    const elsewhere = Object.assign(new SoftwarePasskey('https://evil.example'), { counter: 7 });
    for (const wrong of ['', '{}', 'null', 'not JSON', elsewhere.sign(asked), answer.replace(/.{9}"}/, '"}')])
      expect((await send(later, wrong)).statusCode).toBe(422);
    // Each of those used up what was asked, so even the right answer comes too late.
    expect((await send(later, answer)).statusCode).toBe(422);
    expect((await usePasskey(later, passkey)).statusCode).toBe(303);
    const thief = await staff.signIn();
    const replayed = await thief.send('/sign-in/second', { answer }, '/sign-in/second/passkey');
    expect(replayed.statusCode).toBe(422);
  });

  it('that counts backwards is a copy, and does not let in', async () => {
    const { visitor } = await staff.withApp();
    const passkey = new SoftwarePasskey(HERE);
    await makePasskey(visitor, passkey);
    passkey.counter = 5;
    expect((await usePasskey(await staff.signIn(), passkey)).statusCode).toBe(303);
    passkey.counter = 2;
    expect((await usePasskey(await staff.signIn(), passkey)).statusCode).toBe(422);
  });

  it('of somebody else is not theirs to use, and is not made twice', async () => {
    const { visitor } = await staff.withApp();
    const passkey = new SoftwarePasskey(HERE);
    await makePasskey(visitor, passkey);
    expect((await makePasskey(visitor, passkey)).statusCode).toBe(422);
    const { visitor: rory } = await world.signedInAs('staff');
    expect((await makePasskey(rory, new SoftwarePasskey(HERE))).statusCode).toBe(303);
    rory.cookies.clear();
  });

  it('needs a name, and what was typed is kept', async () => {
    const { visitor } = await staff.withApp();
    for (const [name, words] of [
      ['  ', 'Enter a name for this device'],
      ['n'.repeat(41), 'Use 40 characters or fewer. You have 1 too many'],
    ] as const) {
      const { statusCode, body } = await makePasskey(visitor, new SoftwarePasskey(HERE), name);
      expect([statusCode, body]).toEqual([422, expect.stringContaining(`<a href="#name">${words}</a>`)]);
    }
  });
});

describe('changing what one has', () => {
  it('needs the second factor itself: an email is not enough', async () => {
    await staff.withApp();
    const before = await staff.rows();
    const thief = await staff.signIn();
    expect((await thief.get('/account/second')).headers.location).toBe('/sign-in/second');
    const token = tokenIn((await thief.get('/account')).body);
    for (const [path, fields] of [
      ['/account/second/app/new', {}],
      ['/account/second/app', { code: '000000' }],
      ['/account/second/codes', {}],
      ['/account/second/remove', { what: 'app' }],
      [
        '/account/second/passkey',
        { name: 'Mine', answer: new SoftwarePasskey(HERE).make({ challenge: 'x' }) },
      ],
    ] as const)
      expect([path, (await thief.post(path, { ...fields, _csrf: token })).statusCode]).toEqual([path, 403]);
    for (const path of ['/account/second/app', '/account/second/passkey'])
      expect([path, (await thief.get(path)).statusCode]).toEqual([path, 403]);
    expect(await staff.rows()).toEqual(before);
  });

  it('never takes away the last one; another one first', async () => {
    const { visitor } = await staff.withApp();
    const refused = await visitor.send('/account/second', { what: 'app' }, '/account/second/remove');
    expect([refused.statusCode, refused.body]).toEqual([
      422,
      expect.stringContaining('<a href="#mine-app">This is your only one. Add another one first</a>'),
    ]);
    await makePasskey(visitor, new SoftwarePasskey(HERE));
    const removed = await visitor.send('/account/second', { what: 'app' }, '/account/second/remove');
    expect(removed.headers.location).toBe('/account/second');
    expect((await visitor.get('/account/second')).body).not.toContain('An app on your phone</span>');
  });

  it('two who take one away each at once leave one', async () => {
    const { visitor } = await staff.withApp();
    await makePasskey(visitor, new SoftwarePasskey(HERE));
    const [key]: { id: string }[] = await world.book.ownerSource.query('SELECT id FROM passkey');
    const _csrf = tokenIn((await visitor.get('/account/second')).body);
    const answers = await Promise.all(
      ['app', key?.id ?? ''].map((what) => visitor.post('/account/second/remove', { what, _csrf })),
    );
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 422]);
  });

  it('somebody else’s passkey and one that is not there are answered alike', async () => {
    const { visitor } = await staff.withApp();
    const { visitor: rory } = await world.signedInAs('staff');
    await makePasskey(rory, new SoftwarePasskey(HERE));
    const [key]: { id: string }[] = await world.book.ownerSource.query('SELECT id FROM passkey');
    const answers = [];
    for (const what of [key?.id ?? '', '00000000-0000-4000-8000-000000000000', 'nonsense'])
      answers.push(await visitor.send('/account/second', { what }, '/account/second/remove'));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404]);
    expect(new Set(answers.map(({ body }) => body.replace(/name="_csrf" value="[^"]*"/, ''))).size).toBe(1);
  });
});
