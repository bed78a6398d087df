import { type Attack, inTransaction, NOT_GRANTED, recordCall } from './target.js';

/** What PostgreSQL says of a view that no row can be removed from. */
const NOT_UPDATABLE = '55000';

const WRONG_SCHEME = 'ledger_scheme_is_current';

const DETAILS = `'reversal', 'attack/2', '2026-03-14', gen_random_uuid(), NULL, NULL`;

/** Attacks on the door itself: its inner rooms, its scheme check, and its arguments. */
export const ON_THE_DOOR: readonly Attack[] = [
  [
    'choose the moment of an entry',
    NOT_GRANTED,
    (own) => recordCall(own).replace('ledger_record(', 'ledger_record_at(').replace(/\)$/, ", '2009-01-01')"),
  ],
  ['lock accounts by hand', NOT_GRANTED, () => `SELECT * FROM account FOR UPDATE`],
  [
    'record in a scheme that is not the transaction’s',
    WRONG_SCHEME,
    (own, other) => recordCall(own, { scheme: other.scheme }),
  ],
  [
    'reverse in a scheme that is not the transaction’s',
    WRONG_SCHEME,
    (_own, other) => `SELECT ledger_reverse(ARRAY[${other.transfer}], '${other.scheme}', ${DETAILS})`,
  ],
  ['seal another scheme', WRONG_SCHEME, (_own, other) => `SELECT ledger_seal('${other.scheme}')`],
  ['prove another scheme', WRONG_SCHEME, (_own, other) => `SELECT ledger_prove('${other.scheme}')`],
  [
    'prove another scheme as at a moment',
    WRONG_SCHEME,
    (_own, other) => `SELECT ledger_prove('${other.scheme}', '2026-03-14')`,
  ],
  [
    'open accounts in another scheme',
    WRONG_SCHEME,
    (_own, other) => `SELECT ledger_open_accounts('${other.scheme}', gen_random_uuid())`,
  ],
  [
    'ask for a past balance in another scheme',
    WRONG_SCHEME,
    (_own, other) => `SELECT ledger_balance_recorded_by('${other.scheme}', account_id, now()) FROM posting`,
  ],
  [
    'debit somebody of another scheme',
    'account_known',
    (own, other) => recordCall(own, { debit: ['available', other.jo] }),
  ],
  [
    'credit somebody of another scheme',
    'account_known',
    (own, other) => recordCall(own, { credit: ['available', other.jo] }),
  ],
  [
    'issue from another scheme',
    'account_known',
    (own, other) => recordCall(own, { debit: ['issued', other.scheme] }),
  ],
  [
    'reverse a transfer of another scheme',
    'transfer_known',
    ({ scheme }, other) => `SELECT ledger_reverse(ARRAY[${other.transfer}], '${scheme}', ${DETAILS})`,
  ],
  [
    'settle a hold of another scheme',
    'transfer_hold_known',
    (own, other) => recordCall(own, { debit: ['held', own.jo], amount: 'ARRAY[2]', closes: other.hold }),
  ],
  [
    'take what is held without closing its hold',
    'transfer_hold_named',
    (own) => recordCall(own, { debit: ['held', own.jo] }),
  ],
  [
    'settle a hold for less than it holds',
    'transfer_hold_known',
    (own) => recordCall(own, { debit: ['held', own.jo], closes: own.hold }),
  ],
  [
    'settle what is no hold',
    'transfer_hold_known',
    (own) => recordCall(own, { debit: ['available', own.jo], amount: 'ARRAY[5]', closes: own.transfer }),
  ],
  [
    'settle a hold and reverse it in one go',
    'transfer_hold_whole',
    (own) =>
      recordCall(own, {
        debit: ['held', own.jo],
        credit: ['used', own.scheme],
        amount: 'ARRAY[2]',
        reverses: `ARRAY[${own.hold}]`,
        closes: own.hold,
      }),
  ],
  [
    'settle a hold and reverse something else in one go',
    'transfer_closed_once',
    (own) =>
      recordCall(own, {
        debit: ['held', own.jo],
        credit: ['used', own.scheme],
        amount: 'ARRAY[2]',
        reverses: `ARRAY[${own.transfer}]`,
        closes: own.hold,
      }),
  ],
  [
    'reverse one transfer twice in one entry',
    'transfer_known',
    ({ scheme, transfer }) =>
      `SELECT ledger_reverse(ARRAY[${transfer}, ${transfer}], '${scheme}', ${DETAILS})`,
  ],
  [
    'reverse an open hold',
    'transfer_hold_whole',
    ({ scheme, hold }) => `SELECT ledger_reverse(ARRAY[${hold}], '${scheme}', ${DETAILS})`,
  ],
  [
    'become another scheme and use what is known of the first',
    'account_known',
    (own, other) =>
      `SET LOCAL galaxies.scheme = '${other.scheme}'; ${recordCall(own, { scheme: other.scheme })}`,
  ],
];

