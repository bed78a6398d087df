import { SignInWorld } from '../support/sign-in-world.js';
import { tokenIn } from '../support/visitor.js';

const PROXY = '10.0.0.5';

/** How many of 61 requests for a code are told to wait, each from another network if the proxy is to be believed. */
async function toldToWait(settings: Readonly<Record<string, string>>, sender: string): Promise<number> {
  const world = await SignInWorld.open(settings);
  const visitor = world.visitor(sender);
  const fields = {
    address: 'nobody@example.org',
    _csrf: tokenIn((await visitor.get('/sign-in/email')).body),
  };
  const ours = { origin: 'http://localhost:80', 'sec-fetch-site': 'same-origin' };
  let waits = 0;
  for (let n = 0; n < 61; n++) {
    const headers = { ...ours, 'x-forwarded-for': `1.2.3.4, 198.51.${String(n)}.1` };
    const { statusCode } = await visitor.post('/sign-in/email', fields, headers);
    if (statusCode === 429) waits += 1;
  }
  await world.close();
  return waits;
}

it('nobody is believed who says where a request comes from, unless the settings name a proxy', async () => {
  expect(await toldToWait({}, PROXY)).toBe(1);
});

it('behind a proxy that the settings name, each network has limits of its own', async () => {
  expect(await toldToWait({ TRUSTED_PROXIES: '192.0.2.1, 10.0.0.0/24' }, PROXY)).toBe(0);
});

it('somebody who is no such proxy is not believed', async () => {
  expect(await toldToWait({ TRUSTED_PROXIES: '10.0.0.0/24' }, '10.0.1.5')).toBe(1);
});

it('what is said before the proxy’s own word is not believed either', async () => {
  const world = await SignInWorld.open({ TRUSTED_PROXIES: PROXY });
  const visitor = world.visitor(PROXY);
  const _csrf = tokenIn((await visitor.get('/sign-in/email')).body);
  const headers = {
    origin: 'http://localhost:80',
    'sec-fetch-site': 'same-origin',
    'x-forwarded-for': '203.0.113.9, 198.51.100.7',
  };
  await visitor.post('/sign-in/email', { address: 'nobody@example.org', _csrf }, headers);
  const rows: unknown = await world.book.ownerSource.query('SELECT network FROM sign_in_code');
  expect(rows).toEqual([{ network: '198.51.100.0/24' }]);
  await world.close();
});
