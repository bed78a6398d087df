import { newId, type SessionId } from '../../src/shared/ids.js';
import { homeFor } from '../../src/identity/home.js';
import { Plans } from '../support/plans.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

let world: SignInWorld;

beforeAll(async () => {
  world = await SignInWorld.open({ SCHEME: 'orbit' });
});

afterAll(() => world.close());

/** The link of the navigation that is marked. */
async function markedOn(visitor: Visitor, path: string): Promise<string | undefined> {
  const { body } = await visitor.get(path);
  return /<a href="([^"]*)" aria-current="(?:page|true)">/.exec(body)?.[1];
}

it.each([
  ['participant', '/me'],
  ['leader', '/leader'],
  ['staff', '/staff'],
  ['administrator', '/admin/roles'],
] as const)('the day of a %s begins at %s, which opens', async (role, home) => {
  const { visitor } = await world.signedInAs(role);
  const led = await visitor.get('/today');
  expect([led.statusCode, led.headers.location]).toEqual([303, home]);
  const { statusCode, body } = await visitor.get(home);
  expect([statusCode, body.includes('<a href="/today">')]).toEqual([200, true]);
});

it('of several roles the one that others wait for comes first', () => {
  expect(homeFor(['participant', 'leader', 'staff', 'administrator'])).toBe('/staff');
  expect(homeFor(['participant', 'leader'])).toBe('/leader');
  expect(homeFor([])).toBe('/account');
});

it('whoever is not signed in is asked to sign in first', async () => {
  const { statusCode } = await world.visitor().get('/today');
  expect(statusCode).not.toBe(200);
  expect((await world.visitor().get('/help')).body).not.toContain('href="/today"');
});

it('your galaxies lead to what is on, and each page says in the navigation where one is', async () => {
  const plans = new Plans(world.book);
  const session = await plans.session(world.scheme);
  const { visitor } = await world.signedInAs('participant');
  expect((await visitor.get('/me')).body).toContain(
    '<a class="govuk-link" href="/activities">See what is on</a>',
  );
  for (const [path, marked] of [
    ['/me', '/me'],
    ['/me/history', '/me'],
    ['/activities', '/activities'],
    [`/dates/${session}`, '/activities'],
    ['/account/name', '/account'],
  ] as const)
    expect([path, await markedOn(visitor, path)]).toEqual([path, marked]);
});

it('a page that is not there leads back to today', async () => {
  const { visitor } = await world.signedInAs('participant');
  expect((await visitor.get(`/dates/${newId<SessionId>()}`)).body).toContain(
    '<a class="govuk-link" href="/today">Or go to Today</a>',
  );
  expect((await world.visitor().get('/nothing')).body).toContain('Or go to the first page');
});

it('a page that is nowhere leads whoever is signed in to their day, and anybody else to the first page', async () => {
  const { visitor } = await world.signedInAs('participant');
  const asked = async (path: string, by: Visitor) => {
    const { statusCode, body } = await by.get(path);
    return [statusCode, body.includes('<a class="govuk-link" href="/today">'), body.includes('/sign-out')];
  };
  expect(await asked('/nowhere', visitor)).toEqual([404, true, true]);
  expect(await asked('/nowhere', world.visitor())).toEqual([404, false, false]);
});
