import { ask } from '../../support/ask.js';
import { commandsInOne } from '../../support/commands-in-one.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

const galaxies = commandsInOne();

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await galaxies(database, 'seed');
});
afterAll(() => database.drop());

/** Morag, who is staff, and Callum have an app, a passkey, recovery codes, and two sign-ins each. */
beforeEach(async () => {
  for (const table of ['app_code', 'passkey', 'recovery_code', 'web_sign_in', 'message', 'outbox'])
    await ask(database.ownerUrl, `DELETE FROM ${table}`);
  const who = `FROM person WHERE ref IN ('p002', 'p006')`;
  for (const statement of [
    `INSERT INTO app_code (scheme_id, person_id, closed_secret, proved_at)
     SELECT scheme_id, id, decode(repeat('00', 48), 'hex'), now() ${who}`,
    `INSERT INTO passkey (scheme_id, person_id, credential_id, public_key, counter, name)
     SELECT scheme_id, id, sha256(ref::bytea), '\\x01', 0, 'My phone' ${who}`,
    `INSERT INTO recovery_code (scheme_id, person_id, code_hash) SELECT scheme_id, id, sha256(ref::bytea) ${who}`,
    `INSERT INTO web_sign_in (scheme_id, person_id, token_hash, channel, network, idle_limit, ends_at)
     SELECT scheme_id, id, sha256((ref || n)::bytea), 'email', '192.0.2.0/24', '15 minutes', now() + interval '8 hours'
     FROM generate_series(1, 2) n, person WHERE ref IN ('p002', 'p006')`,
  ])
    await ask(database.ownerUrl, statement);
});

/** What is left of somebody's second factor, and how many of their sign-ins still count. */
const left = (ref: string) =>
  ask(
    database.ownerUrl,
    `SELECT (SELECT count(*)::integer FROM app_code WHERE person_id = p.id) AS apps,
       (SELECT count(*)::integer FROM passkey WHERE person_id = p.id) AS passkeys,
       (SELECT count(*)::integer FROM recovery_code WHERE person_id = p.id) AS codes,
       (SELECT count(*)::integer FROM web_sign_in WHERE person_id = p.id AND revoked_at IS NULL) AS "signIns",
       (SELECT count(*)::integer FROM message WHERE person_id = p.id AND kind = 'second-step-taken-off') AS told,
       (SELECT count(*)::integer FROM audit_event WHERE person_id = p.id AND action = 'second-factor.reset'
         AND channel = 'command' AND actor_id IS NULL) AS noted
     FROM person p WHERE ref = '${ref}'`,
  );

const WHOLE = { apps: 1, passkeys: 1, codes: 1, signIns: 2, told: 0 };
const NOTHING = { apps: 0, passkeys: 0, codes: 0, signIns: 0, told: 1, noted: 1 };

it('takes all of it off, ends every sign-in, writes it down, and tells the person; of nobody else', async () => {
  const ended = await galaxies(database, 'second-factor', 'reset', 'p006');
  expect(ended).toEqual({
    code: 0,
    stdout: 'p006 is signed out everywhere and makes a new second factor at the next sign-in.\n',
    stderr: '',
  });
  expect([await left('p006'), await left('p002')]).toEqual([NOTHING, { ...WHOLE, noted: 0 }]);
});

it('changes nothing for somebody who has none, also when it is done twice', async () => {
  await galaxies(database, 'second-factor', 'reset', 'p002');
  const before = await left('p002');
  const again = await galaxies(database, 'second-factor', 'reset', 'p002');
  expect([again.code, again.stderr]).toEqual([1, 'p002 has no second factor. Nothing was changed.\n']);
  expect(await left('p002')).toEqual(before);
});

it.each([
  [['second-factor', 'reset', 'nobody'], 1, 'There is nobody here with "nobody".'],
  [['second-factor', 'reset'], 2, "missing required argument 'person'"],
  [['second-factor', 'reset', 'p006', '--scheme', 'other'], 1, 'There is no scheme "other" here.'],
  [['second-factor'], 2, 'Usage: galaxies second-factor'],
])('says what is wrong with %j, and leaves all as it was', async (args, code, words) => {
  const before = await left('p006');
  const ended = await galaxies(database, ...args);
  expect([ended.code, ended.stdout, ended.stderr]).toEqual([code, '', expect.stringContaining(words)]);
  expect(before).toMatchObject(WHOLE);
  expect(await left('p006')).toEqual(before);
});

it('says with --help what it does and what to make sure of first', async () => {
  const about = await galaxies(database, 'second-factor', '--help');
  const { code, stdout } = await galaxies(database, 'second-factor', 'reset', '--help');
  expect([about.code, about.stdout]).toEqual([0, expect.stringContaining('First make sure that it is them')]);
  expect([code, stdout.replace(/\s+/g, ' ')]).toEqual([
    0,
    expect.stringContaining('ends all their sign-ins, writes it down and sends them a message'),
  ]);
});
