import { randomUUID } from 'node:crypto';
import { ApiTokens } from '../../src/identity/api-tokens.service.js';
import { type ActorId, parseId } from '../../src/shared/ids.js';
import { apiClient, type ApiClient } from '../support/api-client/client.js';
import { Plans } from '../support/plans.js';
import { SignInWorld } from '../support/sign-in-world.js';

let world: SignInWorld;
let plans: Plans;
let program: ApiClient;
let reader: ApiClient;

beforeAll(async () => {
  world = await SignInWorld.open({ SCHEME: 'orbit' });
  plans = new Plans(world.book);
  const { person } = await world.signedInAs('administrator', { name: 'Ann' });
  const acting = {
    ...{ schemeId: world.scheme, personId: person, roles: ['administrator'] },
    actorId: parseId<ActorId>(person),
  };
  const tokens = world.web.app.get(ApiTokens, { strict: false });
  const scopes = ['sessions:read', 'sessions:write', 'places:read', 'places:write'] as const;
  program = apiClient(world.web, await tokens.make(acting, { name: 'Plans', scopes, days: 30 }));
  const only = { name: 'Looks', scopes: ['sessions:read'], days: 30 } as const;
  reader = apiClient(world.web, await tokens.make(acting, only));
});

afterAll(() => world.close());

const once = (key: string = randomUUID()) => ({ 'Idempotency-Key': key });

async function activity(more: object = {}) {
  const { data, response } = await program.POST('/api/v1/activities', {
    params: { header: once() },
    body: { name: 'Hill walk', kind: 'outing', usualPlace: 'The drop-in', ...more },
  });
  if (data === undefined) throw new Error(`It was refused with ${String(response.status)}.`);
  return { data, etag: response.headers.get('etag') ?? '', response };
}

function change(id: string, etag: string, body: object, key?: string) {
  return program.PATCH('/api/v1/activities/{id}', {
    params: { path: { id }, header: { ...once(key), 'If-Match': etag } },
    body,
  });
}

async function session(id: string) {
  const { data, response } = await program.GET('/api/v1/sessions/{id}', { params: { path: { id } } });
  return { data, etag: response.headers.get('etag') ?? '' };
}

function changeSession(id: string, etag: string, body: object) {
  return program.PATCH('/api/v1/sessions/{id}', {
    params: { path: { id }, header: { ...once(), 'If-Match': etag } },
    body,
  });
}

async function made(startsAt = '2031-06-14T10:00:00+01:00'): Promise<string> {
  const body = { activityId: (await activity()).data.id, startsAt, endsAt: '2031-06-14T15:00:00+01:00' };
  const { data } = await program.POST('/api/v1/sessions', { params: { header: once() }, body });
  return data?.ids[0] ?? '';
}

it('a program plans a whole activity: makes it, its dates, an answer, a change, and calls one off', async () => {
  const { data: hill, response } = await activity({ setting: 'outdoors', bring: 'Boots' });
  expect([response.status, response.headers.get('location'), hill]).toEqual([
    201,
    `/api/v1/activities/${hill.id}`,
    expect.objectContaining({ name: 'Hill walk', places: 12, setting: 'outdoors', bring: 'Boots' }),
  ]);
  const morag = (await world.signedInAs('leader', { name: 'Morag' })).person;
  const { data: dates } = await program.POST('/api/v1/sessions', {
    params: { header: once() },
    body: {
      activityId: hill.id,
      startsAt: '2031-03-29T10:00:00Z',
      endsAt: '2031-03-29T15:00:00Z',
      leaders: [morag],
      repeat: 'FREQ=WEEKLY;COUNT=2',
    },
  });
  const [first = '', second = ''] = dates?.ids ?? [];
  const jo = await world.person();
  const { data: kept } = await program.PUT('/api/v1/sessions/{id}/places/{person}', {
    params: { path: { id: first, person: jo }, header: once() },
    body: { answer: 'yes' },
  });
  expect(kept).toEqual({ personId: jo, answer: 'yes' });
  const { etag } = await session(second);
  const moved = await changeSession(second, etag, { startsAt: '2031-04-05T09:30:00Z', places: 8 });
  expect(moved.data).toMatchObject({
    ...{ startsAt: '2031-04-05T09:30:00Z', places: 8, meetPlace: 'The drop-in' },
    leaders: [{ personId: morag, position: 1 }],
  });
  const { data: off } = await program.POST('/api/v1/sessions/{id}/call-off', {
    params: { path: { id: first }, header: once() },
    body: { reason: 'The bus is not running.' },
  });
  expect(off?.calledOffBecause).toBe('The bus is not running.');
});

