import { Controller, Get, Post } from '@nestjs/common';
import { Allow, type Role, ROLES } from '../../src/identity/index.js';
import { RoutePolicies } from '../../src/identity/route-policies.service.js';
import { signInHelper } from '../support/signed-in.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { Visitor } from '../support/visitor.js';
import { openWebApp, type WebApp } from '../support/web-app.js';

function routeFor(role: Role) {
  @Allow(role)
  @Controller(`api/for-${role}`)
  class OneRole {
    @Get()
    look(): string {
      return role;
    }

    @Post()
    change(): string {
      return role;
    }
  }
  return OneRole;
}

/** Roles that count only once a second factor was given. */
const WAITING = ['staff', 'administrator', 'supervisor'] as const;

let world: SignInWorld;
let web: WebApp;
const visitors = new Map<string, Visitor>();
/** Whom each address names, as the service knows it. */
let declared: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  world = await SignInWorld.open();
  web = await openWebApp({ database: world.book.database, controllers: ROLES.map(routeFor) });
  const policies = web.app.get(RoutePolicies).all();
  declared = new Map(
    policies.filter(({ isLookedAt }) => isLookedAt).map(({ path, allowed = [] }) => [path, allowed]),
  );
  for (const role of ROLES) {
    visitors.set(role, await as((await world.signedInAs(role)).visitor));
  }
  for (const role of WAITING) {
    const email = `${role}@example.org`;
    await world.give(await world.person({ email }), role);
    visitors.set(`${role} without a second factor`, await as(await world.signIn(email)));
  }
  const leaver = await world.person({ email: 'left@example.org' });
  const left = await world.signIn('left@example.org');
  await world.book.ownerSource.query("UPDATE person SET taking_part = 'left' WHERE id = $1", [leaver]);
  visitors.set('who has left', await as(left));
  const alone = world.visitor();
  alone.cookies.set('galaxies', (await signInHelper(world, 'supervisor')).cookie);
  visitors.set(ALONE, await as(alone));
  visitors.set('anonymous', new Visitor(web.app, '192.0.2.1'));
});

afterAll(async () => {
  await web.close();
  await world.close();
});

/** The same browser, at the app that has the routes of this test. */
async function as(visitor: Visitor): Promise<Visitor> {
  const same = new Visitor(web.app, '192.0.2.7');
  for (const [name, value] of visitor.cookies) same.cookies.set(name, value);
  await same.get('/');
  return same;
}

const WHO = [
  ...ROLES,
  ...WAITING.map((role) => `${role} without a second factor`),
  'who has left',
  'anonymous',
];

/** Somebody who helps to run the scheme, has no accounts and no role but the one of supervisors. */
const ALONE = 'who takes no part';

it.each(WHO)('every route answers %s as it says, and no other way', async (who) => {
  const visitor = visitorOf(who);
  const wrong: unknown[] = [];
  for (const role of ROLES) {
    const looked = await visitor.get(`/api/for-${role}`);
    if (looked.statusCode !== statusFor(who, role)) wrong.push([who, role, looked.statusCode]);
    const changed = await visitor.post(`/api/for-${role}`, {});
    if (changed.statusCode < 300) wrong.push([who, role, 'changed without a token', changed.statusCode]);
  }
  expect(wrong).toEqual([]);
});

it.each([...WHO, ALONE])('every page of the service answers %s by its own declaration', async (who) => {
  const visitor = visitorOf(who);
  const wrong: unknown[] = [];
  const pages = web.routes.filter(({ method, url }) => method === 'GET' && !/[:*]|^\/api\/for-/.test(url));
  for (const { url } of pages) {
    const { statusCode, headers } = await visitor.get(url);
    const answered = whatIsAnswered(url, statusCode, headers.location);
    if (answered !== expectedFor(who, url) || statusCode >= 500) wrong.push([who, url, statusCode]);
  }
  expect(pages.length).toBeGreaterThan(15);
  expect(wrong).toEqual([]);
});

it('every route of the app is a declared one, or a file', () => {
  const policies = web.app.get(RoutePolicies).all();
  expect(policies.filter(({ allowed }) => allowed === undefined)).toEqual([]);
  const files = web.routes.filter(({ url }) => /^\/(assets|api\/docs)\/\*$/.test(url));
  expect(policies.length + new Set(files.map(({ url }) => url)).size).toBe(
    new Set(web.routes.map(({ method, url }) => `${method} ${url}`)).size,
  );
});

function whatIsAnswered(url: string, status: number, location: string | undefined): string {
  if (status === 403) return 'refused';
  if (location === '/sign-in') return 'sent to sign in';
  return location === '/sign-in/second' && url !== '/sign-in/device' ? 'sent to prove' : 'let in';
}

/** What the route itself says of this visitor. A file has no declaration and is open. */
function expectedFor(who: string, url: string): 'sent to sign in' | 'sent to prove' | 'refused' | 'let in' {
  const allowed = declared.get(url) ?? ['anyone'];
  if (allowed.includes('anyone')) return 'let in';
  if (!isSignedIn(who)) return 'sent to sign in';
  const roles = who === ALONE ? ['supervisor'] : [who, 'participant'];
  if (allowed.some((role) => ['signed-in', ...roles].includes(role))) return 'let in';
  return allowed.some((role) => who === `${role} without a second factor`) ? 'sent to prove' : 'refused';
}

/** Everybody of this test takes part, so each is a participant too. */
function statusFor(who: string, role: Role): number {
  if (!isSignedIn(who) || who === `${role} without a second factor`) return 303;
  return role === who || role === 'participant' ? 200 : 403;
}

function visitorOf(who: string): Visitor {
  const visitor = visitors.get(who);
  if (visitor === undefined) throw new Error(`Nobody here is ${who}.`);
  return visitor;
}

function isSignedIn(who: string): boolean {
  return who !== 'anonymous' && who !== 'who has left';
}