/** Attacks on the seals, on policies, and on the names that functions look up. */
export const ON_THE_EDGES: readonly Attack[] = [
  [
    'sign a seal that does not exist',
    'seal_signature_seal_fkey',
    ({ scheme }) => `INSERT INTO seal_signature VALUES ('${scheme}', 999, sha256('key'), sha512('it'))`,
  ],
  [
    'sign a seal of another scheme',
    NOT_GRANTED,
    (_own, other) => `INSERT INTO seal_signature VALUES ('${other.scheme}', 1, sha256('key'), sha512('it'))`,
  ],
  [
    'replace a signature',
    NOT_GRANTED,
    ({ scheme }) => `INSERT INTO seal_signature SELECT * FROM seal_signature WHERE scheme_id = '${scheme}'
      ON CONFLICT ON CONSTRAINT seal_signature_pkey DO UPDATE SET signature = sha512('it')`,
  ],
  ['remove a signature', NOT_GRANTED, () => `DELETE FROM seal_signature`],
  [
    'use up the numbers of transfers',
    NOT_GRANTED,
    () => `SELECT nextval(pg_get_serial_sequence('journal_entry', 'transfers_after'))`,
  ],
  [
    'turn the numbers of transfers back',
    NOT_GRANTED,
    () => `SELECT setval(pg_get_serial_sequence('journal_entry', 'transfers_after'), 1)`,
  ],
  ['renumber a sealed entry', NOT_GRANTED, () => `UPDATE sealed_entry SET seq = seq + 1`],
  [
    'add a participant to another scheme',
    NOT_GRANTED,
    (_own, other) => `INSERT INTO person (scheme_id, ref, liked_name) VALUES ('${other.scheme}', 'x', 'x')`,
  ],
  ['found a scheme', NOT_GRANTED, () => `INSERT INTO scheme SELECT * FROM scheme`],
  ['rename a scheme', NOT_GRANTED, () => `UPDATE scheme SET slug = 'another'`],
  ['rename a participant', NOT_GRANTED, () => `UPDATE person SET ref = 'another'`],
  ['write through the view', NOT_UPDATABLE, () => `DELETE FROM posting`],
  [
    'let every row through a policy',
    NOT_GRANTED,
    () => `ALTER POLICY transfer_of_scheme ON transfer USING (true)`,
  ],
  ['switch row security off', NOT_GRANTED, () => `ALTER TABLE transfer DISABLE ROW LEVEL SECURITY`],
  ['read past row security', NOT_GRANTED, () => `SET LOCAL row_security = off; SELECT * FROM transfer`],
  [
    'hang a trigger of its own on a table',
    NOT_GRANTED,
    () => `CREATE TRIGGER mine BEFORE INSERT ON transfer EXECUTE FUNCTION outbox_ring()`,
  ],
  [
    'hang a rule on a table',
    NOT_GRANTED,
    () => `CREATE RULE mine AS ON INSERT TO transfer DO INSTEAD NOTHING`,
  ],
  [
    'replace the door',
    NOT_GRANTED,
    () => `CREATE OR REPLACE FUNCTION ledger_seal(uuid) RETURNS bigint LANGUAGE sql RETURN 1`,
  ],
  [
    'unpin the search path of the door',
    NOT_GRANTED,
    () => `ALTER FUNCTION ledger_seal(uuid) RESET search_path`,
  ],
  ['make a schema to look names up in', NOT_GRANTED, () => `CREATE SCHEMA mine`],
  [
    'make a function that shadows ours',
    NOT_GRANTED,
    () => `CREATE FUNCTION pg_temp.current_scheme() RETURNS uuid LANGUAGE sql RETURN NULL`,
  ],
  ['shed the role and delete', NOT_GRANTED, () => `RESET ROLE; DELETE FROM transfer`],
  ['shed every role and delete', NOT_GRANTED, () => `SET ROLE NONE; DELETE FROM transfer`],
  ['pass its rights on', NOT_GRANTED, () => `CREATE ROLE mine IN ROLE galaxies_app`],
  ['change what migrations ran', NOT_GRANTED, () => `DELETE FROM migration`],
  ['read what the owner may read', NOT_GRANTED, () => `SET ROLE pg_read_all_data`],
];

/** Attacks outside of any scheme, which is where a forgotten setting leaves a query. */
export const WITHOUT_A_SCHEME: readonly Attack[] = [
  ['record in no scheme', WRONG_SCHEME, (own) => recordCall(own)],
  [
    'record in a scheme that is NULL',
    WRONG_SCHEME,
    (own) => recordCall(own).replace(`'${own.scheme}'`, 'NULL'),
  ],
  ['seal a scheme that is NULL', WRONG_SCHEME, () => `SELECT ledger_seal(NULL)`],
  ['have nothing proved to be right', WRONG_SCHEME, () => `SELECT ledger_prove(NULL)`],
  [
    'sign in no scheme',
    NOT_GRANTED,
    ({ scheme }) => `INSERT INTO seal_signature VALUES ('${scheme}', 1, sha256('key'), sha512('it'))`,
  ],
  ['change the server’s settings', NOT_GRANTED, () => `ALTER SYSTEM SET fsync = off`],
];

/** Everything that is tried inside a transaction of the scheme, as the service speaks. */
export function within(attacks: readonly Attack[]): readonly Attack[] {
  return attacks.map(([name, refusal, sql]) => [
    name,
    refusal,
    (own, other) => inTransaction(own.scheme, sql(own, other)),
  ]);
}
