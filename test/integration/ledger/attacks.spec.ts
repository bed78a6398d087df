import { Client } from 'pg';
import type { Book } from '../../support/book.js';
import { ANNEX_A } from '../../support/annex-a.js';
import { ON_THE_DOOR, ON_THE_EDGES, within, WITHOUT_A_SCHEME } from '../../support/door-attacks.js';
import { schemaFingerprint } from '../../support/schema-fingerprint.js';
import {
  attempt,
  inTransaction,
  newTarget,
  NOT_ENOUGH,
  NOT_GRANTED,
  openFreshBook,
  recordCall,
  type Target,
} from '../../support/target.js';

describe("the running service's own role", () => {
  let book: Book;
  let own: Target;
  let other: Target;

  beforeAll(async () => {
    book = await openFreshBook();
    own = await newTarget(book);
    other = await newTarget(book);
  });
  afterAll(() => book.close());

  const asService = (sql: string) => attempt(book.database.appUrl, sql);
  const asSuperuser = (sql: string) => attempt(book.database.superUrl, sql);
  const everything = async () => [await book.rows(), await schemaFingerprint(book.ownerSource)];

  describe('may not', () => {
    let before: unknown;
    beforeAll(async () => {
      before = await everything();
    });

    it.each([...within(ANNEX_A), ...within(ON_THE_DOOR), ...within(ON_THE_EDGES), ...WITHOUT_A_SCHEME])(
      '%s',
      async (_name, refusal, sql) => {
        expect(await asService(sql(own, other))).toMatch(refusal);
        expect(await everything()).toEqual(before);
      },
    );
  });

  it('tried the 38 attacks of the list that can be refused, and the same calls are let in when they are honest', async () => {
    expect(ANNEX_A.length + 1).toBe(38);
    const gift = inTransaction(own.scheme, recordCall(own, { key: 'honest/1' }));
    expect(await asService(gift)).toBe('accepted');
    expect(await asService(inTransaction(own.scheme, 'SELECT ledger_prove(current_scheme())'))).toBe(
      'accepted',
    );
    expect((await book.prove(own.scheme)).holds).toBe(true);
  });

  it('may call these functions of the ledger and no others', async () => {
    const callable: { name: string }[] = await book.ownerSource.query(`
      SELECT proname AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        AND proname !~ '^(forget|idempotency|message|outbox|put_right|rate|run|second_factor|sign_in|sources)_' AND has_function_privilege('galaxies_app', oid, 'EXECUTE') ORDER BY 1`);
    expect(callable.map(({ name }) => name)).toEqual([
      ...['account_line', 'account_standing'],
      ...[
        'current_scheme',
        'ledger_balance_recorded_by',
        'ledger_moment',
        'ledger_open_accounts',
        'ledger_prove',
      ],
      ...['ledger_prove', 'ledger_record', 'ledger_reverse', 'ledger_seal'],
      ...['register_nameable', 'register_standing', 'register_write'],
    ]);
  });

  it('is turned away at every other function, whatever it is given', async () => {
    const calls: { name: string; call: string }[] = await book.ownerSource.query(INNER_CALLS);
    expect(calls.length).toBeGreaterThan(20);
    const answers: string[] = [];
    for (const { name, call } of calls) {
      answers.push(`${name} ${await asService(inTransaction(own.scheme, call))}`);
    }
    expect(answers).toEqual(calls.map(({ name }) => `${name} ${NOT_GRANTED}`));
  });

  it('may only look at the tables of the ledger, and add a signature', async () => {
    const rights: { table: string; may: string }[] = await book.ownerSource.query(RIGHTS);
    expect(rights.map(({ table, may }) => `${table}: ${may}`)).toEqual([
      ...['account: SELECT', 'journal_entry: SELECT', 'posting: SELECT', 'seal: SELECT'],
      ...['seal_signature: INSERT', 'seal_signature: SELECT', 'sealed_entry: SELECT', 'transfer: SELECT'],
    ]);
  });

  it('sees no row of a scheme that is not set, by table, by view or by another’s id', async () => {
    const client = new Client({ connectionString: book.database.appUrl });
    await client.connect();
    try {
      for (const table of SCHEME_TABLES) {
        expect([table, (await client.query(`SELECT 1 FROM ${table}`)).rowCount]).toEqual([table, 0]);
      }
      await client.query(`BEGIN; SET LOCAL galaxies.scheme = '${own.scheme}'`);
      for (const table of SCHEME_TABLES) {
        const { rows } = await client.query(`SELECT 1 FROM ${table} WHERE scheme_id <> '${own.scheme}'`);
        expect([table, rows]).toEqual([table, []]);
        expect((await client.query(`SELECT 1 FROM ${table}`)).rowCount).toBeGreaterThan(0);
      }
    } finally {
      await client.end();
    }
  });

  it('fools no function with names of its own, even where it may make some', async () => {
    expect(
      await asSuperuser(
        `DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO galaxies_app', current_database()); END $$`,
      ),
    ).toBe('accepted');
    const before = await book.rows();
    const shadowed = `${SHADOWS}; SET LOCAL search_path = pg_temp, public;
      ${recordCall(own, { key: 'shadow/1', amount: 'ARRAY[1000]' }).replace('ledger_record', 'public.ledger_record')}`;
    expect(await asService(inTransaction(own.scheme, shadowed))).toMatch(NOT_ENOUGH);
    const seal = `${SHADOWS}; SET LOCAL search_path = pg_temp, public; SELECT public.ledger_seal('${other.scheme}')`;
    expect(await asService(inTransaction(own.scheme, seal))).toBe('ledger_scheme_is_current');
    expect(await book.rows()).toEqual(before);
  });

  it('may wait as long as it likes, which lengthens its own statements and changes nothing', async () => {
    const before = await everything();
    expect(
      await asService(
        inTransaction(own.scheme, `SET LOCAL statement_timeout = 0; SELECT count(*) FROM transfer`),
      ),
    ).toBe('accepted');
    expect(await everything()).toEqual(before);
    const [limit]: { statement_timeout: string }[] = await book.source.query('SHOW statement_timeout');
    expect(limit).toEqual({ statement_timeout: '5s' });
  });

  it('may hog the sealer’s turn, which delays seals and neither stops recording nor loses an entry', async () => {
    const hog = new Client({ connectionString: book.database.appUrl });
    await hog.connect();
    await hog.query(`SELECT pg_advisory_lock(hashtextextended('ledger_seal/${own.scheme}', 0))`);
    await book.award(own.scheme, [[own.jo, 1]]);
    await expect(book.seal(own.scheme)).rejects.toMatchObject({ code: '55P03' });
    await hog.end();
    expect(await book.seal(own.scheme)).toBe(own.seal + 1);
    const { holds, counts } = await book.prove(own.scheme);
    expect([holds, counts.unsealed]).toEqual([true, 0]);
  });

  it('may have the commit guard look early and then not wait for the disk: its own last entries are at risk, and no other', async () => {
    const early = `${recordCall(own, { key: 'early/1' })}; SET CONSTRAINTS ALL IMMEDIATE; SET LOCAL synchronous_commit = off`;
    expect(await asService(inTransaction(own.scheme, early))).toBe('accepted');
    await book.award(own.scheme, [[own.jo, 1]]);
    expect((await book.prove(own.scheme)).holds).toBe(true);
  });
});

