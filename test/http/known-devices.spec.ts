import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

let world: SignInWorld;

beforeAll(async () => {
  world = await SignInWorld.open();
  await world.person({ likedName: 'Jo', email: 'jo@example.org' });
  await world.person({ likedName: 'Sam', email: 'sam@example.org' });
});

afterAll(() => world.close());

beforeEach(() => world.book.ownerSource.query('TRUNCATE known_device'));

/** Signs in by email, and answers with where that led once the question of the device was passed or asked. */
async function comeIn(visitor: Visitor, email = 'jo@example.org'): Promise<'asked' | 'not asked'> {
  await world.signIn(email, visitor);
  return (await visitor.get('/sign-in/device')).statusCode === 200 ? 'asked' : 'not asked';
}

async function answer(visitor: Visitor, own: 'yes' | 'no'): Promise<void> {
  await visitor.send('/sign-in/device', { own_device: own });
}

function cookieNamed(name: string, { cookies }: Awaited<ReturnType<Visitor['get']>>) {
  return cookies.find((cookie) => cookie.name === name);
}

describe('whether a device is their own', () => {
  it('is asked once: signing in there again keeps them signed in for ninety days without a question', async () => {
    const visitor = world.visitor();
    expect(await comeIn(visitor)).toBe('asked');
    await answer(visitor, 'yes');
    await world.book.ownerSource.query('UPDATE web_sign_in SET revoked_at = clock_timestamp()');
    expect(await visitor.isSignedIn()).toBe(false);
    expect(await comeIn(visitor)).toBe('not asked');
    await world.pass('89 days');
    expect(await visitor.isSignedIn()).toBe(true);
  });

  it('is remembered by the browser for ninety days, or until it is closed, and says nothing of anybody', async () => {
    for (const [own, maxAge] of [
      ['yes', 7_776_000],
      ['no', undefined],
    ] as const) {
      const visitor = await world.signIn('jo@example.org');
      const given = cookieNamed(
        'galaxies-device',
        await visitor.send('/sign-in/device', { own_device: own }),
      );
      expect(given).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
      expect([given?.value, given?.maxAge]).toEqual([expect.stringMatching(/^[\w-]{43}$/), maxAge]);
      const rows: unknown = await world.book.ownerSource.query('SELECT * FROM known_device');
      expect(JSON.stringify(rows)).not.toContain(String(given?.value));
    }
  });

  it('counts anew from each sign-in, in the database and in the browser', async () => {
    const visitor = world.visitor();
    await comeIn(visitor);
    await answer(visitor, 'yes');
    await later('60 days');
    await visitor.askByEmail('jo@example.org');
    const entered = await visitor.typeCode((await world.deliverOne()).code);
    expect(cookieNamed('galaxies-device', entered)?.maxAge).toBe(7_776_000);
    await later('60 days');
    expect(await comeIn(visitor)).toBe('not asked');
    await later('91 days');
    expect(await comeIn(visitor)).toBe('asked');
  });

  it('on a shared one stays no: the sign-in is over when the browser is closed, and within twelve hours', async () => {
    const visitor = world.visitor();
    await comeIn(visitor);
    await answer(visitor, 'no');
    await visitor.askByEmail('jo@example.org');
    const entered = await visitor.typeCode((await world.deliverOne()).code);
    expect(cookieNamed('galaxies', entered)?.maxAge).toBeUndefined();
    expect((await visitor.get('/sign-in/device')).statusCode).toBe(303);
    await world.pass('61 minutes');
    expect(await visitor.isSignedIn()).toBe(false);
  });

  it('is each person’s own answer: the next one in the same browser is asked, and neither is told of the other', async () => {
    const visitor = world.visitor();
    await comeIn(visitor);
    await answer(visitor, 'yes');
    expect(await comeIn(visitor, 'sam@example.org')).toBe('asked');
    await answer(visitor, 'yes');
    const rows: { key_hash: Buffer }[] = await world.book.ownerSource.query('SELECT * FROM known_device');
    expect(new Set(rows.map(({ key_hash }) => key_hash.toString('hex'))).size).toBe(2);
    expect([await comeIn(visitor), await comeIn(visitor, 'sam@example.org')]).toEqual([
      'not asked',
      'not asked',
    ]);
  });

  it('is forgotten by signing out, so that nothing stays behind', async () => {
    const visitor = world.visitor();
    await comeIn(visitor);
    await answer(visitor, 'yes');
    const out = await visitor.send('/account', {}, '/sign-out');
    expect(out.headers['clear-site-data']).toBe('"cache", "cookies", "storage"');
    expect(cookieNamed('galaxies-device', out)?.maxAge).toBe(0);
    expect(await comeIn(visitor)).toBe('asked');
  });

  it('is shared until they say otherwise, also where the browser shows a cookie of its own making', async () => {
    const visitor = world.visitor();
    for (const planted of ['', 'yes', 'A'.repeat(43)]) {
      visitor.cookies.set('galaxies-device', planted);
      expect(await comeIn(visitor)).toBe('asked');
      await world.pass('61 minutes');
      expect(await visitor.isSignedIn()).toBe(false);
    }
  });

  it('leaves nobody who sees the affairs of others signed in for longer', async () => {
    const email = 'ailsa@example.org';
    const ailsa = await world.person({ likedName: 'Ailsa', email });
    const visitor = world.visitor();
    await comeIn(visitor, email);
    await answer(visitor, 'yes');
    await world.give(ailsa, 'staff');
    await world.signIn(email, visitor);
    await world.pass('16 minutes');
    expect(await visitor.isSignedIn()).toBe(false);
  });
});

async function later(time: string): Promise<void> {
  await world.pass(time);
  await world.book.ownerSource.query('UPDATE known_device SET ends_at = ends_at - $1::interval', [time]);
}
