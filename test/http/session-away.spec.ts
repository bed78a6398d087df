import { SignInWorld } from '../support/sign-in-world.js';
import { tokenIn, type Visitor } from '../support/visitor.js';

let world: SignInWorld;

beforeAll(async () => {
  world = await SignInWorld.open();
});
beforeEach(async () => {
  await world.startOver();
  await world.person({ likedName: 'Jo', email: 'jo@example.org' });
  await world.person({ likedName: 'Sam', email: 'sam@example.org' });
});

afterAll(() => world.close());

const TYPED = 'Jo-Anne <b>';
const PUT_BACK = 'value="Jo-Anne &lt;b&gt;"';
const NOTICE = 'We kept what you typed. Check it, then send it again.';

describe('a form that arrives after the sign-in has ended', () => {
  it.each([
    ['because it was not used', () => world.pass('61 minutes')],
    [
      'because a role changed',
      () => world.book.ownerSource.query('UPDATE web_sign_in SET revoked_at = now()'),
    ],
  ])('%s changes nothing, and what was typed is there once they have signed in again', async (_why, end) => {
    const visitor = await world.signIn('jo@example.org');
    const away = await sendAfter(visitor, end);
    expect([away.statusCode, away.headers.location, await names()]).toEqual([303, '/sign-in', ['Jo', 'Sam']]);
    expect((await visitor.get('/sign-in')).body).toContain('We kept what you typed');
    await world.signIn('jo@example.org', visitor);
    const { headers } = await visitor.send('/sign-in/device', { own_device: 'no' });
    expect(headers.location).toBe('/account/name');
    const { body } = await visitor.get('/account/name');
    expect(body).toContain(PUT_BACK);
    expect(body).toContain(NOTICE);
    await visitor.send('/account/name', { liked_name: TYPED });
    expect(await names()).toEqual([TYPED, 'Sam']);
    expect((await visitor.get('/account/name')).body).not.toContain(NOTICE);
    expect(await kept()).toEqual([]);
  });

  it('shows nobody else what was typed, in the same browser or with the same page', async () => {
    const visitor = await world.signIn('jo@example.org');
    await sendAfter(visitor, () => world.pass('61 minutes'));
    await world.signIn('sam@example.org', visitor);
    const page = await visitor.get('/account/name');
    expect([page.body.includes('Anne'), page.body.includes(NOTICE)]).toEqual([false, false]);
    await visitor.send('/account/name', { liked_name: 'Samuel' });
    expect(await kept()).toHaveLength(1);
    const elsewhere = await world.signIn('jo@example.org');
    expect((await elsewhere.get('/account/name')).body).not.toContain('Anne');
    await world.signIn('jo@example.org', visitor);
    expect((await visitor.get('/account/name')).body).toContain(PUT_BACK);
  });

  it('is in the database only encrypted, with a key that the database does not have', async () => {
    const visitor = await world.signIn('jo@example.org');
    await sendAfter(visitor, () => world.pass('61 minutes'));
    const [row] = await kept();
    const key = visitor.cookies.get('galaxies-kept') ?? '';
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(row?.closed.toString('latin1')).not.toContain('Anne');
    expect(JSON.stringify(row)).not.toContain(key);
  });

  it('is put back box by box and choice by choice', async () => {
    const visitor = await world.signIn('jo@example.org');
    await visitor.send('/account/formats', { formats: 'letter' });
    const _csrf = tokenIn((await visitor.get('/account/formats')).body);
    await world.pass('61 minutes');
    await visitor.post('/account/formats', { formats: 'easy-read', _csrf });
    await visitor.post('/account/messages', { message_detail: 'everything', _csrf });
    await world.signIn('jo@example.org', visitor);
    const formats = (await visitor.get('/account/formats')).body;
    expect(formats.match(/value="[a-z-]+" checked/g)).toEqual(['value="easy-read" checked']);
    expect((await visitor.get('/account/messages')).body).toContain('value="everything" checked');
  });

  it('is shown no more two hours later, and its key goes when they sign out', async () => {
    const visitor = await world.signIn('jo@example.org');
    await sendAfter(visitor, () => world.pass('61 minutes'));
    await world.book.ownerSource.query("UPDATE kept_form SET made_at = made_at - interval '121 minutes'");
    await world.signIn('jo@example.org', visitor);
    expect((await visitor.get('/account/name')).body).not.toContain('Anne');
    await visitor.send('/account', {}, '/sign-out');
    expect(visitor.cookies.get('galaxies-kept') ?? '').toBe('');
  });
});

