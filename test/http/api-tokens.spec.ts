import { Body, Controller, Delete, Get, Put } from '@nestjs/common';
import { IsString } from 'class-validator';
import { type Actor, Allow, AllowToken, CurrentActor } from '../../src/identity/index.js';
import { ApiTokens } from '../../src/identity/api-tokens.service.js';
import type { ApiScope } from '../../src/identity/api-scope.js';
import { Unkeyed } from '../../src/web/index.js';
import { type ActorId, parseId } from '../../src/shared/ids.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { openWebApp, type WebApp } from '../support/web-app.js';
import { tokenIn } from '../support/visitor.js';

class Said {
  @IsString()
  readonly word: string = '';
}

/** What a controller of a feature does: it names roles for people, and a scope for programs. */
@Allow('staff')
@Controller('api/v1/probe')
class ProbedController {
  @Get()
  @AllowToken('accounts:read')
  look(@CurrentActor() { personId, roles }: Actor): unknown {
    return { personId, roles };
  }

  @Put()
  @Unkeyed('It changes nothing.')
  @AllowToken('registers:write')
  change(@CurrentActor() { personId }: Actor, @Body() { word }: Said): unknown {
    return { personId, word };
  }

  @Delete()
  @Unkeyed('It changes nothing.')
  @AllowToken('registers:write')
  remove(@CurrentActor() { tokenId }: Actor): unknown {
    return { isOfProgram: tokenId !== undefined };
  }

  @Get('people-only')
  peopleOnly(): string {
    return 'people';
  }
}

@Allow('anyone')
@Controller('probe-page')
class PageThatTakesTokens {
  @Get()
  @AllowToken('people:read')
  show(): string {
    return 'shown';
  }
}

let world: SignInWorld;
let web: WebApp;
let tokens: ApiTokens;

beforeAll(async () => {
  world = await SignInWorld.open();
  web = await openWebApp({ database: world.book.database, controllers: [ProbedController] });
  tokens = web.app.get(ApiTokens, { strict: false });
});
beforeEach(() => world.startOver());
afterAll(async () => {
  await web.close();
  await world.close();
});

async function administrator() {
  const { person: personId } = await world.signedInAs('administrator', { name: 'Ann' });
  return { schemeId: world.scheme, personId, actorId: parseId<ActorId>(personId), roles: ['administrator'] };
}

