import { randomUUID } from 'node:crypto';
import { ApiTokens } from '../../src/identity/api-tokens.service.js';
import { type ActorId, newId, parseId, type ParticipantId, type SessionId } from '../../src/shared/ids.js';
import { atOnce, times } from '../support/at-once.js';
import { RegisterWorld } from '../support/register-world.js';
import { SignInWorld } from '../support/sign-in-world.js';

let world: SignInWorld;
let registers: RegisterWorld;
let token: string;
let admin: ParticipantId;

beforeAll(async () => {
  world = await SignInWorld.open();
  registers = await RegisterWorld.over(world.book, world.scheme);
  ({ person: admin } = await world.signedInAs('administrator', { name: 'Ann' }));
  const tokens = world.web.app.get(ApiTokens, { strict: false });
  const acting = {
    schemeId: world.scheme,
    personId: admin,
    actorId: parseId<ActorId>(admin),
    roles: ['administrator'],
  };
  token = await tokens.make(acting, {
    name: 'Book',
    scopes: ['registers:read', 'registers:write'],
    days: 30,
  });
});

afterAll(() => world.close());

const url = (session: SessionId): string => `/api/v1/sessions/${session}/register`;

interface Sent {
  readonly came: readonly ParticipantId[];
  readonly key?: string;
  readonly seen?: string;
  readonly more?: object;
}

function put(session: SessionId, { came, key = randomUUID(), seen, more = {} }: Sent) {
  const lines = came.map((personId) => ({ personId, part: 'attended' }));
  return world.web.app.inject({
    method: 'PUT',
    url: url(session),
    headers: {
      authorization: `Bearer ${token}`,
      'idempotency-key': key,
      ...(seen === undefined ? {} : { 'if-match': seen }),
    },
    payload: { outcome: 'came', lines, ...more },
  });
}

const get = (session: SessionId, headers: Readonly<Record<string, string>> = {}) =>
  world.web.app.inject({ url: url(session), headers: { authorization: `Bearer ${token}`, ...headers } });

describe('a register that a program sends', () => {
  it('is recorded, with a result for each line, and read back under the tag of its version', async () => {
    const [sam, ben] = await registers.people(2);
    const stranger = newId<ParticipantId>();
    const session = await registers.session();
    const empty = await get(session);
    expect([empty.headers.etag, empty.json()]).toEqual([
      '"0"',
      { sessionId: session, version: 0, lines: [], headCountExtra: 0 },
    ]);
    const came = [sam, stranger, ben].flatMap((each) => each ?? []);
    const saved = await put(session, { came, seen: '"0"' });
    expect([saved.statusCode, saved.headers.etag]).toEqual([200, '"1"']);
    expect(saved.json()).toEqual({
      sessionId: session,
      state: 'recorded',
      version: 1,
      galaxiesAdded: 2,
      galaxiesInAll: 2,
      lines: [
        { personId: sam, part: 'attended', result: 'added', galaxies: 1 },
        { personId: stranger, part: 'attended', result: 'unknown-person', galaxies: 0 },
        { personId: ben, part: 'attended', result: 'added', galaxies: 1 },
      ],
    });
    const there = await get(session);
    expect(there.json()).toEqual({
      ...{ sessionId: session, version: 1, outcome: 'came', headCountExtra: 0 },
      lines: [sam, ben].map((personId) => ({ personId, part: 'attended', galaxies: 1 })),
    });
    expect((await get(session, { 'if-none-match': '"1"' })).statusCode).toBe(304);
  });

  it('ten times at once has one effect and one answer', async () => {
    const people = await registers.people(3);
    const session = await registers.session();
    const key = randomUUID();
    const { kept } = await atOnce(times(10, () => put(session, { came: people, key, seen: '"0"' })));
    expect(new Set(kept.map(({ statusCode, body }) => `${String(statusCode)} ${body}`)).size).toBe(1);
    expect(kept[0]?.statusCode).toBe(200);
    expect(await registers.toUse(people)).toEqual([1, 1, 1]);
  });

  it('without having seen the latest is joined with it, and answered with 202', async () => {
    const [sam, ben] = await registers.people(2);
    if (sam === undefined || ben === undefined) throw new Error('Nobody.');
    const session = await registers.session();
    await put(session, { came: [sam], seen: '"0"' });
    const key = randomUUID();
    const second = await put(session, { came: [ben], key, seen: '"0"' });
    expect([second.statusCode, second.json<{ state: string }>().state]).toEqual([202, 'joined']);
    const again = await put(session, { came: [ben], key, seen: '"0"' });
    expect([again.statusCode, again.body]).toEqual([202, second.body]);
    const other = await put(session, { came: [sam, ben], key, seen: '"2"' });
    expect(other.statusCode).toBe(200);
    expect(await registers.toUse([sam, ben])).toEqual([1, 1]);
  });

  it.each([
    ['a part that there is not', { lines: [{ personId: randomUUID(), part: 'absent' }] }, 422],
    ['no such person id', { lines: [{ personId: 'sam', part: 'led' }] }, 422],
    ['half a head', { headCountExtra: 0.5 }, 422],
    ['a field that there is not', { absent: [] }, 422],
    ['nobody at all', { lines: [] }, 422],
  ])('with %s is refused, and leaves nothing', async (_, more, status) => {
    const session = await registers.session();
    const before = await registers.traces();
    const answer = await put(session, { came: [], more });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
    expect(await registers.traces()).toEqual(before);
  });

  it('whose note has a character that no text can keep is refused in words', async () => {
    const session = await registers.session();
    const before = await registers.traces();
    const answer = await put(session, {
      came: [],
      more: { outcome: 'nobody-came', noteToStaff: 'Ben \0 found a glove' },
    });
    expect([answer.statusCode, answer.json()]).toMatchObject([422, { type: '/problems/unkeepable-text' }]);
    expect(await registers.traces()).toEqual(before);
  });

  it('without a key is refused; of a session that is not there it is not found', async () => {
    const session = await registers.session();
    const headers = { authorization: `Bearer ${token}` };
    const payload = { outcome: 'nobody-came', lines: [] };
    const keyless = await world.web.app.inject({ method: 'PUT', url: url(session), headers, payload });
    expect(keyless.statusCode).toBe(400);
    expect((await put(newId<SessionId>(), { came: [] })).statusCode).toBe(404);
  });

  it('cannot credit whoever answers for the token', async () => {
    const session = await registers.session();
    const saved = await put(session, { came: [admin] });
    expect(saved.json<{ lines: unknown[] }>().lines).toEqual([
      { personId: admin, part: 'attended', result: 'own-line', galaxies: 0 },
    ]);
  });
});
