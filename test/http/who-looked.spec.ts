import { AuditQueries } from '../../src/audit/index.js';
import { API_SCOPES } from '../../src/identity/api-scope.js';
import { ApiTokens } from '../../src/identity/api-tokens.service.js';
import { type ActorId, newId, type ParticipantId } from '../../src/shared/ids.js';
import { aRowOfEach } from '../support/a-row-of-each.js';
import { SignInWorld } from '../support/sign-in-world.js';

/** Found nowhere but in what is about this one person. */
const CANARY = 'kanarienvogel';

/** What shows a date and everybody who leads it or comes to it: nobody's own page. */
const ABOUT_A_DATE = [
  '/dates/:id',
  '/leader/dates/:id/register',
  '/leader/dates/:id/register/saved',
  '/leader/dates/:id/roster',
  '/staff/dates/:id',
  '/staff/dates/:id/edit',
  '/staff/registers/:id/check',
  '/api/v1/sessions/:id',
  '/api/v1/sessions/:id/places',
  '/api/v1/sessions/:id/register',
];

interface Looker {
  readonly person: ParticipantId;
  readonly get: (url: string) => Promise<{ readonly statusCode: number; readonly body: string }>;
}

let world: SignInWorld;
let bird: ParticipantId;
let planted: string;
const lookers = new Map<string, Looker>();

beforeAll(async () => {
  world = await SignInWorld.open({ SCHEME: 'orbit' });
  bird = await world.person({ likedName: CANARY });
  for (const role of ['staff', 'administrator', 'supervisor', 'leader'] as const) {
    const { visitor, person } = await world.signedInAs(role, { name: role });
    lookers.set(role, { person, get: (url) => visitor.get(url) });
  }
  lookers.set('program', await program());
  const others = { staff: await world.person(), third: await world.person() };
  const about = { scheme: world.scheme, person: bird, ...others, word: CANARY, ago: '1 hour' };
  planted = await aRowOfEach(world.book, about);
});

afterAll(() => world.close());

/** A program with every scope there is, which acts for whoever made its token. */
async function program(): Promise<Looker> {
  const { person } = await world.signedInAs('administrator', { name: 'Bo' });
  const by = {
    schemeId: world.scheme,
    personId: person,
    actorId: newId<ActorId>(),
    roles: ['administrator'],
  };
  const tokens = world.web.app.get(ApiTokens, { strict: false });
  const token = await tokens.make(by, { name: 'Everything', scopes: [...API_SCOPES], days: 30 });
  const headers = { authorization: `Bearer ${token}` };
  return { person, get: (url) => world.web.app.inject({ url, headers }) };
}

/** Every address that names something, with the person and with a thing of theirs in its place. */
function addresses(): readonly { readonly route: string; readonly url: string }[] {
  const named = world.web.routes.filter(({ method, url }) => method === 'GET' && url.includes(':'));
  const routes = [...new Set(named.map(({ url }) => url))].filter((url) => !url.includes('*'));
  return routes.flatMap((route) =>
    [planted, bird].map((id) => ({
      route,
      url: route.replace(':person', bird).replace(':asked', 'phone').replaceAll(/:\w+/g, id),
    })),
  );
}

async function looksOf({ person }: Looker): Promise<number> {
  const rows: unknown[] = await world.book.ownerSource.query(
    `SELECT FROM audit_event WHERE action = 'person.looked' AND actor_id = $1 AND person_id = $2`,
    [person, bird],
  );
  return rows.length;
}

/** Which routes showed something of that one person, and whether that was written down each time. */
async function shownTo(
  who: Looker,
): Promise<{ readonly noted: readonly string[]; readonly silent: readonly string[] }> {
  const noted = new Set<string>();
  const silent = new Set<string>();
  for (const { route, url } of addresses()) {
    const before = await looksOf(who);
    const { statusCode, body } = await who.get(url);
    const isShown =
      statusCode === 200 && [CANARY, bird].some((sign) => body.replaceAll(url, '').includes(sign));
    if (isShown) ((await looksOf(who)) > before ? noted : silent).add(route);
  }
  return { noted: [...noted], silent: [...silent].filter((route) => !ABOUT_A_DATE.includes(route)) };
}

it.each([
  ['staff', 25],
  ['administrator', 1],
  ['supervisor', 0],
  ['leader', 0],
  ['program', 1],
])('whatever of one person is shown to a %s is written down: no route forgets it', async (who, least) => {
  const looker = lookers.get(who);
  if (looker === undefined) throw new Error(`Nobody here is a ${who}.`);
  const { noted, silent } = await shownTo(looker);
  expect(silent).toEqual([]);
  expect(noted.length).toBeGreaterThanOrEqual(least);
});

it('the person can see each of those who looked', async () => {
  const looks = await world.web.app.get(AuditQueries, { strict: false }).looksAt(world.scheme, bird);
  const told = looks.map(({ likedName, role }) => `${likedName}, ${role}`);
  expect(told).toEqual(expect.arrayContaining(['Bo, staff', 'administrator, administrator', 'staff, staff']));
});

it('what people open of their own is not written down', async () => {
  const looker = lookers.get('staff');
  const own = looker?.person ?? '';
  expect((await looker?.get(`/staff/people/${own}`))?.statusCode).toBe(200);
  const looks: unknown[] = await world.book.ownerSource.query(
    `SELECT FROM audit_event WHERE action = 'person.looked' AND person_id = $1 AND actor_id = $1`,
    [own],
  );
  expect(looks).toEqual([]);
});

it('each page about a date is there, so that no name in the list stands for nothing', () => {
  const urls = new Set(world.web.routes.map(({ url }) => url));
  expect(ABOUT_A_DATE.filter((url) => !urls.has(url))).toEqual([]);
});
