import type { PutRight } from './put-right.js';

/** As `putRightOf` reads it; `p` is the table. */
export const PUT_RIGHT = `
  p.id, p.person_id AS "personId", p.kind, p.transfer_id::text AS "transferId", p.what_is_wrong AS "whatIsWrong", p.effect,
  p.let_them_keep AS "letThemKeep", p.sentence_for_person AS sentence, p.reason, p.asked_by AS "askedBy",
  ledger_moment(p.asked_at) AS "askedAt", p.asked_of AS "askedOf", p.state, p.agreed_by AS "agreedBy",
  ledger_moment(p.decided_at) AS "decidedAt", p.entry_id AS "entryId"`;

/** A row that PostgreSQL answers with: what is not there is null. */
export type PutRightRow = {
  readonly [Key in keyof PutRight]: undefined extends PutRight[Key]
    ? Exclude<PutRight[Key], undefined> | null
    : PutRight[Key];
};

export function putRightOf(row: PutRightRow): PutRight {
  return {
    ...row,
    transferId: row.transferId ?? undefined,
    whatIsWrong: row.whatIsWrong ?? undefined,
    reason: row.reason ?? undefined,
    askedOf: row.askedOf ?? undefined,
    agreedBy: row.agreedBy ?? undefined,
    decidedAt: row.decidedAt ?? undefined,
    entryId: row.entryId ?? undefined,
  };
}

/** What is put right for one person is put right one after the other. $1 scheme, $2 person. */
export const ONE_AT_A_TIME = `
  SELECT pg_advisory_xact_lock(hashtextextended('put-right/' || $1::text || '/' || $2::text, 0))`;

export const FOUND = `SELECT ${PUT_RIGHT} FROM put_right p WHERE p.scheme_id = $1 AND p.id = $2`;
export const LOCKED = `${FOUND} FOR UPDATE`;

export const ADD_DONE = `
  INSERT INTO put_right (scheme_id, id, person_id, kind, transfer_id, what_is_wrong, effect, let_them_keep,
    sentence_for_person, asked_by, state, decided_at, entry_id)
  VALUES ($1, $2, $3, 'line', $4, $5, 0, true, $6, $7, 'done', clock_timestamp(), $8)`;

export const ADD_WAITING = `
  INSERT INTO put_right (scheme_id, id, person_id, kind, transfer_id, what_is_wrong, effect, let_them_keep,
    sentence_for_person, asked_by, state, reason, asked_of)
  VALUES ($1, $2, $3, $4, $5, $6, $7, false, $8, $9, 'waiting', $10, $11)`;

export const AGREE = `
  UPDATE put_right SET state = 'done', agreed_by = $3, decided_at = clock_timestamp(), entry_id = $4
  WHERE scheme_id = $1 AND id = $2`;

export const LEAVE = `
  UPDATE put_right SET state = 'not-agreed', decided_at = clock_timestamp() WHERE scheme_id = $1 AND id = $2`;

/**
 * What a transfer gave to whom, and whether that stands. A line of a register is taken off its register, a contribution is
 * marked, and what has no source of its own is turned round alone. $1 scheme, $2 transfer.
 */
export const GIVEN = `
  SELECT t.amount AS galaxies, to_char(e.occurred_on, 'YYYY-MM-DD') AS "occurredOn",
    EXISTS (SELECT FROM attendance a WHERE a.scheme_id = $1 AND a.transfer_id = t.id) AS "onRegister",
    EXISTS (SELECT FROM transfer r WHERE r.scheme_id = $1 AND r.reverses_id = t.id) AS turned
  FROM transfer t JOIN journal_entry e ON e.scheme_id = t.scheme_id AND e.id = t.entry_id
  WHERE t.scheme_id = $1 AND t.id = $2`;

/** Whether somebody is staff now. $1 scheme, $2 person. */
export const IS_STAFF = `
  SELECT FROM person_role WHERE scheme_id = $1 AND person_id = $2 AND role = 'staff'
    AND from_at <= clock_timestamp() AND (until_at IS NULL OR until_at > clock_timestamp())`;

/** $1 scheme; the day it is there. */
export const TODAY = `
  SELECT to_char(clock_timestamp() AT TIME ZONE time_zone, 'YYYY-MM-DD') AS today FROM scheme WHERE id = $1`;
