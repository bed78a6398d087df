import { AuditMonths } from '../../src/audit/audit-months.queries.js';
import { Audit } from '../../src/audit/index.js';
import { type ActorId, parseId, type ParticipantId } from '../../src/shared/ids.js';
import { textsIn } from '../support/read-page.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

let world: SignInWorld;
let ruth: Visitor;
let ailsa: ParticipantId;
let sam: ParticipantId;

beforeAll(async () => {
  world = await SignInWorld.open();
  ({ visitor: ruth } = await world.signedInAs('administrator', { name: 'Ruth' }));
  ({ person: ailsa } = await world.signedInAs('staff', { name: 'Ailsa' }));
  sam = await world.person({ likedName: 'Sam', surname: 'Reid' });
  const jo = await world.person({ likedName: 'Jo' });
  const doer = { personId: ailsa, actorId: parseId<ActorId>(ailsa), roles: ['staff'] };
  const audit = new Audit(world.book.work);
  await audit.looked(world.scheme, doer, jo);
  await world.book.ownerSource.query("UPDATE audit_event SET at = at - interval '4 months'");
  await audit.looked(world.scheme, doer, sam);
  await world.book.work.write(world.scheme, async (tx) => {
    const acting = { schemeId: world.scheme, personId: sam, doer, asked: 'phone' } as const;
    await audit.note(tx, { by: acting, action: 'person.changed', subject: { kind: 'person', id: sam } });
    await audit.note(tx, { by: 'job', action: 'retention.carried-out', subject: { kind: 'rule', id: 'x' } });
  });
});

afterAll(() => world.close());

/** The codes in the rows that are shown. */
async function found(search = ''): Promise<readonly string[]> {
  const { body } = await ruth.get(`/admin/audit${search}`);
  return textsIn(body).flatMap((text) => /: ([a-z-]+[.][a-z-]+)$/.exec(text)?.[1] ?? []);
}

it('says who did what for whom and from where, the newest first, of the last three months', async () => {
  expect(await found()).toEqual(['retention.carried-out', 'person.changed', 'person.looked']);
  const texts = textsIn((await ruth.get('/admin/audit')).body).join(' ');
  expect(texts).toMatch(
    /Ailsa \([^)]+\), staff What Changed details of a person: person.changed For whom Sam \([^)]+\), who asked by phone/,
  );
  expect(texts).toMatch(
    /The service itself What Forgot what is too old: retention.carried-out For whom Nobody in particular From A job/,
  );
});

it.each([
  ['by who did it', '?who=ailsa', ['person.changed', 'person.looked']],
  ['by whole name of whom it was for', '?whom=Sam%20Reid', ['person.changed', 'person.looked']],
  ['by what it was about', '?what=retention', ['retention.carried-out']],
  ['by where it came from', '?channel=job', ['retention.carried-out']],
  ['by all of these', '?who=ailsa&whom=sam&what=person&channel=web', ['person.changed', 'person.looked']],
  ['and finds nobody who is not there', '?who=nobody', []],
  [
    'from a day that is long ago',
    '?from_day=1&from_month=1&from_year=2020&who=Ailsa',
    ['person.changed', 'person.looked', 'person.looked'],
  ],
  ['up to a day', '?from_day=1&from_month=1&from_year=2020&to_day=1&to_month=1&to_year=2020', []],
])('finds %s', async (_how, search, codes) => {
  expect(await found(search)).toEqual(codes);
});

it('asks for a day that exists, keeps what was typed, and shows nothing meanwhile', async () => {
  const search = '?from_day=31&from_month=2&from_year=2026&who=Ailsa';
  const { statusCode, body } = await ruth.get(`/admin/audit${search}`);
  expect([statusCode, await found(search)]).toEqual([422, []]);
  expect(body).toContain('<a href="#from">Enter a date that exists, like 14 6 2026</a>');
  for (const typed of ['value="31"', 'value="2026"', 'value="Ailsa"']) expect(body).toContain(typed);
});

it('leads to the older ones page by page, with the same search, and each once', async () => {
  await world.book.ownerSource.query(
    `INSERT INTO audit_event (scheme_id, action, actor_id, subject_kind, subject_id, channel, correlation_id)
     SELECT $1, 'token.made', $2, 'token', 'x', 'web', 'c' FROM generate_series(1, 60)`,
    [world.scheme, ailsa],
  );
  const { body } = await ruth.get('/admin/audit?what=token');
  const [, older = ''] = /href="(\/admin\/audit\?[^"]*before=[^"]*)"/.exec(body) ?? [];
  const rest = await found(older.replaceAll('&amp;', '&').replace('/admin/audit', ''));
  expect([(await found('?what=token')).length, rest.length, new Set(rest).size]).toEqual([50, 10, 1]);
});

it('is for administrators only', async () => {
  for (const role of ['participant', 'leader', 'staff', 'supervisor'] as const)
    for (const page of ['/admin/audit', '/admin/audit/months']) {
      const { visitor } = await world.signedInAs(role);
      expect([role, (await visitor.get(page)).statusCode]).toEqual([role, 403]);
    }
});

it('shows what is left of what is older than two years, whole months at a time', async () => {
  expect((await ruth.get('/admin/audit/months')).body).toContain('Nothing is older than 2 years yet.');
  await world.book.ownerSource.query(
    `INSERT INTO audit_month (scheme_id, month, action, events)
     SELECT $1, date '2020-12-01' - make_interval(months => n), action, 40 + n
     FROM generate_series(1, 8) n, unnest('{person.looked,gone.long-ago}'::text[]) action`,
    [world.scheme],
  );
  const { body } = await ruth.get('/admin/audit/months');
  expect(textsIn(body).join(' ')).toContain(
    'November 2020 What Looked at a record: person.looked How often 41',
  );
  const [, older = ''] = /href="(\/admin\/audit\/months\?before=[^"]*)"/.exec(body) ?? [];
  const next = textsIn((await ruth.get(older)).body);
  expect(next.filter((text) => text.endsWith(' 2020'))).toEqual(
    Array(4).fill(expect.stringMatching(/^(May|April) 2020$/)),
  );
  const elsewhere = new AuditMonths(world.book.work);
  const other = await world.book.scheme('beacon');
  expect(await elsewhere.before(other, undefined, 7)).toEqual([]);
});
