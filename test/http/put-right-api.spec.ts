import { randomUUID } from 'node:crypto';
import { ApiTokens } from '../../src/identity/api-tokens.service.js';
import type { ApiScope } from '../../src/identity/index.js';
import { type ActorId, type EntryId, type ParticipantId, parseId } from '../../src/shared/ids.js';
import { type ApiClient, apiClient, pageClient } from '../support/api-client/client.js';
import { GalaxiesStage } from '../support/galaxies-stage.js';
import { Righting } from '../support/righting.js';
import { SignInWorld } from '../support/sign-in-world.js';

let world: SignInWorld;
let righting: Righting;
let ann: ParticipantId;
let iainId: ParticipantId;
let morag: ParticipantId;
let program: ApiClient;
let reader: ApiClient;
let ailsa: ApiClient;
let iain: ApiClient;
let sam: ParticipantId;
let entry: EntryId;

beforeAll(async () => {
  world = await SignInWorld.open({ SCHEME: 'orbit' });
  righting = new Righting(world.book, world.scheme);
  await righting.stage.helping.plans.usualRates(world.scheme);
  ann = (await world.signedInAs('administrator', { name: 'Ann' })).person;
  morag = (await world.signedInAs('leader', { name: 'Morag' })).person;
  ailsa = await pageClient(world.web, (await world.signedInAs('staff', { name: 'Ailsa' })).visitor);
  const other = await world.signedInAs('staff', { name: 'Iain' });
  [iain, iainId] = [await pageClient(world.web, other.visitor), other.person];
  program = await programWith('accounts:read', 'accounts:write');
  reader = await programWith('accounts:read');
});
afterAll(() => world.close());

/** Sam has led a walk, which gave 2. */
beforeEach(async () => {
  sam = await world.book.participant(world.scheme);
  const stage = new GalaxiesStage(world.book, world.scheme);
  await stage.register(await stage.session('Hill walk', 9, [morag]), morag, { led: [sam, morag] });
  entry = await righting.entryOf(sam, 'register');
});

async function programWith(...scopes: readonly [ApiScope, ...ApiScope[]]): Promise<ApiClient> {
  const acting = { schemeId: world.scheme, personId: ann, actorId: parseId<ActorId>(ann) };
  const tokens = world.web.app.get(ApiTokens, { strict: false });
  const token = await tokens.make(
    { ...acting, roles: ['administrator'] },
    { name: scopes.join(' '), scopes, days: 30 },
  );
  return apiClient(world.web, token);
}

const once = (key: string = randomUUID()) => ({ 'Idempotency-Key': key });
const toUse = async () => (await world.book.numbers(world.scheme, sam))[0];

const SENTENCE = 'We counted this walk twice. Sorry.';

function line(more: object = {}, by = program, key?: string) {
  const body = { person: sam, entry, whatIsWrong: 'twice' as const, sentence: SENTENCE, ...more };
  return by.POST('/api/v1/put-rights/lines', { params: { header: once(key) }, body });
}

function adjust(more: object = {}, by = program, key?: string) {
  const asked = { person: sam, way: 'give' as const, galaxies: 3, sentence: 'We forgot the garden.' };
  const body = { ...asked, reason: 'No register was taken.', secondPerson: iainId, ...more };
  return by.POST('/api/v1/put-rights/adjustments', { params: { header: once(key) }, body });
}

interface Waiting {
  readonly id: string;
  readonly etag: string;
}

async function waiting(sent = adjust()): Promise<Waiting> {
  const { data, response } = await sent;
  if (data === undefined) throw new Error(`It was refused with ${String(response.status)}.`);
  return { id: data.id, etag: response.headers.get('etag') ?? '' };
}

function decide(by: ApiClient, decision: 'agree' | 'leave', { id, etag }: Waiting, key?: string) {
  const params = { path: { id }, header: { ...once(key), 'If-Match': etag } };
  return by.POST(`/api/v1/put-rights/{id}/${decision}`, { params });
}

