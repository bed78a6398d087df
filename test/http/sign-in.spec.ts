import { UnitOfWork } from '../../src/database/index.js';
import { SignInCards } from '../../src/identity/sign-in-cards.service.js';
import { fitsOneText } from '../../src/messages/index.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

let world: SignInWorld;

beforeAll(async () => {
  world = await SignInWorld.open();
  await world.person({ likedName: 'Jo', email: 'jo@example.org', phone: '07700 900 982' });
});

afterAll(() => world.close());

describe('signing in', () => {
  it('goes from the question how to the account, by email and its code', async () => {
    const visitor = world.visitor();
    const how = await visitor.send('/sign-in', { how: 'email' });
    expect([how.statusCode, how.headers.location]).toEqual([303, '/sign-in/email']);
    expect((await visitor.askByEmail(' JO@example.org ')).headers.location).toBe('/sign-in/code');
    const [delivered, ...others] = await world.deliver();
    expect([delivered?.message.address, others]).toEqual(['jo@example.org', []]);
    const spaced = `${String(delivered?.code.slice(0, 3))} ${String(delivered?.code.slice(3))}`;
    expect((await visitor.typeCode(spaced)).headers.location).toBe('/sign-in/device');
    const answered = await visitor.send('/sign-in/device', { own_device: 'no' });
    expect(answered.headers.location).toBe('/today');
    expect((await visitor.get('/account')).body).toContain('Jo');
  });

  it('by text goes to one mobile number, however it is written, in one text', async () => {
    const visitor = world.visitor();
    await visitor.send('/sign-in/text', { address: '+44 (0)7700 900982' });
    const [delivered] = await world.deliver();
    expect(delivered?.message).toMatchObject({ channel: 'text', address: '+447700900982' });
    expect(fitsOneText(String(delivered?.message.body))).toBe(true);
    expect((await visitor.typeCode(String(delivered?.code))).headers.location).toBe('/sign-in/device');
  });

  it('by a link needs its button: looking at it, however often, signs nobody in and uses nothing up', async () => {
    await world.visitor().askByEmail('jo@example.org');
    const { link } = await world.deliverOne();
    for (let looks = 0; looks < 3; looks++) {
      const scanner = world.visitor('198.51.100.9');
      expect([(await scanner.get(link)).statusCode, await scanner.isSignedIn()]).toEqual([200, false]);
    }
    const other = world.visitor('203.0.113.5');
    expect((await other.send(link, {})).headers.location).toBe('/sign-in/device');
    expect(await other.isSignedIn()).toBe(true);
    const again = await world.visitor().send(link, {});
    expect([again.statusCode, again.body]).toEqual([410, expect.stringContaining('This link has been used')]);
  });

  it('by a card needs neither phone nor email; the letters may be typed any way, and a new card ends the old', async () => {
    const sam = await world.person({ likedName: 'Sam' });
    const cards = new SignInCards();
    const make = () => world.book.work.write(world.scheme, (tx) => cards.make(tx, world.scheme, sam, null));
    const first = await make();
    const visitor = world.visitor();
    const typed = first.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect((await visitor.send('/sign-in/card', { address: typed })).headers.location).toBe(
      '/sign-in/device',
    );
    expect(await visitor.isSignedIn()).toBe(true);
    const second = await make();
    expect(await visitor.isSignedIn()).toBe(false);
    const old = await world.visitor().send('/sign-in/card', { address: first });
    expect([old.statusCode, old.body]).toEqual([422, expect.stringContaining('We do not know that card')]);
    expect((await world.visitor().send('/sign-in/card', { address: second })).statusCode).toBe(303);
  });

  it('a code works in the browser that asked, and in no other', async () => {
    const visitor = world.visitor();
    await visitor.askByEmail('jo@example.org');
    const { code } = await world.deliverOne();
    const stranger = world.visitor();
    expect((await stranger.typeCode(code)).body).toContain('That code has run out');
    expect((await visitor.typeCode(code)).statusCode).toBe(303);
    expect((await visitor.typeCode(code)).body).toContain('That code has run out');
  });

  it.each([
    ['changed', "email = 'kim.new@example.org'"],
    ['gone with who has left', "taking_part = 'left', left_on = current_date"],
  ])('nothing is sent when the address was %s before the code was made', async (_how, change) => {
    const kim = await world.person({ likedName: 'Kim', email: 'kim@example.org' });
    await world.visitor().askByEmail('kim@example.org');
    await world.book.ownerSource.query(`UPDATE person SET ${change} WHERE id = $1`, [kim]);
    expect(await world.deliver()).toEqual([]);
  });

  it('a code and a link work for thirty minutes by the clock of the database', async () => {
    const visitor = world.visitor();
    await visitor.askByEmail('jo@example.org');
    const { code, link } = await world.deliverOne();
    await world.pass('31 minutes');
    expect((await visitor.typeCode(code)).body).toContain('That code has run out');
    expect((await visitor.send(link, {})).statusCode).toBe(410);
  });

  it('brings people to the page they were on the way to, and never to another site', async () => {
    const visitor = world.visitor();
    const sent = await visitor.get('/account/formats');
    expect([sent.statusCode, sent.headers.location]).toEqual([303, '/sign-in']);
    await world.signIn('jo@example.org', visitor);
    const answered = await visitor.send('/sign-in/device', { own_device: 'yes' });
    expect(answered.headers.location).toBe('/account/formats');
    const misled = await world.signIn('jo@example.org');
    misled.cookies.set('galaxies-next', '//evil.example');
    expect((await misled.send('/sign-in/device', { own_device: 'no' })).headers.location).toBe('/today');
  });
});

