import { randomUUID } from 'node:crypto';
import type { ParticipantId } from '../../src/shared/ids.js';
import { Plans } from '../support/plans.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { tokenIn, type Visitor } from '../support/visitor.js';

let world: SignInWorld;
let plans: Plans;

interface Who {
  readonly visitor: Visitor;
  readonly person: ParticipantId;
}
let staff: Who;
let jo: Who;

beforeAll(async () => {
  world = await SignInWorld.open({ SCHEME: 'orbit' });
  plans = new Plans(world.book);
  staff = await world.signedInAs('staff', { name: 'Ailsa' });
  jo = await world.signedInAs('participant', { name: 'Jo' });
});

afterAll(() => world.close());

interface Sent {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks as a script on a page of ours does. */
async function ask({ visitor }: Who, path: string, { method = 'GET', body, headers = {} }: Sent = {}) {
  const csrf = method === 'GET' ? {} : { 'x-csrf-token': tokenIn((await visitor.get('/account/name')).body) };
  return world.web.app.inject({
    method,
    url: `/api/v1/${path}`,
    headers: {
      cookie: `galaxies=${visitor.secret}`,
      origin: 'http://localhost:80',
      'sec-fetch-site': 'same-origin',
      ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
      ...csrf,
      ...headers,
    },
    ...(body === undefined ? {} : { payload: body }),
  });
}

interface Page {
  readonly sessions: readonly { readonly id: string; readonly startsAt: string }[];
  readonly next?: string;
}

it('staff make every session of a repeat, once however often it is sent', async () => {
  const activityId = await plans.activity(world.scheme);
  const body = {
    activityId,
    startsAt: '2031-03-22T23:30:00Z',
    endsAt: '2031-03-23T01:00:00Z',
    repeat: 'FREQ=WEEKLY;COUNT=3',
  };
  const sent: Sent = { method: 'POST', body, headers: { 'idempotency-key': randomUUID() } };
  const [first, again] = [await ask(staff, 'sessions', sent), await ask(staff, 'sessions', sent)];
  expect(first.statusCode).toBe(201);
  const { ids } = first.json<{ ids: string[] }>();
  expect(again.json()).toEqual({ ids });
  expect(first.headers.location).toBe(`/api/v1/sessions/${ids[0] ?? ''}`);
  const { sessions } = (
    await ask(jo, `sessions?activity=${activityId}&from=2031-01-01T00:00:00Z`)
  ).json<Page>();
  expect(sessions.map(({ startsAt }) => startsAt)).toEqual([
    '2031-03-22T23:30:00Z',
    '2031-03-29T23:30:00Z',
    '2031-04-05T22:30:00Z',
  ]);
});

it.each([
  ['2031-06-14T10:00:00+18:00', '2031-06-14T12:00:00+18:00'],
  ['9999-12-31T23:00:00-12:00', '9999-12-31T23:30:00-12:00'],
])(
  'a session at %s is refused, for no clock on earth shows that, and nothing is made',
  async (startsAt, endsAt) => {
    const activityId = await plans.activity(world.scheme);
    const made = await ask(staff, 'sessions', { method: 'POST', body: { activityId, startsAt, endsAt } });
    const from = `sessions?from=${encodeURIComponent(startsAt)}`;
    expect([made.statusCode, made.json()]).toMatchObject([422, { type: '/problems/bad-time' }]);
    expect((await ask(jo, from)).statusCode).toBe(422);
    const { sessions } = (await ask(jo, `sessions?activity=${activityId}`)).json<Page>();
    expect(sessions).toEqual([]);
  },
);

it('sessions come page by page, each once and in order', async () => {
  const activityId = await plans.activity(world.scheme);
  for (let day = 1; day <= 5; day++)
    await plans.session(world.scheme, { activityId, startsAt: await plans.at(world.scheme, day % 3) });
  const seen = [];
  let after = '';
  do {
    const page: Page = (await ask(jo, `sessions?activity=${activityId}&limit=2${after}`)).json();
    seen.push(...page.sessions.map(({ startsAt, id }) => startsAt + id));
    after = page.next === undefined ? '' : `&after=${page.next}`;
  } while (after !== '');
  expect(seen).toEqual(seen.toSorted());
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThanOrEqual(4);
});

it('a session is not sent again to whoever has it, until it changes', async () => {
  const id = await plans.session(world.scheme);
  const { etag } = (await ask(jo, `sessions/${id}`)).headers;
  const known = { headers: { 'if-none-match': String(etag) } };
  expect((await ask(jo, `sessions/${id}`, known)).statusCode).toBe(304);
  const off = await ask(staff, `sessions/${id}/call-off`, { method: 'POST', body: { reason: 'No bus.' } });
  expect([off.statusCode, off.json()]).toEqual([
    200,
    expect.objectContaining({ calledOffBecause: 'No bus.' }),
  ]);
  expect((await ask(jo, `sessions/${id}`, known)).statusCode).toBe(200);
});

it('somebody answers for themselves, staff for anybody, and nobody else for others', async () => {
  const id = await plans.session(world.scheme);
  const answer = (who: Who, person: string, body: object = { answer: 'yes' }) =>
    ask(who, `sessions/${id}/places/${person}`, { method: 'PUT', body });
  expect((await answer(jo, jo.person)).json()).toEqual({ personId: jo.person, answer: 'yes' });
  expect((await answer(staff, jo.person, { answer: 'maybe', tellLeader: 'By phone' })).statusCode).toBe(200);
  const [other, missing] = [await answer(jo, staff.person), await answer(jo, randomUUID())];
  expect([other.statusCode, missing.statusCode]).toEqual([404, 404]);
  expect(other.json<{ type: string }>().type).toBe(missing.json<{ type: string }>().type);
  expect((await answer(jo, jo.person, { answer: 'never' })).statusCode).toBe(422);
  expect((await ask(jo, `sessions/${id}/places`)).statusCode).toBe(403);
  expect((await ask(staff, `sessions/${id}/places`)).json()).toEqual({
    places: [{ personId: jo.person, answer: 'maybe', tellLeader: 'By phone' }],
  });
  const kept = await world.book.ownerSource.query(
    `SELECT about FROM idempotency_key WHERE route LIKE '%/places/:person'`,
  );
  expect(kept).toEqual([{ about: id }, { about: id }]);
});

it('a full session answers 409, and leaves nothing behind', async () => {
  const id = await plans.session(world.scheme, { places: 2 });
  for (let n = 0; n < 2; n++) await plans.answer(world.scheme, id, await world.person(), 'yes');
  const before = await plans.rows();
  const path = `sessions/${id}/places/${jo.person}`;
  const full = await ask(jo, path, { method: 'PUT', body: { answer: 'yes' } });
  expect([full.statusCode, full.json<{ type: string }>().type]).toEqual([409, '/problems/place-full']);
  expect(await plans.rows()).toEqual(before);
});

it('two administrators publish a rate, and one alone does not', async () => {
  const [ann, bob] = [await world.signedInAs('administrator'), await world.signedInAs('administrator')];
  const body = { part: 'led', galaxies: 3, fromOn: await plans.today(world.scheme), why: 'A whole day' };
  const { id } = (await ask(ann, 'rates', { method: 'POST', body })).json<{ id: string }>();
  const agree = (who: Who) => ask(who, `rates/${id}/agree`, { method: 'POST', body: {} });
  expect([(await agree(ann)).statusCode, (await agree(bob)).statusCode]).toEqual([403, 200]);
  expect((await ask(staff, 'rates')).json<{ rates: object[] }>().rates).toContainEqual({
    ...body,
    id,
    state: 'published',
  });
  expect((await ask(jo, 'rates')).statusCode).toBe(403);
});

it('everybody who is signed in may know what the scheme runs', async () => {
  await plans.activity(world.scheme, { name: 'Art group', kind: 'group' });
  const { activities } = (await ask(jo, 'activities?limit=100')).json<{ activities: { name: string }[] }>();
  expect(activities.map(({ name }) => name)).toContain('Art group');
  expect((await world.web.app.inject('/api/v1/activities')).statusCode).toBe(401);
});
