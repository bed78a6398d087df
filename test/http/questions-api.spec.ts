import { randomUUID } from 'node:crypto';
import { ApiTokens } from '../../src/identity/api-tokens.service.js';
import type { ApiScope } from '../../src/identity/index.js';
import { type ActorId, newId, type ParticipantId, parseId } from '../../src/shared/ids.js';
import { type ApiClient, apiClient, pageClient } from '../support/api-client/client.js';
import { GalaxiesStage } from '../support/galaxies-stage.js';
import { SignInWorld } from '../support/sign-in-world.js';

let world: SignInWorld;
let stage: GalaxiesStage;
let ann: ParticipantId;
let program: ApiClient;
let reader: ApiClient;
let sam: ParticipantId;
let own: ApiClient;
let entry: string;

beforeAll(async () => {
  world = await SignInWorld.open({ SCHEME: 'orbit' });
  stage = new GalaxiesStage(world.book, world.scheme);
  await stage.helping.plans.usualRates(world.scheme);
  ann = (await world.signedInAs('administrator', { name: 'Ann' })).person;
  program = await programOf('accounts:read', 'accounts:write');
  reader = await programOf('accounts:read');
});
afterAll(() => world.close());

beforeEach(async () => {
  const { person, visitor } = await world.signedInAs('participant', { name: 'Sam' });
  sam = person;
  own = await pageClient(world.web, visitor);
  entry = await lineOf(sam);
});

async function programOf(...scopes: readonly [ApiScope, ...ApiScope[]]): Promise<ApiClient> {
  const roles = ['administrator'];
  const acting = { schemeId: world.scheme, personId: ann, actorId: parseId<ActorId>(ann), roles };
  const tokens = world.web.app.get(ApiTokens, { strict: false });
  return apiClient(world.web, await tokens.make(acting, { name: scopes.join(' '), scopes, days: 30 }));
}

/** Somebody is given a galaxy, by an entry of its own. */
async function lineOf(person: ParticipantId): Promise<string> {
  await stage.book.award(world.scheme, [[person, 1]], `register/${newId<ParticipantId>()}`);
  const { data } = await reader.GET('/api/v1/accounts/{id}', { params: { path: { id: person } } });
  return data?.entries[0]?.entryId ?? '';
}

const once = (key: string = randomUUID()) => ({ 'Idempotency-Key': key });

function ask(by: ApiClient, body: { entry: string; words?: string; person?: string }, key?: string) {
  return by.POST('/api/v1/questions', { params: { header: once(key) }, body });
}

async function asked(words = 'I led it'): Promise<string> {
  const { data, response } = await ask(own, { entry, words });
  if (data === undefined) throw new Error(`It was refused with ${String(response.status)}.`);
  return data.id;
}

function answer(by: ApiClient, id: string, words = 'You are right.', key?: string) {
  const params = { path: { id }, header: once(key) };
  return by.POST('/api/v1/questions/{id}/answer', { params, body: { answer: words } });
}

const one = (by: ApiClient, id: string, headers: Record<string, string> = {}) =>
  by.GET('/api/v1/questions/{id}', { params: { path: { id } }, headers });

it('somebody asks about a line of their own, a program of staff answers, and both read it', async () => {
  const { data, response } = await ask(own, { entry, words: ' I led it ' });
  const id = data?.id ?? '';
  expect([response.status, response.headers.get('location')]).toEqual([201, `/api/v1/questions/${id}`]);
  expect(data).toMatchObject({ person: sam, entry, state: 'open', words: 'I led it' });
  const answered = await answer(program, id, ' You are right. ');
  expect(answered.data).toMatchObject({ state: 'answered', answer: 'You are right.', answeredBy: 'Ann' });
  for (const by of [own, reader]) {
    const read = await one(by, id);
    expect(read.data).toEqual(answered.data);
    const tag = read.response.headers.get('etag') ?? '';
    expect(tag).toBe(answered.response.headers.get('etag'));
    expect((await one(by, id, { 'If-None-Match': tag })).response.status).toBe(304);
  }
});

it('what is sent twice under one key is one, and something else under it is refused', async () => {
  const key = randomUUID();
  const [first, second] = [await ask(own, { entry }, key), await ask(own, { entry }, key)];
  expect(second.data).toEqual(first.data);
  expect(second.response.headers.get('idempotency-replayed')).toBe('true');
  expect((await ask(own, { entry, words: 'More' }, key)).response.status).toBe(422);
  const id = first.data?.id ?? '';
  const answering = randomUUID();
  const [told, again] = [
    await answer(program, id, 'Yes.', answering),
    await answer(program, id, 'Yes.', answering),
  ];
  expect(again.data).toEqual(told.data);
  expect((await answer(program, id, 'No.', answering)).response.status).toBe(422);
});

it('asked by many at once about one line it is one question, and one of many answers stands', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => ask(own, { entry, words: 'I led it' })));
  const ids = new Set(all.map(({ data }) => data?.id));
  expect([ids.size, all.map(({ response }) => response.status)]).toEqual([1, Array(8).fill(201)]);
  const [id = ''] = ids;
  const answers = await Promise.all([1, 2, 3, 4].map((n) => answer(program, id, `Answer ${String(n)}.`)));
  expect(answers.map(({ response }) => response.status).sort()).toEqual([200, 409, 409, 409]);
  const stands = answers.find(({ response }) => response.status === 200)?.data;
  expect((await one(own, id)).data).toEqual(stands);
});

