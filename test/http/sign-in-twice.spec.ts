import { SignInWorld } from '../support/sign-in-world.js';
import { tokenIn, type Visitor } from '../support/visitor.js';

let world: SignInWorld;

beforeAll(async () => {
  world = await SignInWorld.open();
  await world.person({ likedName: 'Jo', email: 'jo@example.org' });
});

afterAll(() => world.close());

function withCookie(secret: string): Visitor {
  const visitor = world.visitor();
  visitor.cookies.set('galaxies', secret);
  return visitor;
}

describe('a button that is tapped twice, or sent again because its answer was lost', () => {
  /** Sends the form on that page twice from the same browser, which has not got the first answer when it sends the second. */
  async function twice(visitor: Visitor, page: string, fields: Record<string, string>) {
    const token = tokenIn((await visitor.get(page)).body);
    const before = visitor.secret;
    const first = await visitor.post(page, { ...fields, _csrf: token });
    const cookieOfFirst = visitor.secret;
    visitor.cookies.set('galaxies', before);
    return { first, cookieOfFirst, second: await visitor.post(page, { ...fields, _csrf: token }) };
  }

  it('signs in by a code as if it were once, and the first sign-in ends', async () => {
    const visitor = world.visitor();
    await visitor.askByEmail('jo@example.org');
    const { code } = await world.deliverOne();
    const { second, cookieOfFirst } = await twice(visitor, '/sign-in/code', { code });
    expect([second.statusCode, second.headers.location]).toEqual([303, '/sign-in/device']);
    expect([await visitor.isSignedIn(), await withCookie(cookieOfFirst).isSignedIn()]).toEqual([true, false]);
  });

  it('signs in by a link as if it were once', async () => {
    await world.visitor().askByEmail('jo@example.org');
    const { link } = await world.deliverOne();
    const visitor = world.visitor('203.0.113.6');
    const { second, cookieOfFirst } = await twice(visitor, link, {});
    expect([second.statusCode, second.headers.location]).toEqual([303, '/sign-in/device']);
    expect([await visitor.isSignedIn(), await withCookie(cookieOfFirst).isSignedIn()]).toEqual([true, false]);
  });

  it('lets nobody in by a link that was used in another browser, also in the same place and at once', async () => {
    await world.visitor().askByEmail('jo@example.org');
    const { link } = await world.deliverOne();
    const [own, other] = [world.visitor('203.0.113.6'), world.visitor('203.0.113.6')];
    expect((await own.send(link, {})).statusCode).toBe(303);
    expect((await other.send(link, {})).statusCode).toBe(410);
    expect([await own.isSignedIn(), await other.isSignedIn()]).toEqual([true, false]);
  });

  it('says once whose device this is, and leaves them signed in', async () => {
    const visitor = await world.signIn('jo@example.org');
    const { second, cookieOfFirst } = await twice(visitor, '/sign-in/device', { own_device: 'yes' });
    expect([second.statusCode, second.headers.location]).toEqual([303, '/today']);
    expect(second.cookies[0]?.maxAge).toBe(7_776_000);
    expect([await visitor.isSignedIn(), await withCookie(cookieOfFirst).isSignedIn()]).toEqual([true, false]);
  });

  it('leaves them signed in also when both taps come at the same moment', async () => {
    const visitor = await world.signIn('jo@example.org');
    const fields = { own_device: 'no', _csrf: tokenIn((await visitor.get('/sign-in/device')).body) };
    const tap = () => withCookie(visitor.secret).post('/sign-in/device', fields);
    const answers = await Promise.all([tap(), tap()]);
    expect(answers.map(({ headers }) => headers.location)).toEqual(['/today', '/today']);
  });

  it('lets nobody in with another code, after they signed out, nor half a minute later', async () => {
    const visitor = world.visitor();
    await visitor.askByEmail('jo@example.org');
    const { code, link } = await world.deliverOne();
    const [token, asked] = [tokenIn((await visitor.get('/sign-in/code')).body), visitor.secret];
    const again = async (typed: string) => {
      const browser = withCookie(asked);
      return (await browser.post('/sign-in/code', { code: typed, _csrf: token })).headers.location;
    };
    await visitor.post('/sign-in/code', { code, _csrf: token });
    expect(await again(code === '000000' ? '111111' : '000000')).toBeUndefined();
    await visitor.send('/account', {}, '/sign-out');
    expect(await again(code)).toBeUndefined();
    expect((await world.visitor().send(link, {})).statusCode).toBe(410);
    const later = await world.signIn('jo@example.org', world.visitor());
    const [old, form] = [later.secret, tokenIn((await later.get('/sign-in/device')).body)];
    await later.post('/sign-in/device', { own_device: 'yes', _csrf: form });
    await world.book.ownerSource.query(
      `UPDATE web_sign_in SET revoked_at = revoked_at - interval '31 seconds'`,
    );
    const answer = await withCookie(old).post('/sign-in/device', { own_device: 'yes', _csrf: form });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in']);
  });
});

it('a page from before somebody signed in says that it was not sent, and not that they may not see it', async () => {
  const visitor = world.visitor();
  const token = tokenIn((await visitor.get('/sign-in')).body);
  visitor.cookies.delete('galaxies');
  await world.signIn('jo@example.org', visitor);
  const answer = await visitor.post('/account/name', { liked_name: 'Joanna', _csrf: token });
  expect([answer.statusCode, answer.body]).toEqual([403, expect.stringContaining('Please send that again')]);
  expect(answer.body).not.toContain('You cannot see this page');
  expect(answer.body).toContain('href="/today"');
  expect((await visitor.get('/account')).body).toContain('Jo');
});