/** A call, with nothing in each place, of every function of ours that the service was not given. */
const INNER_CALLS = `
  SELECT p.oid::regprocedure::text AS name, format('SELECT %I(%s)', p.proname, (
    SELECT string_agg('NULL::' || format_type(kind, NULL), ', ' ORDER BY n) FROM unnest(p.proargtypes) WITH ORDINALITY AS asked (kind, n))) AS call
  FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND NOT has_function_privilege('galaxies_app', p.oid, 'EXECUTE') ORDER BY 1`;

const SCHEME_TABLES = [
  ...[
    'participant',
    'account',
    'journal_entry',
    'transfer',
    'posting',
    'sealed_entry',
    'seal',
    'seal_signature',
  ],
];

const RIGHTS = `
  SELECT c.relname AS table, held.privilege AS may
  FROM pg_class c, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']
    || CASE WHEN current_setting('server_version_num')::integer >= 170000 THEN '{MAINTAIN}' ELSE '{}' END::text[]) AS held (privilege)
  WHERE c.relnamespace = 'public'::regnamespace
    AND c.relname IN ('account', 'journal_entry', 'transfer', 'posting', 'sealed_entry', 'seal', 'seal_signature')
    AND (has_table_privilege('galaxies_app', c.oid, held.privilege)
      OR (held.privilege IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') AND has_any_column_privilege('galaxies_app', c.oid, held.privilege)))
  ORDER BY 1, 2`;

/** A richer account table, a permissive scheme check and an empty seal, all temporary. */
const SHADOWS = `
  CREATE TEMPORARY TABLE account AS SELECT scheme_id, id, owner_id, kind, keeps_balance, 1000000 AS balance, last_seq, last_recorded_at FROM public.account;
  CREATE TEMPORARY TABLE seal (LIKE public.seal);
  CREATE FUNCTION pg_temp.ledger_require_scheme(uuid) RETURNS void LANGUAGE sql AS 'SELECT';
  CREATE FUNCTION pg_temp.current_scheme() RETURNS uuid LANGUAGE sql AS 'SELECT scheme_id FROM public.transfer'`;
