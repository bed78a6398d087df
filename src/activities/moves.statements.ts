import type { Tx, View } from '../database/index.js';
import type { IsoDate, IsoInstant } from '../shared/calendar.js';
import type { PersonId, SchemeId, SessionId } from '../shared/ids.js';
import { unknownSession } from './activities.errors.js';
import type { SessionView } from './session.js';
import { sessionOf, type SessionRow, SESSIONS } from './sessions.sql.js';

/** A session that was moved, and what people know of it. */
export interface Move {
  readonly sessionId: SessionId;
  readonly wasStartsAt: IsoInstant;
  /** The day it was to begin, by the scheme's own clock. */
  readonly wasOn: IsoDate;
  readonly wasMeetPlace: string;
  /** The latest change, to the microsecond. */
  readonly movedAt: string;
}

/** Somebody who is to know; whoever only leads has no answer to take back. */
export interface Concerned {
  readonly person: PersonId;
  readonly hasAnswered: boolean;
}

/** What people know stays as it was before the first change. $1 scheme, $2 session, $3 start, $4 place. */
const NOTE = `
  INSERT INTO session_move (scheme_id, session_id, was_starts_at, was_meet_place) VALUES ($1, $2, $3, $4)
  ON CONFLICT (scheme_id, session_id) DO UPDATE SET moved_at = clock_timestamp()`;

/** They are taken once: whoever comes second waits, and finds none. $1 scheme. */
const TAKE = (which: string): string => `
  DELETE FROM session_move m USING scheme c
  WHERE m.scheme_id = $1 AND c.id = m.scheme_id AND ${which}
  RETURNING m.session_id AS "sessionId", m.was_meet_place AS "wasMeetPlace", m.moved_at::text AS "movedAt",
    to_char(m.was_starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "wasStartsAt",
    to_char(m.was_starts_at AT TIME ZONE c.time_zone, 'YYYY-MM-DD') AS "wasOn"`;

/** Those that nobody has changed for five minutes. */
const RIPE = `m.moved_at <= clock_timestamp() - interval '5 minutes'`;

/** $2 session. */
const OF_SESSION = 'm.session_id = $2';

/**
 * Who leads, and who had said yes or maybe, or waited, before it was changed: whoever answers later knows. Nobody when it is off or over, or
 * when its register is in. $1 scheme, $2 session, $3 the change. In the order of the people, so that two who tell the same people
 * do not wait for each other.
 */
const CONCERNED = `
  SELECT person_id AS person, bool_or(has_answered) AS "hasAnswered" FROM session s, LATERAL (
    SELECT p.person_id, true AS has_answered FROM place p WHERE p.scheme_id = s.scheme_id AND p.session_id = s.id
      AND p.answer IN ('yes', 'maybe', 'waiting') AND p.answered_at < $3::timestamptz
    UNION ALL SELECT l.person_id, false FROM session_leader l WHERE l.scheme_id = s.scheme_id AND l.session_id = s.id) who
  WHERE s.scheme_id = $1 AND s.id = $2 AND s.called_off_at IS NULL AND s.ends_at > clock_timestamp()
    AND NOT EXISTS (SELECT FROM register_version v WHERE v.scheme_id = s.scheme_id AND v.session_id = s.id)
  GROUP BY person_id ORDER BY person_id`;

/** $1 scheme, $2 session. */
const OPEN = `
  SELECT FROM session_move m JOIN session s ON s.scheme_id = m.scheme_id AND s.id = m.session_id
  WHERE m.scheme_id = $1 AND m.session_id = $2 AND s.called_off_at IS NULL AND s.ends_at > clock_timestamp()
    AND (s.starts_at <> m.was_starts_at OR s.meet_place <> m.was_meet_place)
    AND NOT EXISTS (SELECT FROM register_version v WHERE v.scheme_id = s.scheme_id AND v.session_id = s.id)`;

/** Notes that a session is not any more as people know it. */
export async function noteMove(tx: Tx, scheme: SchemeId, was: SessionView): Promise<void> {
  await tx.query(NOTE, [scheme, was.id, was.startsAt, was.meetPlace]);
}

/** A session as it is, which nobody else changes before this transaction ends. Refuses with `unknown-session`. */
export async function lockedSession(tx: Tx, scheme: SchemeId, id: SessionId): Promise<SessionView> {
  const [row]: SessionRow[] = await tx.query(`${SESSIONS} AND s.id = $2 FOR NO KEY UPDATE OF s`, [
    scheme,
    id,
  ]);
  if (row === undefined) throw unknownSession();
  return sessionOf(row);
}

/** Whether it was moved and people are still to be told. */
export async function isMoveOpen(view: View, scheme: SchemeId, session: SessionId): Promise<boolean> {
  const found: unknown[] = await view.query(OPEN, [scheme, session]);
  return found.length > 0;
}

export async function takeRipeMoves(tx: Tx, scheme: SchemeId): Promise<readonly Move[]> {
  const [moves]: [Move[]] = await tx.query(TAKE(RIPE), [scheme]);
  return moves;
}

/** What people know of a session that was moved and of which nobody will be told any more; nothing when they know all. */
export async function takeMove(tx: Tx, scheme: SchemeId, session: SessionId): Promise<Move | undefined> {
  const [moves]: [Move[]] = await tx.query(TAKE(OF_SESSION), [scheme, session]);
  return moves[0];
}

export function concernedBy(tx: Tx, scheme: SchemeId, move: Move): Promise<readonly Concerned[]> {
  return tx.query(CONCERNED, [scheme, move.sessionId, move.movedAt]);
}
