import type { SignInWorld } from '../support/sign-in-world.js';
import { RECOVERY, StaffWorld } from '../support/staff-world.js';
import { until } from '../support/until.js';
import { tokenIn, type Visitor } from '../support/visitor.js';

let staff: StaffWorld;
let world: SignInWorld;

beforeAll(async () => {
  staff = await StaffWorld.open();
  world = staff.world;
});

beforeEach(() => staff.startOver());

afterAll(() => world.close());

const ELSEWHERE = '198.51.100.1';

it.each(['participant', 'leader'] as const)(
  'a %s, who is never asked for a second thing, is told so and is not asked to make one',
  async (role) => {
    const { visitor } = await world.signedInAs(role);
    const { statusCode, body } = await visitor.get('/account/second');
    expect(statusCode).toBe(200);
    expect(body).toContain('You do not need a second step.');
    expect(body).not.toMatch(/Your role lets you|Set up/);
    for (const page of ['app', 'codes', 'passkey'])
      expect((await visitor.get(`/account/second/${page}`)).headers.location).toBe('/account/second');
  },
);

it.each(['staff', 'administrator', 'supervisor'] as const)(
  'a %s is told why they are asked for one, and makes it',
  async (role) => {
    const person = await world.person({ email: `${role}@example.org` });
    await world.give(person, role);
    const visitor = await world.signIn(`${role}@example.org`);
    expect((await visitor.get('/account/second')).body).toContain('Your role lets you see things');
    expect((await visitor.get('/account/second/codes')).statusCode).toBe(200);
  },
);

describe('somebody with a role that needs a second factor, and none yet', () => {
  it('is led to make one right after signing in, does nothing of that role before, and has their own pages', async () => {
    const visitor = await staff.signIn();
    expect((await visitor.get('/sign-in/device')).headers.location).toBe('/sign-in/second');
    expect((await visitor.get('/sign-in/second')).headers.location).toBe('/account/second');
    expect((await visitor.get('/account/second')).body).toContain('Until then you see your own pages only');
    const refused = await visitor.get('/for-staff');
    expect([refused.statusCode, refused.headers.location]).toEqual([303, '/sign-in/second']);
    expect((await visitor.get('/account')).body).toContain('Ailsa');
  });

  it('is led to it as well on the way to a page of somebody else, and comes back there', async () => {
    const { app } = await staff.withApp();
    const jo = await world.person({ likedName: 'Jo' });
    const page = `/staff/people/${jo}/for/phone/account/name`;
    const visitor = await staff.signIn();
    for (const answer of [
      await visitor.get(page),
      await visitor.send('/account', { liked_name: 'Jan' }, page),
    ])
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in/second']);
    const given = await visitor.send('/sign-in/second', { code: await app.code(1) });
    expect(given.headers.location).toBe(page);
    expect((await visitor.get(page)).body).toContain('You are doing this for Jo');
  });

  it('is told the same as a program, which is shown no page', async () => {
    const visitor = await staff.signIn();
    const { statusCode, body } = await world.web.app.inject({
      url: '/for-staff',
      headers: { cookie: `galaxies=${visitor.secret}`, accept: 'application/json' },
    });
    expect([statusCode, JSON.parse(body).type]).toEqual([403, '/problems/second-factor-needed']);
  });

  it('goes on to the page they were on the way to, once an app is set up, with ten recovery codes', async () => {
    const visitor = world.visitor();
    await visitor.get('/for-staff');
    await staff.signIn(visitor);
    const { codes } = await staff.setUpApp(visitor);
    expect(new Set(codes).size).toBe(10);
    const answer = await visitor.get('/sign-in/second');
    expect(answer.headers.location).toBe('/for-staff');
    expect((await visitor.get('/for-staff')).body).toBe('the affairs of others');
  });

  it('is never shown the secret again, and the database has it only encrypted', async () => {
    const visitor = await staff.signIn();
    const { secret } = await staff.setUpApp(visitor);
    expect((await visitor.get('/account/second/app')).headers.location).toBe('/account/second');
    for (const page of ['/account/second', '/account/second/codes'])
      expect((await visitor.get(page)).body).not.toContain(secret);
    const [row]: { closed_secret: Buffer }[] = await world.book.ownerSource.query('SELECT * FROM app_code');
    expect(row?.closed_secret.toString('base64')).not.toContain(secret);
    expect(row?.closed_secret).toHaveLength(48);
  });

  it('is told beside the field when the first code is wrong, and nothing has changed', async () => {
    const visitor = await staff.signIn();
    await visitor.send('/account/second', {}, '/account/second/app/new');
    const before = await staff.rows();
    const { statusCode, body } = await visitor.send('/account/second/app', { code: '000 00x' });
    expect([statusCode, body]).toEqual([422, expect.stringContaining('<a href="#code">That code did not')]);
    expect(body).toContain('value="000 00x"');
    expect(await staff.rows()).toEqual(before);
  });
});