const problem = ({ error, response }: { error?: unknown; response: Response }) => [response.status, error];
const refused = (status: number, code: string) => [
  status,
  expect.objectContaining({ type: `/problems/${code}` }),
];

it('tells what each way would do before anything happens', async () => {
  const before = await righting.rows();
  const query = { person: sam, entry };
  const { data } = await program.GET('/api/v1/put-rights/preview', { params: { query } });
  expect(data).toMatchObject({ toUse: 2, line: 'stands' });
  expect(
    data?.effects.map(({ way, toUse: after, madeUp, possible }) => [way, after, madeUp, possible]),
  ).toEqual([
    ['let-them-keep', 2, 0, true],
    ['take-back', 0, 0, true],
  ]);
  expect(data?.secondPersons).toContainEqual({ person: iainId, name: 'Iain' });
  const byHand = { person: sam, galaxies: 3 };
  const hand = await program.GET('/api/v1/put-rights/preview', { params: { query: byHand } });
  expect(hand.data?.effects.map(({ way, toUse: after, possible }) => [way, after, possible])).toEqual([
    ['give', 5, true],
    ['take', 0, false],
  ]);
  expect({ ...(await righting.rows()), audit_event: [] }).toEqual({ ...before, audit_event: [] });
});

it('lets them keep what a line gave, at once, and is read back under its tag', async () => {
  const { data, response } = await line();
  expect([response.status, response.headers.get('location')]).toEqual([
    201,
    `/api/v1/put-rights/${data?.id ?? ''}`,
  ]);
  expect(data).toMatchObject({
    person: sam,
    entry,
    state: 'done',
    letThemKeep: true,
    effect: 0,
    askedBy: ann,
  });
  expect([await toUse(), await righting.findings()]).toEqual([2, []]);
  const path = { id: data?.id ?? '' };
  const one = await reader.GET('/api/v1/put-rights/{id}', { params: { path } });
  expect(one.data).toEqual(data);
  const headers = { 'If-None-Match': one.response.headers.get('etag') ?? '' };
  const again = await reader.GET('/api/v1/put-rights/{id}', { params: { path }, headers });
  expect(again.response.status).toBe(304);
});

it('takes back only when another person of the staff has agreed', async () => {
  const asked = await waiting(
    line({ letThemKeep: false, reason: 'On two registers.', secondPerson: iainId }),
  );
  expect(await toUse()).toBe(2);
  expect((await decide(program, 'agree', asked)).response.status).toBe(401);
  const { data } = await decide(iain, 'agree', asked);
  expect(data).toMatchObject({ state: 'done', effect: -2, agreedBy: iainId });
  expect([await toUse(), await righting.findings()]).toEqual([0, []]);
});

it('gives by hand once, however often it is asked and agreed to at once', async () => {
  const key = randomUUID();
  const [first, again] = [await adjust({}, program, key), await adjust({}, program, key)];
  expect(again.data).toEqual(first.data);
  expect(problem(await adjust({ galaxies: 4 }, program, key))).toEqual(refused(422, 'idempotency-key-used'));
  const asked = { id: first.data?.id ?? '', etag: first.response.headers.get('etag') ?? '' };
  const answers = await Promise.all([iain, ailsa, iain, ailsa].map((by) => decide(by, 'agree', asked)));
  expect(answers.map(({ response }) => response.status).toSorted()[0]).toBe(200);
  expect(await toUse()).toBe(5);
  expect(await righting.findings()).toEqual([]);
});

it('whoever asked cannot agree and may leave it; a refusal leaves nothing behind', async () => {
  const asked = await waiting(adjust({}, ailsa));
  const before = await righting.rows();
  expect(problem(await decide(ailsa, 'agree', asked))).toEqual(refused(403, 'second-person'));
  expect(await righting.rows()).toEqual(before);
  const left = await decide(ailsa, 'leave', asked);
  expect(left.data).toMatchObject({ state: 'not-agreed' });
  expect(await toUse()).toBe(2);
});

