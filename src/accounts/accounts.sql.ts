const MINE = `
  mine AS MATERIALIZED (
    SELECT id, kind, balance FROM account WHERE scheme_id = $1 AND owner_id = $2 AND kind IN ('available', 'held'))`;

/** The latest of one side: $1 scheme, $3 the transfer to begin below, $4 how many lines, $5 the moment. */
const SIDE = (side: 'debit' | 'credit', isPast: boolean): string => `
  (SELECT t.id, t.entry_id, t.debit_account_id, t.credit_account_id, t.amount, t.reverses_id
   FROM transfer t ${isPast ? 'JOIN journal_entry e ON e.scheme_id = t.scheme_id AND e.id = t.entry_id' : ''}
   WHERE t.scheme_id = $1 AND t.${side}_account_id = m.id AND t.${side}_seq IS NOT NULL
     AND ($3::bigint IS NULL OR t.id < $3) ${isPast ? 'AND e.recorded_at <= $5' : ''}
   ORDER BY t.${side}_seq DESC LIMIT 4 * $4::integer + 4)`;

/**
 * The latest transfers of somebody, and the entries that are the latest lines of their history. An entry moves a person's
 * galaxies a few times at most, so that many transfers of each account hold that many entries whole. An account's transfers
 * are numbered in the order they were recorded, so the numbers of a person's transfers are in order too. The line that the
 * page before ended with may have begun earlier: it is left out whole.
 */
const RECENT = (isPast: boolean): string => `
  own AS MATERIALIZED (
    SELECT DISTINCT side.* FROM mine m
    CROSS JOIN LATERAL (${SIDE('credit', isPast)} UNION ALL ${SIDE('debit', isPast)}) side
    WHERE $3::bigint IS NULL OR side.entry_id <> (SELECT entry_id FROM transfer WHERE scheme_id = $1 AND id = $3)),
  recent AS MATERIALIZED (
    SELECT entry_id, max(id) AS last FROM own GROUP BY entry_id ORDER BY last DESC LIMIT $4::integer)`;

/** What transfers did to the accounts in `mine`, as one list. */
const TRANSFERS = `
  json_agg(json_build_object('id', t.id::text,
    'toUse', CASE c.kind WHEN 'available' THEN t.amount ELSE 0 END - CASE d.kind WHEN 'available' THEN t.amount ELSE 0 END,
    'setAside', CASE c.kind WHEN 'held' THEN t.amount ELSE 0 END - CASE d.kind WHEN 'held' THEN t.amount ELSE 0 END,
    'other', CASE WHEN d.id IS NULL OR c.id IS NULL THEN o.kind END, 'reverses', t.reverses_id::text) ORDER BY t.id) AS transfers`;

const THEIR_ACCOUNTS = `
  LEFT JOIN mine c ON c.id = t.credit_account_id
  LEFT JOIN mine d ON d.id = t.debit_account_id
  LEFT JOIN account o ON o.scheme_id = $1 AND o.id = CASE WHEN d.id IS NULL THEN t.debit_account_id ELSE t.credit_account_id END`;

/** The entry `e` as a line with its transfers, which are those of `of_entry`. */
const LINE = `
  json_build_object('entryId', e.id, 'kind', e.kind, 'source', e.source_key,
    'occurredOn', to_char(e.occurred_on, 'YYYY-MM-DD'), 'recordedAt', ledger_moment(e.recorded_at),
    'recordedBy', e.recorded_by, 'onBehalfOf', e.on_behalf_of, 'transfers', of_entry.transfers)`;

const LINES = `
  SELECT coalesce(json_agg(${LINE} ORDER BY of_entry.last DESC), '[]')
  FROM (SELECT recent.entry_id, recent.last, ${TRANSFERS}
        FROM recent JOIN own t USING (entry_id) ${THEIR_ACCOUNTS} GROUP BY recent.entry_id, recent.last) of_entry
  JOIN journal_entry e ON e.scheme_id = $1 AND e.id = of_entry.entry_id`;

const BALANCE = (kind: string, isPast: boolean): string =>
  `(SELECT ${isPast ? 'ledger_balance_recorded_by($1, id, $5)' : 'balance'} FROM mine WHERE kind = '${kind}')::text`;

/**
 * What somebody has, and their latest lines, in one question: $1 scheme, $2 whose, $3 the transfer that the page before
 * ended with, $4 how many lines, and for a past moment $5. No row when they have no accounts.
 */
const STANDING = (isPast: boolean): string => `
  WITH ${MINE}, ${RECENT(isPast)}
  SELECT ${BALANCE('available', isPast)} AS "toUse", ${BALANCE('held', isPast)} AS "setAside", (${LINES}) AS lines
  WHERE EXISTS (SELECT FROM mine)`;

export const STANDING_NOW = { name: 'account_standing', text: STANDING(false) };
export const STANDING_THEN = { name: 'account_standing_then', text: STANDING(true) };

/** One line: $1 scheme, $2 whose, $3 the entry. Its transfers are found by their ids, which follow a number that it keeps. */
export const ONE_LINE = `
  WITH ${MINE}
  SELECT ${LINE} AS line
  FROM journal_entry e CROSS JOIN LATERAL (
    SELECT ${TRANSFERS} FROM transfer t ${THEIR_ACCOUNTS}
    WHERE t.scheme_id = $1 AND t.entry_id = e.id AND t.id > e.transfers_after AND t.id < e.transfers_after + 10000
      AND (c.id IS NOT NULL OR d.id IS NOT NULL)) of_entry
  WHERE e.scheme_id = $1 AND e.id = $3 AND of_entry.transfers IS NOT NULL`;
