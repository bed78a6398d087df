import { randomUUID } from 'node:crypto';
import { ApiTokens } from '../../src/identity/api-tokens.service.js';
import type { ApiScope } from '../../src/identity/index.js';
import {
  type ActorId,
  type ContributionId,
  newId,
  type ParticipantId,
  parseId,
} from '../../src/shared/ids.js';
import { apiClient, type ApiClient } from '../support/api-client/client.js';
import { GalaxiesStage } from '../support/galaxies-stage.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { tokenIn, type Visitor } from '../support/visitor.js';

let world: SignInWorld;
let stage: GalaxiesStage;
let ann: ParticipantId;
let program: ApiClient;
let checker: ApiClient;
let reader: ApiClient;
let sam: ParticipantId;
let visitor: Visitor;

beforeAll(async () => {
  world = await SignInWorld.open({ SCHEME: 'orbit' });
  stage = new GalaxiesStage(world.book, world.scheme);
  await stage.helping.plans.usualRates(world.scheme);
  ann = (await world.signedInAs('administrator', { name: 'Ann' })).person;
  program = await programOf(ann, 'contributions:read', 'contributions:write');
  const { person: bea } = await world.signedInAs('administrator', { name: 'Bea' });
  checker = await programOf(bea, 'contributions:write');
  reader = await programOf(ann, 'contributions:read');
});
afterAll(() => world.close());

beforeEach(async () => {
  ({ person: sam, visitor } = await world.signedInAs('participant', { name: 'Sam' }));
});

async function programOf(
  personId: ParticipantId,
  ...scopes: readonly [ApiScope, ...ApiScope[]]
): Promise<ApiClient> {
  const roles = ['administrator'];
  const acting = { schemeId: world.scheme, personId, actorId: parseId<ActorId>(personId), roles };
  const tokens = world.web.app.get(ApiTokens, { strict: false });
  return apiClient(world.web, await tokens.make(acting, { name: scopes.join(' '), scopes, days: 30 }));
}

const once = (key: string = randomUUID()) => ({ 'Idempotency-Key': key });

function ask(person: string, more: object = {}, key?: string) {
  const body = { what: 'Made the soup', occurredOn: '2026-03-14', person, ...more };
  return program.POST('/api/v1/contributions', { params: { header: once(key) }, body });
}

async function asked(): Promise<string> {
  const { data, response } = await ask(sam);
  if (data === undefined) throw new Error(`It was refused with ${String(response.status)}.`);
  return data.id;
}

function approve(id: string, key?: string, by = checker) {
  const params = { path: { id }, header: once(key) };
  return by.POST('/api/v1/contributions/{id}/approve', { params });
}

/** Sends JSON from a page of ours, with its token. */
async function send(by: Visitor, url: string, payload: object = {}) {
  const token = tokenIn((await by.get('/account/name')).body);
  return world.web.app.inject({
    ...{ method: 'POST', url, payload },
    headers: {
      cookie: `galaxies=${by.secret}`,
      origin: 'http://localhost:80',
      'sec-fetch-site': 'same-origin',
      'x-csrf-token': token,
      'idempotency-key': randomUUID(),
    },
  });
}

const toUse = async () => (await world.book.numbers(world.scheme, sam))[0];

it('a program says what somebody did, the program of somebody else approves it, and it is read', async () => {
  const { data, response } = await ask(sam, { length: '1-to-2-hours', whoKnows: 'Morag' });
  expect([response.status, response.headers.get('location')]).toEqual([
    201,
    `/api/v1/contributions/${data?.id ?? ''}`,
  ]);
  expect(data).toMatchObject({ person: sam, what: 'Made the soup', state: 'pending', whoKnows: 'Morag' });
  const id = data?.id ?? '';
  const approved = await approve(id);
  expect(approved.data).toMatchObject({ id, state: 'approved', galaxies: 1 });
  expect(await toUse()).toBe(1);
  const one = await program.GET('/api/v1/contributions/{id}', { params: { path: { id } } });
  expect(one.data).toEqual(approved.data);
  expect(one.response.headers.get('etag')).toBe(approved.response.headers.get('etag'));
  const known = { 'If-None-Match': one.response.headers.get('etag') ?? '' };
  const again = await program.GET('/api/v1/contributions/{id}', { params: { path: { id } }, headers: known });
  expect(again.response.status).toBe(304);
});