describe('the cookie', () => {
  it('lasts ninety days on a device of their own, and until the browser is closed on another', async () => {
    for (const [answer, maxAge] of [
      ['yes', 7_776_000],
      ['no', undefined],
    ] as const) {
      const visitor = await world.signIn('jo@example.org');
      const { cookies } = await visitor.send('/sign-in/device', { own_device: answer });
      expect(cookies[0]).toMatchObject({ name: 'galaxies', httpOnly: true, sameSite: 'Lax', path: '/' });
      expect(cookies[0]?.maxAge).toBe(maxAge);
    }
  });

  it('is another one after each step of signing in, and nothing that it was before signs in (A6)', async () => {
    const planted = 'A'.repeat(43);
    const visitor = world.visitor();
    visitor.cookies.set('galaxies', planted);
    await world.signIn('jo@example.org', visitor);
    const afterCode = visitor.secret;
    await visitor.send('/sign-in/device', { own_device: 'yes' });
    expect(new Set([planted, afterCode, visitor.secret]).size).toBe(3);
    for (const old of [planted, afterCode]) expect(await withCookie(old).isSignedIn()).toBe(false);
    expect(await visitor.isSignedIn()).toBe(true);
  });

  it('is in the database only as a hash', async () => {
    const visitor = await world.signIn('jo@example.org');
    const rows: unknown = await world.book.ownerSource.query('SELECT * FROM web_sign_in');
    expect(JSON.stringify(rows)).not.toContain(visitor.secret);
  });

  it('over https cannot be set by another site, nor sent without https', async () => {
    const secure = await SignInWorld.open({ PUBLIC_URL: 'https://orbit.example.org' });
    const { headers } = await secure.visitor().get('/sign-in');
    expect(headers['set-cookie']).toMatch(
      /^__Host-galaxies=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    );
    await secure.close();
  });
});

describe('a sign-in ends (A6)', () => {
  it('when somebody signs in again in the same browser', async () => {
    const visitor = await world.signIn('jo@example.org');
    const before = visitor.secret;
    await world.signIn('jo@example.org', visitor);
    expect([await withCookie(before).isSignedIn(), await visitor.isSignedIn()]).toEqual([false, true]);
  });

  it('when they sign out, and the browser is asked to forget everything', async () => {
    const visitor = await world.signIn('jo@example.org');
    const secret = visitor.secret;
    const out = await visitor.send('/account', {}, '/sign-out');
    expect([out.statusCode, out.headers['clear-site-data']]).toEqual([303, '"cache", "cookies", "storage"']);
    expect([await visitor.isSignedIn(), await withCookie(secret).isSignedIn()]).toEqual([false, false]);
  });

  it.each([
    ['they get a role', async (id: Parameters<SignInWorld['give']>[0]) => world.give(id, 'leader')],
    ['they leave', async (id: Parameters<SignInWorld['give']>[0]) => change(id, "taking_part = 'left'")],
  ])('with the very change when %s', async (_what, cause) => {
    const email = `${String(performance.now())}@example.org`;
    const id = await world.person({ email });
    const visitor = await world.signIn(email);
    expect(await visitor.isSignedIn()).toBe(true);
    await cause(id);
    expect(await visitor.isSignedIn()).toBe(false);
  });

  it('after an hour without use on a shared device, and after twelve hours anyway', async () => {
    const idle = await world.signIn('jo@example.org');
    await world.pass('61 minutes');
    expect(await idle.isSignedIn()).toBe(false);
    const busy = await world.signIn('jo@example.org');
    for (let hours = 0; hours < 13; hours++) {
      await world.pass('55 minutes');
      if (hours < 12) expect(await busy.isSignedIn()).toBe(true);
    }
    await world.pass('55 minutes');
    expect(await busy.isSignedIn()).toBe(false);
  });

  it('after a quarter of an hour for those who see the affairs of others, on any device', async () => {
    const id = await world.person({ email: 'ailsa@example.org' });
    await world.give(id, 'staff');
    const staff = await world.signIn('ailsa@example.org');
    expect((await staff.get('/sign-in/device')).headers.location).toBe('/sign-in/second');
    await world.pass('16 minutes');
    expect(await staff.isSignedIn()).toBe(false);
  });

  it('after ninety days on a device of their own', async () => {
    const visitor = await world.signIn('jo@example.org');
    await visitor.send('/sign-in/device', { own_device: 'yes' });
    await world.pass('89 days');
    expect(await visitor.isSignedIn()).toBe(true);
    await world.pass('2 days');
    expect(await visitor.isSignedIn()).toBe(false);
  });
});

it('no page of somebody signed in, and no step of signing in, is kept by the browser', async () => {
  const visitor = await world.signIn('jo@example.org');
  for (const url of ['/account', '/account/name', '/', '/help', '/sign-in', '/sign-in/code', '/nothing'])
    expect([url, (await visitor.get(url)).headers['cache-control']]).toEqual([url, 'no-store']);
});

function withCookie(secret: string): Visitor {
  const visitor = world.visitor();
  visitor.cookies.set('galaxies', secret);
  return visitor;
}

async function change(id: string, set: string): Promise<void> {
  await new UnitOfWork(world.book.ownerSource).write(world.scheme, (tx) =>
    tx.query(`UPDATE person SET ${set} WHERE id = $1`, [id]),
  );
}