describe('before a sign-in ends', () => {
  it('a page without a form gives way to a warning two minutes early, and its button brings back', async () => {
    const visitor = await world.signIn('jo@example.org');
    const [, after, url] = /^(\d+); url=(.*)$/.exec(refreshOf(await visitor.get('/account'))) ?? [];
    expect([Number(after) > 45 * 60, Number(after) <= 58 * 60, url]).toEqual([
      true,
      true,
      '/sign-in/stay?from=/account',
    ]);
    await world.pass('58 minutes');
    const warning = await visitor.get(url ?? '');
    expect(warning.body).toContain('You will be signed out in 2 minutes');
    expect(refreshOf(warning)).toMatch(/^\d{1,3}; url=\/sign-in\/stay/);
    const _csrf = tokenIn(warning.body);
    const stayed = await visitor.post('/sign-in/stay', { from: '/account', _csrf });
    expect(stayed.headers.location).toBe('/account');
    await world.pass('58 minutes');
    expect(await visitor.isSignedIn()).toBe(true);
  });

  it('looking at the warning does not count as being here, and afterwards it says that it is over', async () => {
    const visitor = await world.signIn('jo@example.org');
    await world.pass('58 minutes');
    await visitor.get('/sign-in/stay?from=/account/formats');
    await world.pass('3 minutes');
    const { body, headers } = await visitor.get('/sign-in/stay?from=/account/formats');
    expect([body.includes('You have been signed out'), headers.refresh]).toEqual([true, undefined]);
    expect(visitor.cookies.get('galaxies-next')).toBe('/account/formats');
  });

  it('a page with a form stays, so that nothing typed is lost, and says how long there is', async () => {
    const visitor = await world.signIn('jo@example.org');
    const page = await visitor.get('/account/name');
    expect([page.headers.refresh, page.body]).toEqual([
      undefined,
      expect.stringContaining(
        'We sign you out after 60 minutes on one page. What you typed is kept for you.',
      ),
    ]);
  });

  it('staff have fifteen minutes, and nobody who stays for days is warned', async () => {
    const { visitor: staff } = await world.signedInAs('staff');
    expect(refreshOf(await staff.get('/account'))).toMatch(/^[67]\d\d; url=/);
    const { visitor: own } = await world.signedInAs('participant');
    expect((await own.get('/account')).headers.refresh).toBeUndefined();
  });

  it('the end that comes whatever they do cannot be put off, and the page says so', async () => {
    const visitor = await world.signIn('jo@example.org');
    await world.book.ownerSource.query(
      "UPDATE web_sign_in SET ends_at = clock_timestamp() + interval '2 minutes'",
    );
    const { body } = await visitor.get('/sign-in/stay?from=/account');
    expect([body.includes('Sign in again to go on'), body.includes('Stay signed in')]).toEqual([true, false]);
  });

  it('nobody is led to another site by it', async () => {
    const visitor = await world.signIn('jo@example.org');
    const { headers } = await visitor.send('/account/name', { from: '//evil.example' }, '/sign-in/stay');
    expect(headers.location).toBe('/account');
    await world.pass('58 minutes');
    expect(refreshOf(await visitor.get('/sign-in/stay?from=//evil.example'))).toContain('from=/account');
  });
});

describe('nothing is kept', () => {
  it.each<[string, (visitor: Visitor, token: string) => Promise<unknown>]>([
    ['from another site', (visitor, _csrf) => send(visitor, _csrf, { origin: 'https://evil.example' })],
    ['without the token of the page', (visitor) => send(visitor, 'other')],
    [
      'from a browser that never was signed in',
      async () => {
        const stranger = world.visitor();
        return send(stranger, tokenIn((await stranger.get('/sign-in')).body));
      },
    ],
    [
      'of a second factor',
      (visitor, _csrf) => visitor.post('/sign-in/second/recovery', { code: 'SECRET', _csrf }),
    ],
    ['that is longer than anybody types', (visitor, _csrf) => send(visitor, _csrf, {}, 'x'.repeat(300_000))],
  ])('%s', async (_what, sent) => {
    const visitor = await world.signIn('jo@example.org');
    const token = tokenIn((await visitor.get('/account/name')).body);
    await world.pass('61 minutes');
    await sent(visitor, token);
    expect(await kept()).toEqual([]);
    expect(await names()).toEqual(['Jo', 'Sam']);
  });
});

function refreshOf({ headers }: Awaited<ReturnType<Visitor['get']>>): string {
  return headers.refresh ?? '';
}

/** Opens the page of the name, lets the sign-in end, and sends what was typed there. */
async function sendAfter(visitor: Visitor, end: () => Promise<unknown>) {
  const token = tokenIn((await visitor.get('/account/name')).body);
  await end();
  return send(visitor, token);
}

function send(visitor: Visitor, _csrf: string, headers: Record<string, string> = {}, typed = TYPED) {
  const ours = { origin: 'http://localhost:80', 'sec-fetch-site': 'same-origin' };
  return visitor.post('/account/name', { liked_name: typed, _csrf }, { ...ours, ...headers });
}

async function names(): Promise<readonly string[]> {
  const rows: { liked_name: string }[] = await world.book.ownerSource.query(
    "SELECT liked_name FROM person WHERE email LIKE '%@example.org' ORDER BY email",
  );
  return rows.map(({ liked_name }) => liked_name);
}

async function kept(): Promise<readonly { closed: Buffer }[]> {
  const rows: { closed: Buffer }[] = await world.book.ownerSource.query('SELECT * FROM kept_form');
  return rows;
}
