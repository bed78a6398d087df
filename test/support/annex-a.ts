import { type Attack, NOT_ENOUGH, NOT_GRANTED, recordCall } from './target.js';

const ENTRY_COLUMNS =
  'scheme_id, kind, source_key, content_hash, occurred_on, recorded_at, recorded_by, made_up';
const TRANSFER_COLUMNS = 'scheme_id, entry_id, debit_account_id, credit_account_id, amount';

/** The attacks on what is written, each as the running service's own role. */
const ON_ROWS: readonly Attack[] = [
  [
    'update a transfer',
    NOT_GRANTED,
    ({ transfer }) => `UPDATE transfer SET amount = 6 WHERE id = ${transfer}`,
  ],
  ['delete transfers', NOT_GRANTED, () => `DELETE FROM transfer`],
  ['delete an entry', NOT_GRANTED, ({ entry }) => `DELETE FROM journal_entry WHERE id = '${entry}'`],
  ['truncate transfers', NOT_GRANTED, () => `TRUNCATE transfer`],
  ['truncate entries with cascade', NOT_GRANTED, () => `TRUNCATE journal_entry CASCADE`],
  [
    'insert … on conflict do update',
    NOT_GRANTED,
    ({
      scheme,
      jo,
    }) => `INSERT INTO person (scheme_id, id, ref, liked_name) VALUES ('${scheme}', '${jo}', 'x', 'x')
      ON CONFLICT ON CONSTRAINT person_pkey DO UPDATE SET ref = 'x'`,
  ],
  [
    'a MERGE that updates',
    NOT_GRANTED,
    ({ scheme }) =>
      `MERGE INTO account a USING (SELECT 1) one ON a.scheme_id = '${scheme}' WHEN MATCHED THEN UPDATE SET balance = 9`,
  ],
  [
    'add a balanced transfer to an entry already committed',
    NOT_GRANTED,
    ({ scheme, entry, jo, sam }) => `INSERT INTO transfer (${TRANSFER_COLUMNS})
      SELECT '${scheme}', '${entry}', d.id, c.id, 1 FROM account d, account c WHERE d.owner_id = '${jo}' AND c.owner_id = '${sam}'`,
  ],
  [
    "forge the entry's transaction id",
    NOT_GRANTED,
    ({ scheme, jo }) => `INSERT INTO journal_entry (${ENTRY_COLUMNS}, xid)
      VALUES ('${scheme}', 'opening', 'forged', '', '2026-03-14', now(), '${jo}', 0, '1')`,
  ],
  [
    'forge an id',
    NOT_GRANTED,
    ({ scheme, entry }) => `INSERT INTO transfer (id, ${TRANSFER_COLUMNS}) OVERRIDING SYSTEM VALUE
      VALUES (999, '${scheme}', '${entry}', gen_random_uuid(), gen_random_uuid(), 1)`,
  ],
  [
    'forge the recorded time',
    NOT_GRANTED,
    ({ scheme, jo }) => `INSERT INTO journal_entry (${ENTRY_COLUMNS})
      VALUES ('${scheme}', 'opening', 'forged', '', '2026-03-14', '2009-01-01', '${jo}', 0)`,
  ],
  ['update a seal', NOT_GRANTED, () => `UPDATE seal SET root = previous`],
  [
    'insert a seal',
    NOT_GRANTED,
    ({
      scheme,
    }) => `INSERT INTO seal SELECT scheme_id, number + 1, last_seq + 1, last_seq + 1, 1, issued, used, opening, root, sha256(root), now(), horizon
      FROM seal WHERE scheme_id = '${scheme}'`,
  ],
  ["move the chain's head", NOT_GRANTED, ({ scheme }) => `DELETE FROM seal WHERE scheme_id = '${scheme}'`],
  [
    "change an account's kind",
    NOT_GRANTED,
    ({ jo }) => `UPDATE account SET kind = 'held' WHERE owner_id = '${jo}' AND kind = 'available'`,
  ],
  [
    'set a balance directly',
    NOT_GRANTED,
    ({ jo }) => `UPDATE account SET balance = 1000 WHERE owner_id = '${jo}'`,
  ],
  [
    'set a negative balance',
    NOT_GRANTED,
    ({ jo }) => `UPDATE account SET balance = -1 WHERE owner_id = '${jo}'`,
  ],
  [
    'defer every constraint past commit',
    NOT_ENOUGH,
    (own) => `SET CONSTRAINTS ALL DEFERRED; ${recordCall(own, { amount: 'ARRAY[4]' })}`,
  ],
  [
    'commit with synchronous_commit = off',
    'journal_entry_durable',
    (own) => `${recordCall(own)}; SET LOCAL synchronous_commit = off`,
  ],
];

/** The attacks on the guards, the roles and the server. */
const ON_THE_SERVER: readonly Attack[] = [
  ['disable a trigger', NOT_GRANTED, () => `ALTER TABLE transfer DISABLE TRIGGER ALL`],
  ['session_replication_role = replica', NOT_GRANTED, () => `SET session_replication_role = replica`],
  ['drop a table', NOT_GRANTED, () => `DROP TABLE seal_signature`],
  ['alter a table', NOT_GRANTED, () => `ALTER TABLE transfer DROP CONSTRAINT transfer_amount_in_range`],
  [
    'create a function in our schema',
    NOT_GRANTED,
    () => `CREATE FUNCTION public.current_scheme(text) RETURNS uuid LANGUAGE sql RETURN NULL`,
  ],
  ['create a table in public', NOT_GRANTED, () => `CREATE TABLE public.mine (id integer)`],
  ['SET ROLE to the owner', NOT_GRANTED, () => `SET ROLE galaxies_owner`],
  ['SET SESSION AUTHORIZATION', NOT_GRANTED, () => `SET SESSION AUTHORIZATION galaxies_owner`],
  ['grant itself the owner', NOT_GRANTED, () => `GRANT galaxies_owner TO galaxies_app`],
  ['COPY … TO PROGRAM', NOT_GRANTED, () => `COPY (SELECT 1) TO PROGRAM 'cat'`],
  ['COPY to a file', NOT_GRANTED, () => `COPY (SELECT 1) TO '/tmp/galaxies-attack'`],
  ['read a server file', NOT_GRANTED, () => `SELECT pg_read_file('postgresql.conf')`],
  ['lo_import', NOT_GRANTED, () => `SELECT lo_import('/etc/hostname')`],
  ['create an untrusted language', NOT_GRANTED, () => `CREATE LANGUAGE mine HANDLER plpgsql_call_handler`],
  [
    'terminate other sessions',
    NOT_GRANTED,
    () =>
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'galaxies_owner' AND datname = current_database()`,
  ],
  ['read pg_authid', NOT_GRANTED, () => `SELECT rolpassword FROM pg_authid`],
  ['create dblink', NOT_GRANTED, () => `CREATE EXTENSION dblink`],
  [
    'shadow a table with a temporary one',
    NOT_GRANTED,
    () => `CREATE TEMPORARY TABLE account (balance bigint)`,
  ],
];

/** All of Annex A but ALTER SYSTEM, which no transaction may hold, and the two that touch availability only. */
export const ANNEX_A: readonly Attack[] = [...ON_ROWS, ...ON_THE_SERVER];