async function tokenFor(...scopes: readonly ApiScope[]) {
  const acting = await administrator();
  return { acting, token: await tokens.make(acting, { name: 'Import', scopes, days: 30 }) };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

function ask(token: string, method: 'GET' | 'PUT' | 'DELETE' = 'GET', url = '/api/v1/probe') {
  const payload = method === 'PUT' ? { payload: { word: 'hello' } } : {};
  return web.app.inject({ method, url, headers: bearer(token), ...payload });
}

const told = (answer: Awaited<ReturnType<typeof ask>>) => [
  answer.statusCode,
  answer.headers['content-type'],
  answer.json<{ type: string }>().type,
];

const problem = (status: number, code: string) => [
  status,
  'application/problem+json; charset=utf-8',
  `/problems/${code}`,
];

it('a token opens the routes of its scopes, in the name of whoever made it, and no other', async () => {
  const { acting, token } = await tokenFor('accounts:read');
  const looked = await ask(token);
  expect([looked.statusCode, looked.json()]).toEqual([200, { personId: acting.personId, roles: ['staff'] }]);
  const changed = await ask(token, 'PUT');
  expect(told(changed)).toEqual(problem(403, 'forbidden'));
  expect(changed.headers['www-authenticate']).toContain('insufficient_scope');
});

it('a program finds out what its token is for, and a person has none', async () => {
  const { token } = await tokenFor('accounts:read', 'rates:read');
  const shown = await ask(token, 'GET', '/api/v1/token');
  expect(shown.json()).toEqual({
    name: 'Import',
    scopes: ['accounts:read', 'rates:read'],
    endsAt: expect.stringMatching(/Z$/),
  });
  const { visitor } = await world.signedInAs('administrator');
  expect((await visitor.get('/api/v1/token')).statusCode).toBe(404);
});

it('a program needs no form token and no cookie, also where it sends no body', async () => {
  const { acting, token } = await tokenFor('registers:write');
  expect((await ask(token, 'PUT')).json()).toEqual({ personId: acting.personId, word: 'hello' });
  expect((await ask(token, 'DELETE')).json()).toEqual({ isOfProgram: true });
});

it('what is kept is a hash: the database has the token nowhere', async () => {
  const { token } = await tokenFor('accounts:read');
  const rows: unknown = await world.book.ownerSource.query('SELECT t::text AS told FROM api_token t');
  expect(token).toMatch(/^galaxies_[\w-]{43}$/);
  expect(JSON.stringify(rows)).not.toContain(token.slice('galaxies_'.length));
});

it.each([
  ['unknown', () => `galaxies_${'A'.repeat(43)}`],
  ['cut short', (token: string) => token.slice(0, -1)],
  ['without its beginning', (token: string) => token.slice('galaxies_'.length)],
  ['nothing', () => ''],
])('a token that is %s opens nothing, and the answer says what to show', async (_how, change) => {
  const { token } = await tokenFor('accounts:read');
  const answer = await ask(change(token));
  expect(told(answer)).toEqual(problem(401, 'not-signed-in'));
  expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
});

it.each([
  ['was revoked', 'UPDATE api_token SET revoked_by = made_by, revoked_at = now()'],
  ['has run out', `UPDATE api_token SET made_at = now() - interval '2 days', ends_at = now()`],
  [
    'was made by somebody who is no administrator now',
    `UPDATE person_role SET end_asked_by = person_id, end_agreed_by = (SELECT id FROM person p WHERE p.id <> person_id LIMIT 1), until_at = now()`,
  ],
  ['was made by somebody who has left', `UPDATE person SET taking_part = 'left' WHERE liked_name = 'Ann'`],
])('a token that %s is refused on the very next request', async (_what, statement) => {
  await world.person();
  const { token } = await tokenFor('accounts:read');
  expect((await ask(token)).statusCode).toBe(200);
  await world.book.ownerSource.query(statement);
  expect(told(await ask(token))).toEqual(problem(401, 'not-signed-in'));
});

it('a token of another scheme opens nothing here', async () => {
  const { token } = await tokenFor('accounts:read');
  const beacon = await world.book.scheme('beacon');
  const there = await openWebApp({
    database: world.book.database,
    settings: { SCHEME: 'beacon' },
    controllers: [ProbedController],
  });
  const answer = await there.app.inject({ url: '/api/v1/probe', headers: bearer(token) });
  await there.close();
  expect([beacon === world.scheme, answer.statusCode]).toEqual([false, 401]);
});

it('a token is not looked at on pages, nor on a route that names no scope', async () => {
  const { token } = await tokenFor('accounts:read', 'people:write');
  expect(told(await ask(token, 'GET', '/api/v1/probe/people-only'))).toEqual(problem(401, 'not-signed-in'));
  const page = await web.app.inject({ url: '/account', headers: { ...bearer(token), accept: 'text/html' } });
  expect([page.statusCode, page.headers.location]).toEqual([303, '/sign-in']);
});

it('the service does not start when a page would take a token', async () => {
  await expect(openWebApp({ controllers: [PageThatTakesTokens] })).rejects.toThrow(
    /PageThatTakesTokens\.show takes a token, but tokens open only routes of api\/v1/,
  );
});

it('with a token no cookie is read: a program does nothing as whoever is signed in', async () => {
  const { visitor } = await world.signedInAs('staff');
  const headers = { ...bearer('galaxies_none'), cookie: `galaxies=${visitor.secret}` };
  expect((await web.app.inject({ url: '/api/v1/probe', headers })).statusCode).toBe(401);
});

describe('a cookie, on the API', () => {
  const send = (cookie: string, more: Readonly<Record<string, string>>) =>
    web.app.inject({
      method: 'PUT',
      url: '/api/v1/probe',
      payload: { word: 'hello' },
      headers: { cookie: `galaxies=${cookie}`, ...more },
    });
  const ours = { origin: 'http://localhost:80', 'sec-fetch-site': 'same-origin' };

  it('counts for JSON only with the token of a page of ours, from a page of ours', async () => {
    const { visitor, person } = await world.signedInAs('staff');
    const token = tokenIn((await visitor.get('/account')).body);
    const sent = await send(visitor.secret, { ...ours, 'x-csrf-token': token });
    expect([sent.statusCode, sent.json()]).toEqual([200, { personId: person, word: 'hello' }]);
  });

  it.each([
    ['no token', ours],
    ['a token of another browser', { ...ours, 'x-csrf-token': 'A'.repeat(43) }],
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ])('is not read with %s', async (_what, headers) => {
    const { visitor } = await world.signedInAs('staff');
    const token = tokenIn((await visitor.get('/account')).body);
    const site = headers.origin === ours.origin ? {} : { 'x-csrf-token': token };
    expect((await send(visitor.secret, { ...headers, ...site })).statusCode).toBe(401);
  });
});

describe('whoever asks too often', () => {
  it('waits with that token; another token of the same scheme works on', async () => {
    const { acting, token } = await tokenFor('accounts:read');
    const other = await tokens.make(acting, { name: 'Other', scopes: ['accounts:read'], days: 30 });
    await ask(token);
    await world.book.ownerSource.query(`UPDATE rate_count SET taken = 599, began_at = clock_timestamp()`);
    expect((await ask(token)).statusCode).toBe(200);
    const late = await ask(token);
    expect(told(late)).toEqual(problem(429, 'too-many-requests'));
    expect([late.headers['retry-after'], (await ask(other)).statusCode]).toEqual(['60', 200]);
    await world.book.ownerSource.query(`UPDATE rate_count SET began_at = began_at - interval '61 seconds'`);
    expect((await ask(token)).statusCode).toBe(200);
  });

  it('with tokens that are none keeps nobody out whose token works, from the same network', async () => {
    const { token } = await tokenFor('accounts:read');
    const statuses = new Set<number>();
    for (let guess = 0; guess < 70; guess += 1)
      statuses.add((await ask(`galaxies_${'B'.repeat(43)}`)).statusCode);
    expect([...statuses]).toEqual([401, 429]);
    expect((await ask(token)).statusCode).toBe(200);
  });
});
