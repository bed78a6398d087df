import { ROLES } from '../../src/identity/index.js';
import { newId, type ParticipantId } from '../../src/shared/ids.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { tokenIn, type Visitor } from '../support/visitor.js';
import type { Route } from '../support/web-app.js';

/** Everybody who may ask, and everything they may ask about: each cell of the table is tried on every route (A1). */
const OTHERS = [...ROLES.filter((role) => role !== 'staff'), 'who has left', 'anonymous'] as const;
const FOR_SOMEBODY = '/for/:asked';

let world: SignInWorld;
let routes: readonly Route[];
let other: ParticipantId;
let stranger: ParticipantId;
const absent = newId<ParticipantId>();
const visitors = new Map<string, { readonly visitor: Visitor; readonly token: string }>();
let staffThemselves: ParticipantId;

beforeAll(async () => {
  world = await SignInWorld.open({ SCHEME: 'orbit' });
  routes = world.web.routes.filter(({ url }) => url.startsWith('/staff/people/:person'));
  other = await world.person({ likedName: 'Other' });
  stranger = await world.book.participant(await world.book.scheme('beacon'));
  for (const role of ROLES) {
    const { visitor, person } = await world.signedInAs(role, { name: 'Me' });
    visitors.set(role, { visitor, token: tokenIn((await visitor.get('/account')).body) });
    if (role === 'staff') staffThemselves = person;
  }
  const { visitor: left, person: leaver } = await world.signedInAs('participant', { name: 'Lee' });
  const token = tokenIn((await left.get('/account')).body);
  await world.book.ownerSource.query("UPDATE person SET taking_part = 'left' WHERE id = $1", [leaver]);
  visitors.set('who has left', { visitor: left, token });
  visitors.set('anonymous', { visitor: world.visitor(), token: '' });
});

afterAll(() => world.close());

/** One cell: what a route answers somebody about a person. */
async function cell(who: string, { method, url }: Route, person: string) {
  const seat = visitors.get(who);
  if (seat === undefined) throw new Error(`Nobody here is ${who}.`);
  const path = url
    .replace(':person', person)
    .replace(FOR_SOMEBODY, '/for/phone')
    .replaceAll(/:[a-z]+/gi, absent);
  const { visitor, token } = seat;
  return method === 'GET' ? visitor.get(path) : visitor.post(path, { _csrf: token });
}

async function everything(): Promise<string> {
  const tables = ['person', 'consent', 'sign_in_card', 'audit_event', 'person_role'];
  const rows = await Promise.all(
    tables.map((table) => world.book.ownerSource.query(`SELECT * FROM ${table} ORDER BY 1, 2`)),
  );
  return JSON.stringify(rows);
}

it.each(OTHERS)(
  'no route about a person opens for %s, whoever that person is, and nothing is left behind',
  async (who) => {
    const before = await everything();
    const expected = who === 'anonymous' || who === 'who has left' ? 303 : 403;
    const wrong: unknown[] = [];
    for (const route of routes)
      for (const person of [other, stranger, absent]) {
        const { statusCode, headers } = await cell(who, route, person);
        const isRight = statusCode === expected && (expected !== 303 || headers.location === '/sign-in');
        if (!isRight) wrong.push([who, route, statusCode]);
      }
    expect(routes.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
    expect(await everything()).toBe(before);
  },
);

it('for staff, somebody of another scheme and nobody are answered alike, and leave nothing behind', async () => {
  const before = await everything();
  const wrong: unknown[] = [];
  for (const route of routes) {
    const [far, none] = [await cell('staff', route, stranger), await cell('staff', route, absent)];
    const isAlike = plain(far.body) === plain(none.body) && far.statusCode === none.statusCode;
    if (!isAlike || ![404, 422].includes(none.statusCode))
      wrong.push([route, far.statusCode, none.statusCode]);
  }
  expect(wrong).toEqual([]);
  expect(await everything()).toBe(before);
});

it('nobody acts for themselves as if they were somebody else', async () => {
  for (const route of routes.filter(({ url }) => url.includes(`${FOR_SOMEBODY}/`)))
    expect([route, (await cell('staff', route, staffThemselves)).statusCode]).toEqual([route, 404]);
});

it('for staff, the pages about a person of their scheme open, or lead to the step before', async () => {
  const pages = routes.filter(({ method, url }) => method === 'GET' && !/:(?!person|asked)/.test(url));
  for (const route of pages)
    expect([route, [200, 303].includes((await cell('staff', route, other)).statusCode)]).toEqual([
      route,
      true,
    ]);
});

/** Without what differs by itself: ids, and the number to quote. */
function plain(body: string): string {
  return body.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9A-Z]{4}-[0-9A-Z]{2}\b/g, '');
}
