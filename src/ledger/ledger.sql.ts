/** The transfers `t` of an entry `e`: they name it, and their ids, by which they are found, follow a number that it keeps. */
export const TRANSFERS_OF_E =
  't.scheme_id = e.scheme_id AND t.entry_id = e.id AND t.id > e.transfers_after AND t.id < e.transfers_after + 10000';

/** $1 scheme, $2 the entry. */
export const TRANSFERS_OF_ENTRY = `
  SELECT t.id FROM journal_entry e JOIN transfer t ON ${TRANSFERS_OF_E} WHERE e.scheme_id = $1 AND e.id = $2 ORDER BY t.id`;

/** $1 scheme, $2 owner, $3 kind. */
const ACCOUNT = 'a.scheme_id = $1 AND a.owner_id = $2 AND a.kind = $3';

/**
 * What the accounts that keep no balance row come to: the totals of the last seal and the transfers since, which are
 * those of entries that have no number yet. A horizon that lies ahead is that of another server, from which the book has
 * moved; it says nothing about what is new here.
 */
const UNKEPT = `
  coalesce((SELECT CASE a.kind WHEN 'issued' THEN issued WHEN 'used' THEN used ELSE opening END
            FROM seal WHERE scheme_id = a.scheme_id ORDER BY number DESC LIMIT 1), 0)
  + coalesce((SELECT sum(CASE WHEN t.credit_account_id = a.id THEN t.amount ELSE -t.amount END)
      FROM journal_entry e JOIN transfer t ON ${TRANSFERS_OF_E}
      WHERE e.scheme_id = a.scheme_id AND a.id IN (t.credit_account_id, t.debit_account_id)
        AND e.xid >= coalesce((SELECT horizon FROM seal WHERE scheme_id = a.scheme_id AND horizon <= pg_snapshot_xmax(pg_current_snapshot())
                               AND number = (SELECT max(number) FROM seal WHERE scheme_id = a.scheme_id)), '0')
        AND NOT EXISTS (SELECT FROM sealed_entry s WHERE s.scheme_id = e.scheme_id AND s.entry_id = e.id)), 0)`;

const SUM_OF = (condition: string): string => `
  coalesce((SELECT sum(p.delta) FROM posting p JOIN journal_entry e ON e.scheme_id = p.scheme_id AND e.id = p.entry_id
            WHERE p.scheme_id = a.scheme_id AND p.account_id = a.id AND ${condition}), 0)`;

/** $1 scheme, $2 the account. */
export const BALANCE_KEPT = 'SELECT balance FROM account WHERE scheme_id = $1 AND id = $2';
export const BALANCE_UNKEPT = `SELECT ${UNKEPT} AS balance FROM account a WHERE ${ACCOUNT}`;

/** $1 scheme, $2 the account, $3 the moment; none when there is no such account. */
export const BALANCE_KEPT_RECORDED = 'SELECT ledger_balance_recorded_by($1, $2, $3) AS balance';

/** $4 is the moment. */
export const BALANCE_UNKEPT_RECORDED = `SELECT ${SUM_OF('e.recorded_at <= $4')} AS balance FROM account a WHERE ${ACCOUNT}`;

/** $4 is the day. */
export const BALANCE_OCCURRED = `SELECT ${SUM_OF('e.occurred_on <= $4')} AS balance FROM account a WHERE ${ACCOUNT}`;

/** $4 is the number of the line that the page ends before, $5 how many lines. */
export const HISTORY = `
  SELECT p.seq, p.transfer_id AS "transferId", p.entry_id AS "entryId", e.kind, to_char(e.occurred_on, 'YYYY-MM-DD') AS "occurredOn",
         ledger_moment(e.recorded_at) AS "recordedAt", e.recorded_by AS "recordedBy", e.reason, p.delta AS change, p.balance,
         o.kind AS "otherAccount", t.reverses_id AS reverses
  FROM account a
  CROSS JOIN LATERAL (
    (SELECT credit_seq AS seq, id AS transfer_id, entry_id, amount AS delta, credit_balance AS balance, debit_account_id AS other
     FROM transfer WHERE scheme_id = a.scheme_id AND credit_account_id = a.id AND credit_seq < coalesce($4::bigint, a.last_seq + 1)
     ORDER BY credit_seq DESC LIMIT $5)
    UNION ALL
    (SELECT debit_seq, id, entry_id, -amount, debit_balance, credit_account_id
     FROM transfer WHERE scheme_id = a.scheme_id AND debit_account_id = a.id AND debit_seq < coalesce($4::bigint, a.last_seq + 1)
     ORDER BY debit_seq DESC LIMIT $5)
  ) p
  JOIN journal_entry e ON e.scheme_id = a.scheme_id AND e.id = p.entry_id
  JOIN transfer t ON t.scheme_id = a.scheme_id AND t.id = p.transfer_id
  JOIN account o ON o.scheme_id = a.scheme_id AND o.id = p.other
  WHERE ${ACCOUNT} ORDER BY p.seq DESC LIMIT $5`;

/** $2 is the moment by which it was recorded and $3 the day by which it occurred; each may be null. */
export const TRIAL_BALANCE = `
  SELECT a.owner_id AS owner, a.kind, coalesce(sum(p.delta), 0)::text AS balance
  FROM account a LEFT JOIN (
    SELECT p.account_id, p.delta FROM posting p JOIN journal_entry e ON e.scheme_id = p.scheme_id AND e.id = p.entry_id
    WHERE p.scheme_id = $1 AND ($2::timestamptz IS NULL OR e.recorded_at <= $2) AND ($3::date IS NULL OR e.occurred_on <= $3)
  ) p ON p.account_id = a.id
  WHERE a.scheme_id = $1 GROUP BY a.owner_id, a.kind ORDER BY a.kind, a.owner_id`;