it('decides only what was seen as it is, and nothing is left behind', async () => {
  const asked = await waiting();
  const before = await righting.rows();
  const params = { path: { id: asked.id }, header: { ...once(), 'If-Match': '' } };
  expect((await iain.POST('/api/v1/put-rights/{id}/agree', { params })).response.status).toBe(428);
  expect((await decide(iain, 'agree', { ...asked, etag: '"other"' })).response.status).toBe(412);
  expect(await righting.rows()).toEqual(before);
  await decide(ailsa, 'leave', asked);
  expect((await decide(iain, 'agree', asked)).response.status).toBe(412);
  expect(problem(await decide(iain, 'agree', { ...asked, etag: '*' }))).toEqual(
    refused(409, 'put-right-decided'),
  );
  expect(await toUse()).toBe(2);
});

it('refuses what cannot be kept by its field, one’s own galaxies, and who is not there; nothing is left behind', async () => {
  const before = await righting.rows();
  const bad = await adjust({ sentence: ' ', reason: ' ', secondPerson: undefined });
  expect(problem(bad)).toEqual([
    422,
    expect.objectContaining({
      type: '/problems/bad-put-right',
      errors: ['/sentence', '/reason', '/secondPerson'].map((pointer): unknown =>
        expect.objectContaining({ pointer }),
      ),
    }),
  ]);
  expect(problem(await adjust({ galaxies: 1_001 }))).toEqual(refused(422, 'bad-number'));
  expect(problem(await adjust({ secondPerson: ann }))).toEqual(refused(403, 'second-person'));
  expect(problem(await adjust({ secondPerson: morag }))).toEqual(refused(403, 'second-person'));
  expect(problem(await adjust({ person: ann }))).toEqual(refused(403, 'own-put-right'));
  expect((await adjust({ person: randomUUID() })).response.status).toBe(404);
  expect((await line({ entry: randomUUID() })).response.status).toBe(404);
  expect(await righting.rows()).toEqual(before);
});

it('is for staff and for programs with the right; nobody else changes or sees anything', async () => {
  const asked = await waiting();
  const before = await righting.rows();
  expect((await line({}, reader)).response.status).toBe(403);
  const path = { id: asked.id };
  for (const role of ['participant', 'leader'] as const) {
    const client = await pageClient(world.web, (await world.signedInAs(role)).visitor);
    expect((await line({}, client)).response.status).toBe(403);
    expect((await client.GET('/api/v1/put-rights/{id}', { params: { path } })).response.status).toBe(403);
  }
  expect((await righting.rows())['put_right']).toEqual(before['put_right']);
  const missing = await reader.GET('/api/v1/put-rights/{id}', { params: { path: { id: randomUUID() } } });
  expect(missing.response.status).toBe(404);
});

it('a list goes on in pages, is narrowed by state and person, and a look at somebody is written down', async () => {
  const ids = [(await waiting()).id, (await waiting()).id, (await waiting()).id];
  await decide(iain, 'leave', { id: ids[1] ?? '', etag: '*' });
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const query = { person: sam, limit: 2, ...(after === undefined ? {} : { after }) };
    const { data } = await reader.GET('/api/v1/put-rights', { params: { query } });
    seen.push(...(data?.putRights ?? []).map(({ id }) => id));
    after = data?.next;
  } while (after !== undefined);
  expect(seen).toEqual(ids);
  const query = { person: sam, state: 'waiting' as const };
  const open = await reader.GET('/api/v1/put-rights', { params: { query } });
  expect(open.data?.putRights.map(({ id }) => id)).toEqual([ids[0], ids[2]]);
  const none = await reader.GET('/api/v1/put-rights', { params: { query: { person: randomUUID() } } });
  expect(problem(none)).toEqual(refused(404, 'unknown-person'));
  const looks: unknown[] = await world.book.ownerSource.query(
    `SELECT FROM audit_event WHERE person_id = $1 AND action LIKE '%looked%'`,
    [sam],
  );
  expect(looks.length).toBeGreaterThan(0);
});