it('what is sent twice under one key is one, and something else under it is refused', async () => {
  const key = randomUUID();
  const [first, second] = [await ask(sam, {}, key), await ask(sam, {}, key)];
  expect(second.data).toEqual(first.data);
  expect((await ask(sam, { what: 'Made tea' }, key)).response.status).toBe(422);
  const id = first.data?.id ?? '';
  const approval = randomUUID();
  const [one, other] = [await approve(id, approval), await approve(id, approval)];
  expect(other.data).toEqual(one.data);
  expect(await toUse()).toBe(1);
});

it('is not approved with a reason, and without one nothing changes', async () => {
  const id = await asked();
  const params = { path: { id }, header: once() };
  const empty = await checker.POST('/api/v1/contributions/{id}/refuse', { params, body: { reason: ' ' } });
  expect([empty.response.status, empty.error]).toEqual([
    422,
    expect.objectContaining({ type: '/problems/reason-missing' }),
  ]);
  const body = { reason: 'It is on a register already.' };
  const refused = await checker.POST('/api/v1/contributions/{id}/refuse', {
    params: { path: { id }, header: once() },
    body,
  });
  expect(refused.data).toMatchObject({ state: 'not-approved', reason: 'It is on a register already.' });
  expect((await approve(id)).response.status).toBe(409);
  expect(await toUse()).toBe(0);
});

it('a person sends, sees and takes back their own, and nobody else’s', async () => {
  const sent = await send(visitor, '/api/v1/contributions', {
    what: 'Made a poster',
    occurredOn: '2026-03-14',
  });
  const { id } = sent.json<{ id: string }>();
  expect([sent.statusCode, sent.json()]).toEqual([201, expect.objectContaining({ person: sam })]);
  const list = (await visitor.get('/api/v1/contributions')).json<{ contributions: { id: string }[] }>();
  expect(list.contributions.map((each) => each.id)).toEqual([id]);
  const { visitor: jo, person } = await world.signedInAs('participant', { name: 'Jo' });
  expect((await jo.get('/api/v1/contributions')).json()).toEqual({ contributions: [] });
  for (const [path, none] of [
    [`/api/v1/contributions/${id}`, `/api/v1/contributions/${randomUUID()}`],
    [`/api/v1/contributions?person=${sam}`, `/api/v1/contributions?person=${randomUUID()}`],
  ] as const) {
    const [theirs, missing] = [await jo.get(path), await jo.get(none)];
    const typeOf = (answer: typeof theirs) => [answer.statusCode, answer.json<{ type: string }>().type];
    expect([theirs.statusCode, typeOf(theirs)]).toEqual([404, typeOf(missing)]);
  }
  const forAnother = { what: 'Made tea', occurredOn: '2026-03-14', person: sam };
  expect((await send(jo, '/api/v1/contributions', forAnother)).statusCode).toBe(404);
  expect((await send(jo, `/api/v1/contributions/${id}/withdraw`)).statusCode).toBe(404);
  expect((await send(jo, `/api/v1/contributions/${id}/approve`)).statusCode).toBe(403);
  expect(person).not.toBe(sam);
  const taken = await send(visitor, `/api/v1/contributions/${id}/withdraw`);
  expect([taken.statusCode, taken.json()]).toEqual([200, expect.objectContaining({ state: 'withdrawn' })]);
});

