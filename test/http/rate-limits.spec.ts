import { API_SCOPES } from '../../src/identity/index.js';
import { ApiTokens } from '../../src/identity/api-tokens.service.js';
import { RequestCounts } from '../../src/identity/request-counts.service.js';
import { type ActorId, parseId } from '../../src/shared/ids.js';
import { SignInWorld } from '../support/sign-in-world.js';

const MOST = 600;
const OURS = '198.51.100.9';
const OTHERS = '203.0.113.5';

let world: SignInWorld;

beforeAll(async () => {
  world = await SignInWorld.open();
});

afterAll(() => world.close());

const ask = (url: string, remoteAddress: string, headers: Readonly<Record<string, string>> = {}) =>
  world.web.app.inject({ url, remoteAddress, headers: { accept: 'application/json', ...headers } });

describe('who asks the API without saying who they are', () => {
  beforeAll(async () => {
    const counts = world.web.app.get(RequestCounts, { strict: false });
    for (let asked = 1; asked < MOST; asked++) await counts.take('network/198.51.100.0/24', 60);
    expect((await ask('/api/v1/schemes', OURS)).statusCode).toBe(200);
  });

  it('is told to wait, and for how long, once their whole network has asked 600 times in a minute', async () => {
    for (const [url, address] of [
      ['/api/v1/schemes', OURS],
      ['/api/v1/token', '198.51.100.250'],
    ] as const) {
      const { statusCode, headers, body } = await ask(url, address);
      expect([statusCode, headers['content-type']]).toEqual([429, 'application/problem+json; charset=utf-8']);
      expect(JSON.parse(body)).toMatchObject({
        type: '/problems/too-many-requests',
        detail: 'Too many requests have come at once. Wait a little and try again.',
      });
      expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1);
      expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
    }
  });

  it('keeps nobody out in another network, and no page, and nobody who watches over the service', async () => {
    expect((await ask('/api/v1/schemes', OTHERS)).statusCode).toBe(200);
    for (const url of ['/', '/help-now', '/sign-in', '/sign-in/email', '/health/live'])
      expect([url, (await world.visitor(OURS).get(url)).statusCode]).toEqual([url, 200]);
  });

  it('keeps nobody out of their own network who is signed in, or comes with a token that works', async () => {
    const { visitor, person } = await world.signedInAs('administrator', { name: 'Ann' });
    const cookie = `galaxies=${visitor.secret}`;
    expect((await ask('/api/v1/token', OURS, { cookie })).statusCode).not.toBe(429);
    const token = await world.web.app.get(ApiTokens, { strict: false }).make(
      {
        schemeId: world.scheme,
        personId: person,
        actorId: parseId<ActorId>(person),
        roles: ['administrator'],
      },
      { name: 'Rota', scopes: [...API_SCOPES], days: 30 },
    );
    const shown = await ask('/api/v1/token', OURS, { authorization: `Bearer ${token}` });
    expect(shown.statusCode).toBe(200);
  });

  it('does not keep the person of that network from signing in', async () => {
    await world.person({ likedName: 'Jo', email: 'jo@example.org' });
    const visitor = await world.signIn('jo@example.org', world.visitor(OURS));
    expect(await visitor.isSignedIn()).toBe(true);
  });
});