it('somebody else’s question and line are as if they were not there', async () => {
  const id = await asked();
  const { visitor } = await world.signedInAs('participant', { name: 'Jo' });
  const jo = await pageClient(world.web, visitor);
  const before = await stage.helping.rows();
  const said = ({ response, error }: Awaited<ReturnType<typeof one>>) => [response.status, error?.detail];
  expect(said(await one(jo, id))).toEqual(said(await one(jo, randomUUID())));
  expect((await one(jo, id)).response.status).toBe(404);
  expect((await ask(jo, { entry })).response.status).toBe(404);
  expect((await ask(jo, { entry, person: sam })).response.status).toBe(404);
  for (const person of [sam, randomUUID()]) {
    const list = await jo.GET('/api/v1/questions', { params: { query: { person } } });
    expect([list.response.status, list.error?.type]).toEqual([404, '/problems/unknown-person']);
  }
  expect((await jo.GET('/api/v1/questions')).data).toEqual({ questions: [] });
  expect((await answer(jo, id)).response.status).toBe(403);
  expect((await answer(reader, id)).response.status).toBe(403);
  expect(await stage.helping.rows()).toEqual(before);
});

it('staff ask for somebody, and that they look is written down; nobody answers what they asked themselves', async () => {
  const theirs = await ask(program, { entry, person: sam });
  expect([theirs.response.status, theirs.data?.person]).toEqual([201, sam]);
  const looks = () =>
    world.book.ownerSource.query<unknown[]>(
      `SELECT FROM audit_event WHERE action = 'person.looked' AND subject_id = $1 AND channel = 'api'`,
      [sam],
    );
  const before = (await looks()).length;
  await one(reader, theirs.data?.id ?? '');
  expect((await looks()).length).toBe(before + 1);
  const { data } = await ask(program, { entry: await lineOf(ann) });
  const rows = await stage.helping.rows();
  const refused = await answer(program, data?.id ?? '');
  expect([refused.response.status, refused.error?.type]).toEqual([403, '/problems/own-question']);
  expect(await stage.helping.rows()).toEqual(rows);
});

/** The ids of what Sam asked, read so many at a time. */
async function inPages(limit: number, after?: string): Promise<readonly string[]> {
  const query = { person: sam, limit, ...(after === undefined ? {} : { after }) };
  const { data } = await reader.GET('/api/v1/questions', { params: { query } });
  const ids = (data?.questions ?? []).map(({ id }) => id);
  return data?.next === undefined ? ids : [...ids, ...(await inPages(limit, data.next))];
}

it('a list goes on in pages, is narrowed by person and by whether it is answered, and has a tag', async () => {
  const ids: string[] = [];
  for (let more = 0; more < 3; more++) {
    ids.push(await asked());
    entry = await lineOf(sam);
  }
  await answer(program, ids[1] ?? '');
  expect(await inPages(2)).toEqual(ids);
  const listed = async (state: 'open' | 'answered') => {
    const { data } = await own.GET('/api/v1/questions', { params: { query: { state } } });
    return data?.questions.map(({ id }) => id);
  };
  expect([await listed('open'), await listed('answered')]).toEqual([[ids[0], ids[2]], [ids[1]]]);
  const tag = (await own.GET('/api/v1/questions')).response.headers.get('etag') ?? '';
  const known = { headers: { 'If-None-Match': tag } };
  expect((await own.GET('/api/v1/questions', known)).response.status).toBe(304);
  await answer(program, ids[0] ?? '');
  expect((await own.GET('/api/v1/questions', known)).response.status).toBe(200);
});

it('what cannot be kept is refused by its field, and nothing is left behind', async () => {
  const id = await asked();
  entry = await lineOf(sam);
  const before = await stage.helping.rows();
  const params = { header: once() };
  const pointed = { errors: [expect.objectContaining({ pointer: '/replyBy' })] };
  const byText = await own.POST('/api/v1/questions', { params, body: { entry, replyBy: 'text' } });
  expect([byText.response.status, byText.error]).toEqual([422, expect.objectContaining(pointed)]);
  const long = await ask(own, { entry, words: 'x'.repeat(501) });
  expect([long.response.status, long.error?.errors?.[0]?.pointer]).toEqual([422, '/words']);
  expect((await ask(own, { entry: randomUUID() })).response.status).toBe(404);
  const empty = await answer(program, id, '  ');
  expect([empty.response.status, empty.error?.errors?.[0]?.pointer]).toEqual([422, '/answer']);
  expect((await answer(program, randomUUID())).response.status).toBe(404);
  const keyless = await own.POST('/api/v1/questions', {
    params: { header: { 'Idempotency-Key': '' } },
    body: { entry },
  });
  expect(keyless.response.status).toBe(400);
  expect(await stage.helping.rows()).toEqual(before);
});