it('a list goes on in pages and is narrowed by state and person', async () => {
  const ids = [await asked(), await asked(), await asked()];
  await approve(ids[1] ?? '');
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const query = { person: sam, limit: 2, ...(after === undefined ? {} : { after }) };
    const { data } = await reader.GET('/api/v1/contributions', { params: { query } });
    seen.push(...(data?.contributions ?? []).map(({ id }) => id));
    after = data?.next;
  } while (after !== undefined);
  expect(seen).toEqual(ids);
  const pending = await reader.GET('/api/v1/contributions', {
    params: { query: { person: sam, state: 'pending' } },
  });
  expect(pending.data?.contributions.map(({ id }) => id)).toEqual([ids[0], ids[2]]);
  const nobody = await reader.GET('/api/v1/contributions', { params: { query: { person: randomUUID() } } });
  expect(nobody.response.status).toBe(404);
});

it('a program that may only read changes nothing', async () => {
  const id = await asked();
  const before = await stage.helping.rows();
  const params = { path: { id }, header: once() };
  expect((await reader.POST('/api/v1/contributions/{id}/approve', { params })).response.status).toBe(403);
  expect((await reader.POST('/api/v1/contributions/{id}/withdraw', { params })).response.status).toBe(403);
  expect((await stage.helping.rows())['contribution']).toEqual(before['contribution']);
});

it('nobody approves their own, whoever’s program it is', async () => {
  const { data } = await ask(ann);
  const before = await stage.helping.rows();
  const { response, error } = await approve(data?.id ?? '', undefined, program);
  expect([response.status, error]).toEqual([
    403,
    expect.objectContaining({ type: '/problems/own-contribution' }),
  ]);
  expect(await stage.helping.rows()).toEqual(before);
});

it('nor what their own program wrote down for somebody else', async () => {
  const id = await asked();
  const before = await stage.helping.rows();
  const { response, error } = await approve(id, undefined, program);
  expect([response.status, error]).toEqual([
    403,
    expect.objectContaining({ type: '/problems/own-contribution' }),
  ]);
  expect(await stage.helping.rows()).toEqual(before);
  expect((await approve(id)).data).toMatchObject({ state: 'approved' });
});

it('what cannot be kept is refused by its field, and nothing is left behind', async () => {
  const before = await stage.helping.rows();
  const long = await ask(sam, { what: 'x'.repeat(81), occurredOn: '2099-01-01' });
  expect([long.response.status, long.error]).toEqual([
    422,
    expect.objectContaining({
      errors: [
        expect.objectContaining({ pointer: '/what' }),
        expect.objectContaining({ pointer: '/occurredOn' }),
      ],
    }),
  ]);
  expect((await ask(randomUUID())).response.status).toBe(404);
  expect((await approve(randomUUID())).response.status).toBe(404);
  expect(await stage.helping.rows()).toEqual(before);
});

it('a character that no text can keep is refused in words, and nothing is left behind', async () => {
  const before = await stage.helping.rows();
  const { response, error } = await ask(sam, { what: 'Made the \0 soup' });
  expect([response.status, error]).toEqual([
    422,
    expect.objectContaining({ type: '/problems/unkeepable-text' }),
  ]);
  expect(await stage.helping.rows()).toEqual(before);
});

it('a leader thanks somebody for a session of theirs, once, and nobody else does', async () => {
  const { visitor: morag, person: leader } = await world.signedInAs('leader', { name: 'Morag' });
  const walk = await stage.session(`Hill walk ${newId<ContributionId>()}`, 3, [leader]);
  const path = `/api/v1/sessions/${walk}/thanks`;
  const said = await send(morag, path, { person: sam });
  expect([said.statusCode, said.json()]).toEqual([
    201,
    expect.objectContaining({ kind: 'thanks', state: 'approved', person: sam, galaxies: 1 }),
  ]);
  expect((await send(morag, path, { person: sam })).statusCode).toBe(409);
  expect((await send(morag, path, { person: leader })).statusCode).toBe(403);
  const { visitor: other } = await world.signedInAs('leader', { name: 'Iain' });
  expect((await send(other, path, { person: sam })).statusCode).toBe(404);
  expect((await send(visitor, path, { person: sam })).statusCode).toBe(403);
  expect(await toUse()).toBe(1);
});
