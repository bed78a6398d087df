import { PERSONAL_COLUMNS } from '../../src/participants/index.js';
import { Exports } from '../../src/ledger/exports.service.js';
import { ExportsQueries } from '../../src/ledger/exports.queries.js';
import type { ParticipantId } from '../../src/shared/ids.js';
import { aRowOfEach } from '../support/a-row-of-each.js';
import { ServerLog } from '../support/server-log.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { tokenIn, type Visitor } from '../support/visitor.js';

/** Found nowhere but where it was planted, and where somebody typed it. */
const CANARY = 'kanarienvogel';
const EMAIL = `${CANARY}@example.org`;
const DIGITS = '7700900982';

let world: SignInWorld;
let bird: ParticipantId;
let planted: string;
const visitors = new Map<string, Visitor>();
const seenByLee: { readonly url: string; readonly body: string }[] = [];
const problems: { readonly url: string; readonly body: string }[] = [];
let serverLog: ServerLog;
let asked = 0;
let typed = 0;

beforeAll(async () => {
  world = await SignInWorld.open({ SCHEME: 'orbit', LOG_LEVEL: 'debug' });
  const jo = await world.signedInAs('participant', { name: CANARY });
  bird = jo.person;
  const ailsa = await world.signedInAs('staff', { name: 'Ailsa' });
  const bo = await world.signedInAs('administrator', { name: 'Bo' });
  visitors.set('Lee', (await world.signedInAs('participant', { name: 'Lee' })).visitor);
  visitors.set('bird', jo.visitor).set('staff', ailsa.visitor).set('administrator', bo.visitor);
  for (const role of ['leader', 'supervisor'] as const)
    visitors.set(role, (await world.signedInAs(role, { name: 'Iain' })).visitor);
  const others = { staff: ailsa.person, third: bo.person };
  planted = await aRowOfEach(world.book, {
    scheme: world.scheme,
    person: bird,
    ...others,
    word: CANARY,
    ago: '1 hour',
  });
  await world.book.ownerSource.query(
    `UPDATE person SET surname = $2, email = $3, phone = '+44${DIGITS}', contact = 'email', note_for_leaders = $2, note_shared = true,
       findable_by_leaders = true WHERE id = $1`,
    [bird, CANARY, EMAIL],
  );
  serverLog = new ServerLog();
  // Lee first: what the others type may lawfully be for everybody to read.
  for (const [who, visitor] of visitors) await visitEverything(who, visitor);
  await callEverything();
});

afterAll(() => world.close());

/** The page of somebody, of a thing of theirs, or of a thing that nobody has. */
function filled(url: string): string {
  return url
    .replaceAll(':person', bird)
    .replaceAll(':asked', 'phone')
    .replaceAll(/:(?:date|session|activity|id|request|question|contribution|one)\b/g, planted)
    .replaceAll(/:\w+/g, CANARY);
}

const routesOf = (method: string) =>
  [...new Set(world.web.routes.filter((route) => route.method === method).map(({ url }) => url))].filter(
    (url) => !/[*]|sign-out|\/leave|^\/(?:hooks|dev)/.test(url),
  );

/** Opens every page there is, for them or not; all but Lee also type the canary into every form that they come by. */
async function visitEverything(who: string, visitor: Visitor): Promise<void> {
  for (const route of routesOf('GET')) {
    const url = filled(route);
    const { body } = await visitor.get(url);
    asked += 1;
    if (who !== 'Lee') await typeInto(body, visitor);
    else if (!route.includes(':')) seenByLee.push({ url, body });
  }
}

async function typeInto(body: string, visitor: Visitor): Promise<void> {
  for (const [, action = '', form = ''] of body.matchAll(FORMS)) {
    if (/sign-|leave|revoke|device|second/.test(action)) continue;
    await visitor.post(action, { ...fieldsOf(form), _csrf: tokenIn(body) });
  }
}

const FORMS = /<form method="post" action="([^"]+)"[^>]*>(.*?)<\/form>/gs;
const FIELDS = /<(input|textarea)\b([^>]*)>/g;

/** What a form would send: hidden fields as they are, the last of each choice, and the canary wherever words go. */
function fieldsOf(form: string): Record<string, string> {
  const fields = [...form.matchAll(FIELDS)].map(([, , attributes = '']) => ({
    name: attributeOf(attributes, 'name'),
    type: attributeOf(attributes, 'type'),
    value: attributeOf(attributes, 'value'),
  }));
  const sent = fields.filter(({ name, type }) => name !== '' && type !== 'checkbox');
  typed += sent.filter(({ type }) => !GIVEN.includes(type)).length;
  return Object.fromEntries(
    sent.map(({ name, type, value }) => [name, GIVEN.includes(type) ? value : CANARY]),
  );
}

