import { TRANSFERS_OF_E } from './ledger.sql.js';

/** $1 is the scheme in all of these. */
export const HOW_MANY = 'SELECT count(*) AS entries FROM journal_entry WHERE scheme_id = $1';

/** A kept balance is given as it is kept, so that whoever checks an export finds one that was changed. */
export const ACCOUNTS = `
  SELECT a.id, a.owner_id AS owner, a.kind, a.keeps_balance, a.last_seq,
    CASE WHEN a.keeps_balance THEN a.balance ELSE coalesce((
      SELECT sum(CASE WHEN t.credit_account_id = a.id THEN t.amount ELSE -t.amount END) FROM transfer t
      WHERE t.scheme_id = a.scheme_id AND a.id IN (t.credit_account_id, t.debit_account_id)), 0) END AS balance
  FROM account a WHERE a.scheme_id = $1`;

const ENTRY = `
  e.id, e.kind, e.source_key, encode(e.content_hash, 'hex') AS content_hash, to_char(e.occurred_on, 'YYYY-MM-DD') AS occurred_on,
  ledger_moment(e.recorded_at) AS recorded_at, e.recorded_by, e.on_behalf_of, e.reason, e.made_up, e.xid::text AS xid`;

/** $2 is the number that the page begins after, $3 how many. */
export const SEALED_ENTRIES = `
  SELECT s.seq AS number, encode(s.hash, 'hex') AS hash, ${ENTRY}
  FROM sealed_entry s JOIN journal_entry e ON e.scheme_id = s.scheme_id AND e.id = s.entry_id
  WHERE s.scheme_id = $1 AND s.seq > $2 ORDER BY s.seq LIMIT $3`;

/** $2 is the moment and $3 the id that the page begins after, $4 how many. */
export const UNSEALED_ENTRIES = `
  SELECT NULL AS number, NULL AS hash, ${ENTRY} FROM journal_entry e
  WHERE e.scheme_id = $1 AND (e.recorded_at, e.id) > ($2::timestamptz, $3::uuid)
    AND NOT EXISTS (SELECT FROM sealed_entry s WHERE s.scheme_id = e.scheme_id AND s.entry_id = e.id)
  ORDER BY e.recorded_at, e.id LIMIT $4`;

/** $2 are the entries. */
export const TRANSFERS_OF = `
  SELECT e.id AS entry_id, t.id, t.debit_account_id, t.credit_account_id, t.amount, t.reverses_id, t.closes_id,
    t.debit_seq, t.debit_balance, t.credit_seq, t.credit_balance
  FROM journal_entry e JOIN transfer t ON ${TRANSFERS_OF_E}
  WHERE e.scheme_id = $1 AND e.id = ANY ($2::uuid[]) ORDER BY t.id`;

/** $2 is the number that the page begins after, $3 how many. */
export const SEALS = `
  SELECT s.number, s.first_seq, s.last_seq, s.entries, s.issued, s.used, s.opening, encode(s.previous, 'hex') AS previous,
    encode(s.root, 'hex') AS root, ledger_moment(s.sealed_at) AS sealed_at, s.horizon::text AS horizon,
    coalesce((SELECT json_agg(json_build_object('publicKey', encode(g.public_key, 'hex'), 'signature', encode(g.signature, 'hex'))
                              ORDER BY g.public_key)
              FROM seal_signature g WHERE g.scheme_id = s.scheme_id AND g.number = s.number), '[]') AS signatures
  FROM seal s WHERE s.scheme_id = $1 AND s.number > $2 ORDER BY s.number LIMIT $3`;