it('what is left out of a change stays, and null takes it away', async () => {
  const { data, etag } = await activity({ feelsLike: 'Easy', bring: 'Boots' });
  const { data: now, response } = await change(data.id, etag, { name: 'Long walk', bring: null });
  expect([response.status, now]).toEqual([200, { ...data, name: 'Long walk', bring: undefined }]);
  const { response: read } = await reader.GET('/api/v1/activities/{id}', {
    params: { path: { id: data.id } },
  });
  expect(read.headers.get('etag')).toBe(response.headers.get('etag'));
});

it('a change of what was not seen is refused, and leaves nothing behind', async () => {
  const { data, etag } = await activity();
  await change(data.id, etag, { name: 'Long walk' });
  const before = await plans.rows();
  const { error, response } = await change(data.id, etag, { name: 'Short walk' });
  expect([response.status, error?.type]).toEqual([412, '/problems/changed-meanwhile']);
  const unseen = await world.web.app.inject({
    method: 'PATCH',
    url: `/api/v1/activities/${data.id}`,
    headers: { ...once(), authorization: 'Bearer none' },
    payload: { name: 'Short walk' },
  });
  expect(unseen.statusCode).toBe(401);
  expect((await change(data.id, '', { name: 'Short walk' })).response.status).toBe(428);
  expect(await plans.rows()).toEqual(before);
});

it('of many programs that change what they have seen at once, one does', async () => {
  const { data, etag } = await activity();
  const changes = await Promise.all(
    Array.from({ length: 8 }, (_, n) => change(data.id, etag, { name: `Walk ${String(n)}` })),
  );
  expect(changes.map(({ response }) => response.status).toSorted()).toEqual([200, ...Array(7).fill(412)]);
  const id = await made();
  const seen = (await session(id)).etag;
  const moves = await Promise.all(
    Array.from({ length: 8 }, (_, n) => changeSession(id, seen, { meetPlace: `Gate ${String(n)}` })),
  );
  expect(moves.map(({ response }) => response.status).toSorted()).toEqual([200, ...Array(7).fill(412)]);
});

it('the same change sent again, also after another one, is answered as the first time and made once', async () => {
  const { data, etag } = await activity();
  const key = randomUUID();
  const first = await change(data.id, etag, { name: 'Long walk' }, key);
  await change(data.id, first.response.headers.get('etag') ?? '', { name: 'Short walk' });
  const again = await change(data.id, etag, { name: 'Long walk' }, key);
  expect([again.response.status, again.data]).toEqual([200, first.data]);
  const { data: now } = await reader.GET('/api/v1/activities/{id}', { params: { path: { id: data.id } } });
  expect(now?.name).toBe('Short walk');
});

it('what cannot be kept is refused with every field that is wrong', async () => {
  const before = await plans.rows();
  const wrong = await program.POST('/api/v1/activities', {
    params: { header: once() },
    body: { name: ' ', kind: 'outing', places: 1 },
  });
  expect([wrong.response.status, wrong.error?.errors?.map(({ pointer }) => pointer)]).toEqual([
    422,
    ['/name', '/places'],
  ]);
  expect(await plans.rows()).toEqual(before);
  const id = await made();
  const { etag } = await session(id);
  const ended = await changeSession(id, etag, { endsAt: '2031-06-14T09:00:00+01:00' });
  expect([ended.response.status, ended.error?.errors?.map(({ pointer }) => pointer)]).toEqual([
    422,
    ['/endsAt'],
  ]);
  expect((await session(id)).etag).toBe(etag);
});

it('a date that is off is not changed, and what is not there is not either', async () => {
  const id = await made();
  await program.POST('/api/v1/sessions/{id}/call-off', {
    params: { path: { id }, header: once() },
    body: { reason: 'No bus.' },
  });
  const off = await changeSession(id, (await session(id)).etag, { places: 6 });
  expect([off.response.status, off.error?.type]).toEqual([409, '/problems/session-off']);
  expect((await changeSession(randomUUID(), '*', { places: 6 })).response.status).toBe(404);
  expect((await change(randomUUID(), '*', { name: 'Walk' })).response.status).toBe(404);
});

it('a token that may look may not plan', async () => {
  const { data, etag } = await activity();
  const before = await plans.rows();
  const { response } = await reader.PATCH('/api/v1/activities/{id}', {
    params: { path: { id: data.id }, header: { ...once(), 'If-Match': etag } },
    body: { name: 'Long walk' },
  });
  expect([response.status, await plans.rows()]).toEqual([403, before]);
});
