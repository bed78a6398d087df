import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../database/index.js';
import type { SchemeId, SessionId } from '../shared/ids.js';

/** How many dates one transaction clears, so that nobody waits for it for long. */
const MOST_AT_ONCE = 20;
/** How often one job goes on before it leaves the rest to the next night. */
const MOST_TURNS = 1_000;
/** Before every id there is. */
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * $1 scheme, $2 the last one of the piece before, $3 how many. In one order and without waiting: what another worker has
 * in hand is its own, or is left for the next night.
 */
const OVER = `
  SELECT s.id FROM session s
  WHERE s.scheme_id = $1 AND s.id > $2 AND s.ends_at < clock_timestamp() - interval '30 days'
    AND (EXISTS (SELECT FROM place p WHERE p.scheme_id = s.scheme_id AND p.session_id = s.id)
      OR EXISTS (SELECT FROM place_link l WHERE l.scheme_id = s.scheme_id AND l.session_id = s.id)
      OR EXISTS (SELECT FROM session_handover h WHERE h.scheme_id = s.scheme_id AND h.session_id = s.id)
      OR EXISTS (SELECT FROM idempotency_key k WHERE k.scheme_id = s.scheme_id AND k.about = s.id))
  ORDER BY s.id LIMIT $3 FOR NO KEY UPDATE SKIP LOCKED`;

/** $1 scheme, $2 dates. How many had said yes and maybe is kept with the date; who, and what they told the leader, is not. */
const CLEAR = `
  WITH gone AS (
    DELETE FROM place WHERE scheme_id = $1 AND session_id = ANY ($2::uuid[]) RETURNING session_id, answer
  ), said AS (
    SELECT session_id, count(*) FILTER (WHERE answer = 'yes') AS yes, count(*) FILTER (WHERE answer = 'maybe') AS maybe
    FROM gone GROUP BY session_id
  )
  UPDATE session s SET said_yes = coalesce(s.said_yes, 0) + said.yes, said_maybe = coalesce(s.said_maybe, 0) + said.maybe
  FROM said WHERE s.scheme_id = $1 AND s.id = said.session_id`;

/** $1 scheme, $2 dates. */
const CLEAR_LINKS = 'DELETE FROM place_link WHERE scheme_id = $1 AND session_id = ANY ($2::uuid[])';

/** $1 scheme, $2 dates. */
const CLEAR_HANDOVERS = 'DELETE FROM session_handover WHERE scheme_id = $1 AND session_id = ANY ($2::uuid[])';

/** $1 scheme, $2 dates. What programs and pages were answered says it once more. */
const CLEAR_KEPT = 'SELECT idempotency_forget_dates($1, $2::uuid[])';

/** Clears answers once nobody plans by them any more. */
@Injectable()
export class PlaceClearing {
  constructor(private readonly work: UnitOfWork) {}

  /**
   * What people answered about dates that ended thirty days ago, the links that answer for them, who could not lead, and
   * what is kept for a retry: a few dates in each transaction, and each date whole. Doing it twice, or two at a time, is the same as once.
   */
  async clear(scheme: SchemeId, atOnce = MOST_AT_ONCE): Promise<void> {
    let last: string | undefined = FIRST;
    for (let turn = 0; turn < MOST_TURNS && last !== undefined; turn++) {
      const after: string = last;
      last = await this.work.write(scheme, (tx) => clearSome(tx, scheme, after, atOnce));
    }
  }
}

/** Answers with the last date of the piece; nothing when there was none. */
async function clearSome(
  tx: Tx,
  scheme: SchemeId,
  after: string,
  atOnce: number,
): Promise<SessionId | undefined> {
  const over: { id: SessionId }[] = await tx.query(OVER, [scheme, after, atOnce]);
  const dates = over.map(({ id }) => id);
  if (dates.length > 0)
    for (const sql of [CLEAR, CLEAR_LINKS, CLEAR_HANDOVERS, CLEAR_KEPT]) await tx.query(sql, [scheme, dates]);
  return dates.at(-1);
}
