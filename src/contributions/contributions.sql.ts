import type { Contribution } from './contribution.js';

/** A contribution as `contributionOf` reads it; `c` is the table. */
export const CONTRIBUTION = `
  c.id, c.ref, c.person_id AS "personId", c.kind, c.what, to_char(c.occurred_on, 'YYYY-MM-DD') AS "occurredOn", c.length,
  c.who_knows AS "whoKnows", c.state, ledger_moment(c.asked_at) AS "askedAt", c.asked_by AS "askedBy",
  ledger_moment(c.decided_at) AS "decidedAt", c.decided_by AS "decidedBy", c.decision_reason AS "decisionReason",
  c.galaxies, c.entry_id AS "entryId", c.transfer_id::text AS "transferId"`;

/** A row that PostgreSQL answers with: what is not there is null. */
export type ContributionRow = {
  readonly [Key in keyof Contribution]: undefined extends Contribution[Key]
    ? Exclude<Contribution[Key], undefined> | null
    : Contribution[Key];
};

export function contributionOf(row: ContributionRow): Contribution {
  return {
    ...row,
    ref: given(row.ref),
    length: given(row.length),
    whoKnows: given(row.whoKnows),
    decidedAt: given(row.decidedAt),
    decidedBy: given(row.decidedBy),
    decisionReason: given(row.decisionReason),
    galaxies: given(row.galaxies),
    entryId: given(row.entryId),
    transferId: given(row.transferId),
  };
}

/** What is there; null is what PostgreSQL says for nothing. */
function given<Value>(value: Value | null): Value | undefined {
  return value ?? undefined;
}

/** $1 scheme; the day it is there. */
export const TODAY = `
  SELECT to_char(clock_timestamp() AT TIME ZONE time_zone, 'YYYY-MM-DD') AS today FROM scheme WHERE id = $1`;

export const ASK = `
  INSERT INTO contribution (scheme_id, id, ref, person_id, kind, what, occurred_on, length, who_knows, state, asked_by, asked_at)
  VALUES ($1, $2, $3, $4, 'helped', $5, $6, $7, $8, 'pending', $9, coalesce($10::timestamptz, clock_timestamp()))
  ON CONFLICT DO NOTHING RETURNING id`;

/** Found by its id or by the reference of the file it came from. */
export const ASKED_BEFORE = `
  SELECT id, (person_id, what, occurred_on, length, who_knows) IS NOT DISTINCT FROM ($4::uuid, $5::text, $6::date, $7::text, $8::text)
    AS same
  FROM contribution WHERE scheme_id = $1 AND (id = $2 OR ref = $3)`;

export const LOCKED = `SELECT ${CONTRIBUTION} FROM contribution c WHERE c.scheme_id = $1 AND c.id = $2 FOR UPDATE`;

export const APPROVE = `
  UPDATE contribution SET state = 'approved', decided_by = $3, decided_at = coalesce($4::timestamptz, clock_timestamp()),
    galaxies = $5, rate_id = $6, entry_id = $7, transfer_id = $8
  WHERE scheme_id = $1 AND id = $2`;

export const REFUSE = `
  UPDATE contribution SET state = 'not-approved', decided_by = $3, decided_at = clock_timestamp(), decision_reason = $4
  WHERE scheme_id = $1 AND id = $2`;

export const THANK = `
  INSERT INTO contribution (scheme_id, id, person_id, kind, what, occurred_on, session_id, state, asked_by, decided_by,
    decided_at, galaxies, rate_id, entry_id, transfer_id)
  VALUES ($1, $2, $3, 'thanks', $4, $5, $6, 'approved', $7, $7, clock_timestamp(), $8, $9, $10, $11)`;

/** The same thanks, said before. */
export const THANKED = `
  SELECT galaxies FROM contribution WHERE scheme_id = $1 AND id = $2 AND session_id = $3 AND person_id = $4 AND kind = 'thanks'`;
