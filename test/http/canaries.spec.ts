import type { Message } from '../../src/messages/index.js';
import type { ParticipantId } from '../../src/shared/ids.js';
import { ServerLog } from '../support/server-log.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

/** Found nowhere but where it was planted. */
const CANARY = 'kanarienvogel';
const EMAIL = `${CANARY}@example.org`;
const PHONE = '+447700900982';
const SPOKEN_PHONE = '07700 900 982';
/** Every shape in which something planted could come to light. */
const SIGNS = [CANARY, PHONE, PHONE.slice(3), SPOKEN_PHONE];

let world: SignInWorld;
let staff: Visitor;
let bird: ParticipantId;
let serverLog: ServerLog;
const answers: { readonly url: string; readonly status: number; readonly body: string }[] = [];

beforeAll(async () => {
  world = await SignInWorld.open({ SCHEME: 'orbit', LOG_LEVEL: 'debug' });
  serverLog = new ServerLog();
  ({ visitor: staff } = await world.signedInAs('staff', { name: 'Ailsa' }));
  bird = await world.person({ likedName: CANARY, surname: `${CANARY}-s`, email: EMAIL, phone: PHONE });
  await world.book.ownerSource.query(
    'UPDATE person SET note_for_leaders = $2, note_shared = true, formats = $3 WHERE id = $1',
    [bird, `${CANARY} note`, ['letter']],
  );
  await driveSigningIn();
  await drivePages();
  await drivePrograms();
});

afterAll(() => world.close());

/** Signing in that works, that does not, and a message that cannot be sent. */
async function driveSigningIn(): Promise<void> {
  const visitor = await world.signIn(EMAIL);
  for (const url of ['/account', '/account/copy', '/account/copy/json', '/account/looked', '/sign-in/device'])
    await visitor.get(url);
  const stranger = world.visitor();
  await stranger.send('/sign-in/text', { address: SPOKEN_PHONE });
  await stranger.send('/sign-in/card', { address: CANARY });
  await stranger.send('/sign-in/code', { code: CANARY });
  Object.assign(world.inbox, {
    send: ({ address, body }: Message) => Promise.reject(new Error(`550 ${address} ${CANARY}: ${body}`)),
  });
  await world.visitor().askByEmail(EMAIL);
  await expect(world.deliver()).rejects.toThrow(/^Error$/);
}

/** What staff do with somebody, and what they are refused. */
async function drivePages(): Promise<void> {
  const page = `/staff/people/${bird}`;
  for (const url of ['', '/change', '/card', '/for', '/for/phone/account', '/for/phone/account/copy'])
    await staff.get(page + url);
  await staff.get(`/staff/people?search=${CANARY}`);
  const form = {
    ...{
      liked_name: CANARY,
      surname: '',
      contact: 'email',
      phone: '',
      email: EMAIL,
      message_detail: 'everything',
    },
    ...{ leaders_note: `${CANARY} note`, taking_part: 'joining' },
  };
  await staff.send('/staff/people/new', { ...form, ref: '' });
  await staff.send('/staff/people/new', {
    ...form,
    email: '',
    contact: 'text',
    phone: SPOKEN_PHONE,
    ref: '',
  });
  await staff.send('/staff/people/new', {
    ...form,
    email: '',
    contact: 'none',
    ref: CANARY,
    [CANARY]: CANARY,
  });
  await staff.send('/staff/people/new', { ...form, leaders_note: CANARY.repeat(200), ref: '' });
  await staff.send(`${page}/card`, {});
  await staff.send(`${page}/for/phone/account/name`, { liked_name: `${CANARY} again` });
  await staff.send(`${page}/for/phone/account/reach`, {
    contact: 'email',
    phone: '12',
    email: `${CANARY} at`,
  });
  await staff.get(`/staff/people/${CANARY}`);
  await staff.get(`/${CANARY}`);
}

/** Programs that send what cannot be read, and the database refusing what our own checks let through. */
async function drivePrograms(): Promise<void> {
  for (const [url, payload] of [
    ['/sign-out', `{"${CANARY}": "${EMAIL}"`],
    ['/api/v1/schemes', `{"name": "${CANARY}"}`],
    [`/api/v1/${CANARY}`, '{}'],
  ] as const) {
    const answer = await world.web.app.inject({
      ...{ method: 'POST', url, payload },
      headers: { 'content-type': 'application/json', authorization: `Bearer galaxies_${CANARY}` },
    });
    answers.push({ url, status: answer.statusCode, body: answer.body });
  }
  const twice = world.book.work.write(world.scheme, (tx) =>
    world.book.participants.join(tx, world.scheme, 'another', {
      likedName: CANARY,
      email: EMAIL.toUpperCase(),
    }),
  );
  await expect(twice).rejects.toMatchObject({ code: 'email-taken' });
}

function signsIn(text: string): readonly string[] {
  const found = text.toLowerCase();
  return SIGNS.filter((sign) => found.includes(sign));
}

it('the paths were driven: there are logs, jobs that were done, one that was not, and notes', async () => {
  expect(world.web.logged().length).toBeGreaterThan(40);
  const [jobs]: { done: number; open: number }[] = await world.book.ownerSource.query(
    'SELECT count(done_at)::integer AS done, (count(*) - count(done_at))::integer AS open FROM outbox',
  );
  expect(jobs).toEqual({ done: expect.any(Number), open: expect.any(Number) });
  expect(jobs?.done).toBeGreaterThan(0);
  expect(jobs?.open).toBeGreaterThan(0);
  expect(answers.every(({ status }) => status >= 400)).toBe(true);
});

it('no log line says anything of a person (A15)', () => {
  const lines = world.web.logged().map((line) => JSON.stringify(line));
  expect(lines.filter((line) => signsIn(line).length > 0)).toEqual([]);
});

it('no problem that a program is answered says anything of a person (A15)', () => {
  expect(answers.filter(({ body }) => signsIn(body).length > 0)).toEqual([]);
});

it('the log of the database says that something was refused, and nothing of a person (A15)', () => {
  const said = serverLog.since();
  expect(said).toContain('duplicate key value violates unique constraint "person_email_unique"');
  expect(signsIn(said)).toEqual([]);
});

/** Where personal things have their place: each of their columns is registered with what it is for. */
const THEIR_PLACE = ['person', 'dev_message'];

it('no other table says anything of a person: not the outbox, and not the notes of who did what (A15)', async () => {
  const tables: { name: string }[] = await world.book.ownerSource.query(
    `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const told: string[] = [];
  for (const { name } of tables.filter(
    ({ name: table }) => !THEIR_PLACE.includes(table.replace('public.', '')),
  )) {
    const rows: { row: string }[] = await world.book.ownerSource.query(
      `SELECT t::text AS row FROM ${name} t`,
    );
    if (rows.some(({ row }) => signsIn(row).length > 0)) told.push(name);
  }
  expect(tables.length).toBeGreaterThan(30);
  expect(told).toEqual([]);
});

it('a canary that is there is found', async () => {
  const [row]: { row: string }[] = await world.book.ownerSource.query(
    'SELECT t::text AS row FROM person t WHERE id = $1',
    [bird],
  );
  expect(signsIn(row?.row ?? '')).toEqual([CANARY, PHONE, PHONE.slice(3)]);
});
