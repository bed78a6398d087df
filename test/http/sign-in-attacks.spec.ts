import { waitAfter } from '../../src/identity/guessing.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { tokenIn, type Visitor } from '../support/visitor.js';

let world: SignInWorld;

beforeAll(async () => {
  world = await SignInWorld.open();
});
beforeEach(async () => {
  await world.startOver();
  await world.person({ likedName: 'Jo', email: 'jo@example.org', phone: '07700 900 982' });
});

afterAll(() => world.close());

const WRONG = '000000';

/** The address of the nth stranger, each in a network of their own. */
const elsewhere = (n: number): string => `198.51.${String(n)}.1`;

describe('guessing (A7)', () => {
  it('ends after ten tries of one code, and says how many are left', async () => {
    const visitor = world.visitor();
    await visitor.askByEmail('jo@example.org');
    const { code } = await world.deliverOne();
    const said: string[] = [];
    for (let tries = 0; tries < 10; tries++) {
      await world.pass(`${String(waitAfter(tries))} seconds`);
      said.push((await visitor.typeCode(other(code))).body);
    }
    expect(said[0]).toContain('You have 9 tries left');
    expect(said[8]).toContain('You have 1 try left');
    expect(said[9]).toContain('That code has run out');
    expect((await visitor.typeCode(code)).body).toContain('That code has run out');
  });

  it('by strangers everywhere is looked at ten times in five minutes, and does not keep the person out', async () => {
    await world.signIn('jo@example.org');
    await guessEverywhere();
    const lucky = await strangerWhoAsked(4);
    const { code: right } = await world.deliverOne();
    expect((await lucky.typeCode(right)).body).toContain('did not match');
    const owner = world.visitor();
    await owner.askByEmail('jo@example.org');
    const { code } = await world.deliverOne();
    expect((await owner.typeCode(code)).headers.location).toBe('/sign-in/device');
  });

  it('does not keep the person out on a new device elsewhere either: the link goes on working', async () => {
    const owner = world.visitor(elsewhere(200));
    await owner.askByEmail('jo@example.org');
    const { link } = await world.deliverOne();
    await guessEverywhere();
    expect((await owner.send(link, {})).headers.location).toBe('/sign-in/device');
  });

  it('a flood of requests sends a few messages, answers all alike, and leaves the usual network its own', async () => {
    await world.signIn('jo@example.org');
    await world.pass('16 minutes');
    for (let n = 0; n < 12; n++) {
      const answer = await world.visitor(elsewhere(n)).askByEmail('jo@example.org');
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in/code']);
    }
    expect(await world.deliver()).toHaveLength(5);
    const owner = world.visitor();
    await owner.askByEmail('jo@example.org');
    const { code } = await world.deliverOne();
    expect((await owner.typeCode(code)).statusCode).toBe(303);
  });

  it('one network that asks without end is told to wait, and nothing that was typed is lost', async () => {
    const token = async (visitor: Visitor) => tokenIn((await visitor.get('/sign-in/email')).body);
    const visitor = world.visitor(elsewhere(1));
    const fields = { address: 'nobody@example.org', _csrf: await token(visitor) };
    for (let asked = 0; asked < 60; asked++) await visitor.post('/sign-in/email', fields);
    const answer = await visitor.post('/sign-in/email', fields);
    expect([answer.statusCode, answer.body]).toEqual([
      429,
      expect.stringContaining('value="nobody@example.org"'),
    ]);
    expect((await world.visitor(elsewhere(2)).askByEmail('jo@example.org')).statusCode).toBe(303);
  });
});

describe('what no page of ours has sent changes nothing (A9)', () => {
  const OURS = { origin: 'http://localhost:80', 'sec-fetch-site': 'same-origin' };

  it.each<[string, Record<string, string>]>([
    ['from another site', { ...OURS, origin: 'https://evil.example' }],
    ['from another site, as the browser says', { ...OURS, 'sec-fetch-site': 'cross-site' }],
    ['from a neighbour site', { ...OURS, 'sec-fetch-site': 'same-site' }],
    ['from a page that hides where it is', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['from an old browser at a page that hides where it is', { origin: 'null' }],
    ['from nowhere', {}],
    ['as text', { ...OURS, 'content-type': 'text/plain' }],
    ['as parts', { ...OURS, 'content-type': 'multipart/form-data; boundary=x' }],
    ['as JSON', { ...OURS, 'content-type': 'application/json' }],
  ])('a form %s', async (_what, headers) => {
    const visitor = await world.signIn('jo@example.org');
    const token = tokenIn((await visitor.get('/account/name')).body);
    const answer = await visitor.post('/account/name', { liked_name: 'Mallory', _csrf: token }, headers);
    expect(answer.statusCode === 303 && answer.headers.location === '/account').toBe(false);
    expect(await names()).toEqual(['Jo']);
    const right = await visitor.post('/account/name', { liked_name: 'Joanna', _csrf: token });
    expect([right.statusCode, await names()]).toEqual([303, ['Joanna']]);
  });

  it.each(['application/json', 'text/plain', 'application/json; charset=utf-8'])(
    'JSON with the cookie, as %s, also from a page of ours',
    async (type) => {
      const visitor = await world.signIn('jo@example.org');
      const answer = await world.web.app.inject({
        method: 'POST',
        url: '/account/name',
        headers: { ...OURS, cookie: `galaxies=${visitor.secret}`, 'content-type': type },
        payload: JSON.stringify({ liked_name: 'Mallory' }),
      });
      expect([answer.statusCode >= 400, await names()]).toEqual([true, ['Jo']]);
    },
  );

  it.each([
    ['no token', ''],
    ['a token of another browser', 'other'],
  ])('a form with %s', async (_what, kind) => {
    const visitor = await world.signIn('jo@example.org');
    const token = kind === '' ? '' : tokenIn((await world.visitor().get('/sign-in')).body);
    const answer = await visitor.post('/account/name', { liked_name: 'Mallory', _csrf: token });
    expect([answer.statusCode, await names()]).toEqual([403, ['Jo']]);
    const out = await visitor.post('/sign-out', { _csrf: token });
    expect([out.statusCode, await visitor.isSignedIn()]).toEqual([403, true]);
  });

  it('nobody is signed in to a stranger’s account by a form of the stranger’s', async () => {
    const stranger = world.visitor(elsewhere(1));
    await stranger.askByEmail('jo@example.org');
    const { link } = await world.deliverOne();
    const token = tokenIn((await stranger.get(link)).body);
    const victim = world.visitor();
    await victim.get('/sign-in');
    expect((await victim.post(link, { _csrf: token })).statusCode).toBe(403);
    expect(await victim.isSignedIn()).toBe(false);
  });
});

/** Twelve wrong codes within five minutes, three from each of four networks: nobody waits yet. */
async function guessEverywhere(): Promise<void> {
  for (let n = 0; n < 4; n++) {
    const stranger = await strangerWhoAsked(n);
    await world.deliver();
    for (let tries = 0; tries < 3; tries++) await stranger.typeCode(WRONG);
  }
}

async function strangerWhoAsked(n: number): Promise<Visitor> {
  const stranger = world.visitor(elsewhere(n));
  await stranger.askByEmail('jo@example.org');
  return stranger;
}

/** Another code than this one. */
function other(code: string): string {
  return code === WRONG ? '111111' : WRONG;
}

async function names(): Promise<string[]> {
  const rows: { liked_name: string }[] = await world.book.ownerSource.query('SELECT liked_name FROM person');
  return rows.map(({ liked_name }) => liked_name);
}