describe('the code of an app', () => {
  it('lets in once, with the cookie changed, and is refused when it is typed again (replay)', async () => {
    const { app } = await staff.withApp();
    const visitor = await staff.signIn();
    const before = visitor.secret;
    const code = await app.code(1);
    const answer = await visitor.send('/sign-in/second', { code: `${code.slice(0, 3)} ${code.slice(3)}` });
    expect([answer.statusCode, visitor.secret === before]).toEqual([303, false]);
    expect((await visitor.get('/for-staff')).statusCode).toBe(200);
    expect(await withCookie(before).isSignedIn()).toBe(false);
    const thief = await staff.signIn();
    expect((await thief.send('/sign-in/second', { code })).statusCode).toBe(422);
    expect((await thief.get('/for-staff')).statusCode).toBe(303);
  });

  it('lets in one of twenty who type the same code at once', async () => {
    const { app } = await staff.withApp();
    const visitors = [];
    for (let n = 0; n < 20; n++) visitors.push(await staff.signIn());
    const tokens = await Promise.all(
      visitors.map(async (visitor) => tokenIn((await visitor.get('/sign-in/second')).body)),
    );
    const code = await app.code(1);
    const answers = await Promise.all(
      visitors.map((visitor, n) => visitor.post('/sign-in/second', { code, _csrf: tokens[n] ?? '' })),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 303)).toHaveLength(1);
  });

  it('works one step around its own, and no further', async () => {
    const { app } = await staff.withApp();
    const statusOf = async (steps: number) => {
      await world.book.ownerSource.query('UPDATE app_code SET last_step = 0');
      await world.book.ownerSource.query('DELETE FROM second_factor_try');
      const visitor = await staff.signIn();
      const step = await app.step();
      const { statusCode } = await visitor.send('/sign-in/second', { code: await app.code(steps) });
      return (await app.step()) === step ? statusCode : undefined;
    };
    for (const [steps, status] of [
      [-10, 422],
      [-2, 422],
      [2, 422],
      [10, 422],
      [-1, 303],
      [1, 303],
    ] as const) {
      const answered = await until(() => statusOf(steps), 'it is sent and looked at within one step');
      expect([steps, answered]).toEqual([steps, status]);
    }
  });

  it('of another person does not let in', async () => {
    const { app } = await staff.withApp();
    const rory = await world.person({ likedName: 'Rory', email: 'rory@example.org' });
    await world.give(rory, 'staff');
    const other = await world.signIn('rory@example.org');
    await staff.setUpApp(other);
    const visitor = await world.signIn('rory@example.org');
    expect((await visitor.send('/sign-in/second', { code: await app.code(1) })).statusCode).toBe(422);
  });
});

describe('recovery codes', () => {
  it('work where the app is not at hand, each once, and are in the database only as hashes', async () => {
    const { codes } = await staff.withApp();
    const [code = ''] = codes;
    const visitor = await staff.signIn();
    const typed = code.toLowerCase().replaceAll('-', ' ');
    expect((await visitor.send('/sign-in/second/recovery', { code: typed })).statusCode).toBe(303);
    expect((await visitor.get('/for-staff')).statusCode).toBe(200);
    const again = await staff.signIn();
    const answer = await again.send('/sign-in/second/recovery', { code });
    expect([answer.statusCode, answer.body]).toEqual([422, expect.stringContaining('We do not know that')]);
    expect((await visitor.get('/account/second')).body).toContain('You have 9 left.');
    const kept: unknown = await world.book.ownerSource.query('SELECT * FROM recovery_code');
    expect(JSON.stringify(kept)).not.toContain(code);
  });

  it('let in one of ten who type the same one at once', async () => {
    const { codes } = await staff.withApp();
    const visitors = [];
    for (let n = 0; n < 10; n++) visitors.push(await staff.signIn());
    const answers = await Promise.all(
      visitors.map((visitor) => visitor.send('/sign-in/second/recovery', { code: codes[0] ?? '' })),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 303)).toHaveLength(1);
  });

  it('made anew end those before', async () => {
    const { visitor, codes } = await staff.withApp();
    const { body } = await makeNew(visitor, insteadOf((await visitor.get('/account/second/codes')).body));
    expect(body.match(RECOVERY)).toHaveLength(10);
    const later = await staff.signIn();
    expect((await later.send('/sign-in/second/recovery', { code: codes[1] ?? '' })).statusCode).toBe(422);
  });

  it('are not ended by sending the page again that made them', async () => {
    const { visitor, codes } = await staff.withApp();
    const again = await makeNew(visitor, '');
    expect([again.statusCode, again.headers.location]).toEqual([303, '/account/second']);
    const later = await staff.signIn();
    expect((await later.send('/sign-in/second/recovery', { code: codes[0] ?? '' })).statusCode).toBe(303);
  });

  const insteadOf = (body: string) => /name="instead_of" value="([^"]+)"/.exec(body)?.[1] ?? 'nothing';
  const makeNew = (visitor: Visitor, instead_of: string) =>
    visitor.send('/account/second/codes', { instead_of });

  it('go on working however often strangers guess the app', async () => {
    const { codes } = await staff.withApp();
    const stranger = await staff.signIn(world.visitor(ELSEWHERE));
    const token = tokenIn((await stranger.get('/sign-in/second')).body);
    for (let n = 0; n < 11; n++) await stranger.post('/sign-in/second', { code: '000000', _csrf: token });
    const owner = await staff.signIn(world.visitor(ELSEWHERE));
    expect((await owner.send('/sign-in/second/recovery', { code: codes[2] ?? '' })).statusCode).toBe(303);
  });
});

function withCookie(secret: string): Visitor {
  const visitor = world.visitor();
  visitor.cookies.set('galaxies', secret);
  return visitor;
}
