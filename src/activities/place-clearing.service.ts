import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';
import type { SchemeId } from '../shared/ids.js';

/** $1 scheme. How many had said yes and maybe is kept with the session; who, and what they told the leader, is not. */
const CLEAR = `
  WITH gone AS (
    DELETE FROM place p USING session s
    WHERE p.scheme_id = $1 AND s.scheme_id = p.scheme_id AND s.id = p.session_id
      AND s.ends_at < clock_timestamp() - interval '30 days'
    RETURNING p.session_id, p.answer
  ), said AS (
    SELECT session_id, count(*) FILTER (WHERE answer = 'yes') AS yes, count(*) FILTER (WHERE answer = 'maybe') AS maybe
    FROM gone GROUP BY session_id
  )
  UPDATE session s SET said_yes = coalesce(s.said_yes, 0) + said.yes, said_maybe = coalesce(s.said_maybe, 0) + said.maybe
  FROM said WHERE s.scheme_id = $1 AND s.id = said.session_id`;

/** $1 scheme. */
const CLEAR_LINKS = `
  DELETE FROM place_link l USING session s
  WHERE l.scheme_id = $1 AND s.scheme_id = l.scheme_id AND s.id = l.session_id
    AND s.ends_at < clock_timestamp() - interval '30 days'`;

/** $1 scheme. */
const CLEAR_HANDOVERS = `
  DELETE FROM session_handover h USING session s
  WHERE h.scheme_id = $1 AND s.scheme_id = h.scheme_id AND s.id = h.session_id
    AND s.ends_at < clock_timestamp() - interval '30 days'`;

/** Clears answers once nobody plans by them any more. */
@Injectable()
export class PlaceClearing {
  /** What people answered about dates that ended thirty days ago, the links that answer for them, and who could not lead. */
  async clear(tx: Tx, scheme: SchemeId): Promise<void> {
    await tx.query(CLEAR, [scheme]);
    await tx.query(CLEAR_LINKS, [scheme]);
    await tx.query(CLEAR_HANDOVERS, [scheme]);
  }
}
