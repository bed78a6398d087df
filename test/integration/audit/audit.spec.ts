import { type Acting, Audit, type AuditEvent, AuditQueries, type Doer } from '../../../src/audit/index.js';
import { AnswersNotNoted1764000000070 } from '../../../migrations/0070-answers-not-noted.js';
import { parseIsoDate } from '../../../src/shared/calendar.js';
import { withCorrelationId } from '../../../src/shared/correlation.js';
import { type ActorId, newId, type ParticipantId, type SchemeId } from '../../../src/shared/ids.js';
import { Book } from '../../support/book.js';

let book: Book;
let audit: Audit;
let queries: AuditQueries;
let orbit: SchemeId;
let ailsa: Doer;
let jo: ParticipantId;

beforeEach(async () => {
  book = await Book.open();
  audit = new Audit(book.work);
  queries = new AuditQueries(book.work);
  orbit = await book.scheme('orbit');
  ailsa = await member('staff');
  jo = await book.participant(orbit);
});

afterEach(() => book.close());

async function member(...roles: string[]): Promise<Doer> {
  const personId = await book.participant(orbit);
  return { personId, actorId: newId<ActorId>(), roles };
}

const note = (event: AuditEvent, scheme = orbit) => book.work.write(scheme, (tx) => audit.note(tx, event));
const noted = (filter = {}, scheme = orbit) =>
  book.work.read(scheme, (view) => queries.find(view, scheme, filter));
const person = (id: ParticipantId) => ({ kind: 'person', id });

it('what somebody did is kept with who, in which role, to what, from where and in which request', async () => {
  await withCorrelationId('request-1', () =>
    note({
      by: ailsa,
      action: 'person.changed',
      subject: person(jo),
      details: { fields: ['contact', 'email'] },
    }),
  );
  expect(await noted()).toMatchObject([
    {
      action: 'person.changed',
      actorId: ailsa.personId,
      actorRole: 'staff',
      personId: jo,
      askedHow: undefined,
      subjectKind: 'person',
      subjectId: jo,
      channel: 'web',
      correlationId: 'request-1',
      details: { fields: ['contact', 'email'] },
    },
  ]);
});

it('what staff did for somebody says for whom, and how they asked', async () => {
  const acting: Acting = { schemeId: orbit, personId: jo, doer: ailsa, asked: 'phone' };
  await note({
    by: acting,
    action: 'place.answered',
    subject: { kind: 'session', id: newId<ParticipantId>() },
  });
  await note({ by: acting, action: 'person.changed', subject: person(jo) });
  const rows: unknown[] = await book.ownerSource.query(
    'SELECT actor_id, person_id, on_behalf_of, asked_how FROM audit_event',
  );
  const row = { actor_id: ailsa.personId, person_id: jo, on_behalf_of: jo, asked_how: 'phone' };
  expect(rows).toEqual([row, row]);
});

it('what a job did names nobody', async () => {
  await note({ by: 'job', action: 'person.anonymised', subject: person(jo) });
  expect(await noted()).toMatchObject([
    { channel: 'job', actorId: undefined, actorRole: undefined, personId: jo },
  ]);
});

it('a deed that is not kept leaves no note', async () => {
  const failing = book.work.write(orbit, async (tx) => {
    await audit.note(tx, { by: ailsa, action: 'person.changed', subject: person(jo) });
    throw new Error('Afterwards something failed.');
  });
  await expect(failing).rejects.toThrow('Afterwards');
  expect(await noted()).toEqual([]);
});

it('is found by who, whom, what, which thing, when, where from and request, and page by page', async () => {
  const other = await member('leader');
  await withCorrelationId('r-1', () => note({ by: ailsa, action: 'person.changed', subject: person(jo) }));
  await note({
    by: { ...other, channel: 'api' },
    action: 'register.saved',
    subject: { kind: 'register', id: 'r' },
  });
  const actions = async (filter: object) => (await noted(filter)).map(({ action }) => action);
  expect(await actions({})).toEqual(['register.saved', 'person.changed']);
  for (const filter of [
    { actor: ailsa.personId },
    { person: jo },
    { action: 'person' },
    { subject: person(jo) },
    { channel: 'web' },
    { correlationId: 'r-1' },
    { before: (await noted())[0]?.id },
  ] as const)
    expect([filter, await actions(filter)]).toEqual([filter, ['person.changed']]);
  expect(await actions({ to: parseIsoDate('2020-01-01') })).toEqual([]);
  expect(await actions({ from: parseIsoDate('2020-01-01') })).toHaveLength(2);
  expect(await actions({ action: 'pers' })).toEqual([]);
});