const GIVEN: readonly string[] = ['hidden', 'radio'];

const attributeOf = (attributes: string, name: string) =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';

/** Sends programs' requests that cannot be used, to every route of the API. */
async function callEverything(): Promise<void> {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const)
    for (const route of routesOf(method)) {
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': 'k',
        authorization: `Bearer ${CANARY}`,
      };
      const payload = JSON.stringify({ [CANARY]: EMAIL, name: CANARY, phone: DIGITS });
      const { body } = await world.web.app.inject({ method, url: filled(route), headers, payload });
      // A page gives back what was typed into it; a program has what it sent.
      if (route.startsWith('/api/')) problems.push({ url: route, body });
      asked += 1;
    }
}

const signsIn = (text: string) => [CANARY, DIGITS].filter((sign) => text.toLowerCase().includes(sign));

it('every route was asked, and much was typed', () => {
  expect(asked).toBeGreaterThan(400);
  expect(typed).toBeGreaterThan(30);
});

it('no line of the log says anything of a person (A15)', () => {
  const lines = world.web.logged().map((line) => JSON.stringify(line));
  expect(lines.length).toBeGreaterThan(400);
  expect(lines.filter((line) => signsIn(line).length > 0)).toEqual([]);
});

it('no line of the log of the database says anything of a person (A15)', () => {
  const lines = serverLog.since().split('\n');
  expect(lines.filter((line) => signsIn(line).length > 0)).toEqual([]);
});

it('no problem that a program is answered says anything of a person, or what was sent (A15)', () => {
  expect(problems.length).toBeGreaterThan(10);
  expect(problems.filter(({ body }) => signsIn(body).length > 0).map(({ url }) => url)).toEqual([]);
});

it('what is counted says nothing of a person (A15)', async () => {
  const { body } = await world.web.app.inject({ url: '/metrics' });
  expect([body.includes('galaxies') || body.includes('http'), signsIn(body)]).toEqual([true, []]);
});

/** Every column of every table, in every schema, that has a canary in it now. */
async function placesOf(): Promise<readonly string[]> {
  const tables: { name: string; schema: string }[] = await world.book.ownerSource.query(
    `SELECT quote_ident(tablename) AS name, quote_ident(schemaname) AS schema FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const places: string[] = [];
  for (const { name, schema } of tables) {
    const columns: { name: string }[] = await world.book.ownerSource.query(
      `SELECT DISTINCT field.key AS name FROM ${schema}.${name} t, LATERAL jsonb_each_text(to_jsonb(t)) field
       WHERE lower(field.value) LIKE '%${CANARY}%' OR field.value LIKE '%${DIGITS}%'`,
    );
    places.push(...columns.map((column) => `${name}.${column.name}`));
  }
  return places.toSorted();
}

it('every column that says something of a person is registered: none of jobs, notes, counts and the book is one (A15)', async () => {
  const places = await placesOf();
  const registered = new Set(
    Object.entries(PERSONAL_COLUMNS).flatMap(([table, columns]) =>
      Object.keys(columns).map((column) => `${table}.${column}`),
    ),
  );
  expect(places.length).toBeGreaterThan(20);
  expect(places.filter((place) => !registered.has(place))).toEqual([]);
  expect(places.filter((place) => /^(audit_event|outbox|rate_count|idempotency_key)\./.test(place))).toEqual(
    [],
  );
});

it.each(['csv', 'jsonl', 'hledger'] as const)(
  'the book that is taken away as %s names nobody (A15)',
  async (format) => {
    let written = '';
    await world.book.work.read(world.scheme, (view) =>
      new Exports(new ExportsQueries()).write(view, world.scheme, {
        ...{ format, origin: 'galaxies/orbit', refs: new Map() },
        write: ({ text }) => {
          written += text;
          return Promise.resolve();
        },
      }),
    );
    expect([written.length > 100, signsIn(written)]).toEqual([true, []]);
  },
);

it('another person who takes part sees nothing of them on any page (A15)', () => {
  expect(seenByLee.length).toBeGreaterThan(30);
  expect(seenByLee.filter(({ body }) => signsIn(body).length > 0).map(({ url }) => url)).toEqual([]);
});

it('a canary that somebody lets out is found', async () => {
  await world.book.ownerSource.query(
    `INSERT INTO outbox (scheme_id, job, payload, correlation_id) VALUES ($1, 'prove-book', $2, 'c')`,
    [world.scheme, JSON.stringify({ period: CANARY })],
  );
  expect(await placesOf()).toContain('outbox.payload');
});
