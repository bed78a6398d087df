import type { ParticipantId, SessionId } from '../../src/shared/ids.js';
import { Plans, TABLES } from '../support/plans.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { tokenIn, type Visitor } from '../support/visitor.js';

let world: SignInWorld;
let plans: Plans;
let staff: Visitor;
let morag: Visitor;
let leader: ParticipantId;
let iain: ParticipantId;

beforeAll(async () => {
  world = await SignInWorld.open({ SCHEME: 'orbit' });
  plans = new Plans(world.book);
  ({ visitor: staff } = await world.signedInAs('staff', { name: 'Ailsa' }));
  ({ visitor: morag, person: leader } = await world.signedInAs('leader', { name: 'Morag' }));
  ({ person: iain } = await world.signedInAs('leader', { name: 'Iain' }));
});

afterAll(() => world.close());

function walk(
  leaders: readonly ParticipantId[],
  startsAt?: Awaited<ReturnType<Plans['at']>>,
): Promise<SessionId> {
  return plans.session(world.scheme, { leaders, ...(startsAt === undefined ? {} : { startsAt }) });
}

const path = (session: SessionId): string => `/leader/dates/${session}/cannot-lead`;

async function leadersOf(session: SessionId): Promise<readonly ParticipantId[]> {
  const rows: { person_id: ParticipantId }[] = await world.book.ownerSource.query(
    'SELECT person_id FROM session_leader WHERE session_id = $1 ORDER BY position',
    [session],
  );
  return rows.map(({ person_id }) => person_id);
}

/** Who was told that they lead now, in the order of the messages. */
async function toldToLead(): Promise<readonly ParticipantId[]> {
  const rows: { person_id: ParticipantId }[] = await world.book.ownerSource.query(
    `SELECT person_id FROM message WHERE kind = 'leads-now' ORDER BY made_at`,
  );
  return rows.map(({ person_id }) => person_id);
}

/** Everything that saying so leaves. */
async function traces(): Promise<unknown> {
  const rows: unknown[] = [];
  for (const table of [...TABLES, 'session_handover', 'message', 'audit_event'])
    rows.push(await world.book.ownerSource.query(`SELECT * FROM ${table} ORDER BY 1, 2, 3`));
  return rows;
}

it('a leader says in two taps that they cannot lead, without a reason; the second leader comes first', async () => {
  const session = await walk([leader, iain]);
  expect((await morag.get('/leader')).body).toContain(path(session));
  const asked = await morag.get(path(session));
  expect([
    asked.statusCode,
    asked.body.includes('<textarea'),
    asked.body.match(/<input(?! type="hidden")/g),
  ]).toEqual([200, false, null]);
  const { statusCode, headers } = await morag.send(path(session), {});
  expect([statusCode, headers.location]).toEqual([303, '/leader/cannot-lead/thank-you']);
  expect((await morag.get('/leader/cannot-lead/thank-you')).body).toContain('Staff know now');
  expect(await leadersOf(session)).toEqual([iain]);
  const { body } = await morag.get('/leader');
  expect([body.includes(path(session)), body.includes('Iain leads it now.')]).toEqual([false, true]);
  expect(await toldToLead()).toEqual([iain]);
});

it('whoever leads first is not told anew when the second leader cannot lead', async () => {
  const before = await toldToLead();
  const session = await walk([iain, leader]);
  await morag.send(path(session), {});
  expect([await leadersOf(session), await toldToLead()]).toEqual([[iain], before]);
});

it('staff have one thing to do about it until they have seen to it, however often it was sent', async () => {
  const session = await walk([leader]);
  const _csrf = tokenIn((await morag.get(path(session))).body);
  const sent = await Promise.all(Array.from({ length: 4 }, () => morag.post(path(session), { _csrf })));
  expect(sent.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 404, 404, 404]);
  const link = `href="/staff/dates/${session}"`;
  const { body } = await staff.get('/staff');
  expect(body.split(link).length - 1).toBe(1);
  expect(body).toContain('Nobody leads it yet.');
  const page = await staff.get(`/staff/dates/${session}`);
  expect(page.body).toContain('Morag cannot lead Hill walk');
  const seen = { _csrf: tokenIn(page.body) };
  for (let twice = 0; twice < 2; twice++)
    expect((await staff.post(`/staff/dates/${session}/handover-seen`, seen)).headers.location).toBe('/staff');
  expect((await staff.get('/staff')).body).not.toContain(link);
  const noted: { action: string }[] = await world.book.ownerSource.query(
    'SELECT action FROM audit_event WHERE subject_id = $1 ORDER BY at',
    [session],
  );
  expect(noted.map(({ action }) => action)).toEqual(['session.handed-over', 'session.handover-seen']);
});

it('it is off the list when the same leader leads again, and comes back when they say it again', async () => {
  const session = await walk([leader]);
  await morag.send(path(session), {});
  await world.book.ownerSource.query('INSERT INTO session_leader VALUES ($1, $2, $3, 1)', [
    world.scheme,
    session,
    leader,
  ]);
  expect((await staff.get('/staff')).body).not.toContain(`/staff/dates/${session}`);
  await morag.send(path(session), {});
  expect((await staff.get('/staff')).body).toContain(`/staff/dates/${session}`);
});

it('nobody gives back a date that is not theirs, is over or is off; nothing is left behind', async () => {
  const others = await walk([iain]);
  const past = await walk([leader], await plans.at(world.scheme, -2));
  const off = await walk([leader]);
  await world.book.work.write(world.scheme, (tx) =>
    plans.sessions.callOff(tx, { schemeId: world.scheme, personId: iain }, off, 'No bus.'),
  );
  const before = await traces();
  const _csrf = tokenIn((await morag.get('/account/name')).body);
  for (const session of [others, past, off]) {
    expect((await morag.get(path(session))).statusCode).toBe(404);
    expect((await morag.post(path(session), { _csrf })).statusCode).toBe(404);
  }
  expect(await traces()).toEqual(before);
});

it('a participant has no such page', async () => {
  const session = await walk([leader]);
  const { visitor } = await world.signedInAs('participant');
  expect((await visitor.get(path(session))).statusCode).toBe(403);
});