describe('looking at a record', () => {
  it('is kept each time, and shown to the person once for each who looked on a day', async () => {
    const looks = [await audit.looked(orbit, ailsa, jo), await audit.looked(orbit, ailsa, jo)];
    expect([looks, await noted()]).toMatchObject([
      [true, true],
      [{ action: 'person.looked' }, {}],
    ]);
    const [look, ...more] = await queries.looksAt(orbit, jo);
    expect(more).toEqual([]);
    expect(look).toEqual({
      day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      likedName: expect.any(String),
      role: 'staff',
    });
    expect(await queries.looksAt(orbit, ailsa.personId)).toEqual([]);
  });

  it("at one's own record is nobody else's business", async () => {
    expect(await audit.looked(orbit, ailsa, ailsa.personId)).toBe(true);
    expect(await noted()).toEqual([]);
  });

  it('of somebody in another scheme, or of nobody, is told alike and leaves no note', async () => {
    const beacon = await book.scheme('beacon');
    const stranger = await book.participant(beacon);
    for (const id of [stranger, newId<ParticipantId>()])
      expect(await audit.looked(orbit, ailsa, id)).toBe(false);
    expect([await noted(), await noted({}, beacon)]).toEqual([[], []]);
  });
});

describe("with the service's own role and no code of ours between, the database refuses", () => {
  const attack = (sql: string, values: readonly unknown[] = []) =>
    book.work.write(orbit, (tx) => tx.query(sql, [...values]));

  beforeEach(() => note({ by: ailsa, action: 'person.looked', subject: person(jo) }));

  it.each([
    'UPDATE audit_event SET actor_id = NULL',
    'DELETE FROM audit_event',
    'TRUNCATE audit_event',
    `INSERT INTO audit_event (scheme_id, at, action, subject_kind, subject_id, channel, correlation_id)
     VALUES (current_scheme(), now() - interval '1 year', 'person.looked', 'person', 'x', 'job', 'x')`,
  ])('%s', async (sql) => {
    await expect(attack(sql)).rejects.toThrow(/permission denied/);
    expect(await noted()).toHaveLength(1);
  });

  it.each([
    ['a sentence', { why: 'Jo asked for it' }],
    ['a name', { name: 'Jo' }],
    ['an address', { to: 'jo@example.org' }],
    ['a phone number', { to: '+447700900982' }],
    ['a name further down', { fields: ['email', 'Jo Bloggs'] }],
  ])('details with %s', async (_what, details) => {
    const event: AuditEvent = { by: ailsa, action: 'person.changed', subject: person(jo), details };
    await expect(note(event)).rejects.toThrow(/audit_event_details_plain/);
  });

  it('somebody who acts on their own behalf, and behalf without how it was asked', async () => {
    const self: Acting = { schemeId: orbit, personId: ailsa.personId, doer: ailsa, asked: 'desk' };
    await expect(note({ by: self, action: 'person.changed', subject: person(jo) })).rejects.toThrow(
      /audit_event_on_behalf_of_another/,
    );
    const sql = `INSERT INTO audit_event (scheme_id, action, actor_id, on_behalf_of, subject_kind, subject_id, channel,
      correlation_id) VALUES (current_scheme(), 'a.b', $1, $2, 'person', 'x', 'web', 'x')`;
    await expect(attack(sql, [ailsa.personId, jo])).rejects.toThrow(/audit_event_asked_how_told/);
  });

  it('a deed from a page that nobody did', async () => {
    const sql = `INSERT INTO audit_event (scheme_id, action, subject_kind, subject_id, channel, correlation_id)
      VALUES (current_scheme(), 'a.b', 'person', 'x', 'web', 'x')`;
    await expect(attack(sql)).rejects.toThrow(/audit_event_actor_told/);
  });

  it('anything of another scheme: it is neither seen nor written', async () => {
    const beacon = await book.scheme('beacon');
    const counted: unknown = await book.work.read(beacon, (view) => view.query('SELECT FROM audit_event'));
    expect(counted).toEqual([]);
    const sql = `INSERT INTO audit_event (scheme_id, action, subject_kind, subject_id, channel, correlation_id)
      VALUES ($1, 'a.b', 'person', 'x', 'job', 'x')`;
    await expect(attack(sql, [beacon])).rejects.toThrow(/row-level security/);
    const strangers: AuditEvent = { by: ailsa, action: 'person.changed', subject: person(jo) };
    await expect(note(strangers, beacon)).rejects.toThrow(/audit_event_actor_fkey/);
  });
});

it('what earlier notes say of an answer about a date is taken out, and nothing else', async () => {
  const session = { kind: 'session', id: newId<ParticipantId>() };
  await note({
    by: ailsa,
    action: 'place.answered',
    subject: session,
    about: jo,
    details: { answer: 'yes' },
  });
  await note({ by: ailsa, action: 'person.changed', subject: person(jo), details: { answer: 'yes' } });
  const runner = book.ownerSource.createQueryRunner();
  const migration = new AnswersNotNoted1764000000070();
  for (let again = 0; again < 2; again++) await migration.up(runner);
  await runner.release();
  expect((await noted()).map(({ action, personId, details }) => [action, personId, details])).toEqual([
    ['person.changed', jo, { answer: 'yes' }],
    ['place.answered', jo, {}],
  ]);
});
