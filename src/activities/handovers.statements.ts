import type { View } from '../database/index.js';
import type { IsoDate } from '../shared/calendar.js';
import type { PersonId, SchemeId, SessionId } from '../shared/ids.js';

/** A session to come that somebody was to lead, and who leads it now. */
export interface Handover {
  readonly sessionId: SessionId;
  readonly activityName: string;
  readonly occursOn: IsoDate;
  /** Who cannot lead it, by first name. */
  readonly name: string;
  /** By first names; nobody while staff look for somebody. */
  readonly leadBy: readonly string[];
}

/** $1 scheme, $2 session or null for all: those that staff have not seen to. $3 person or null: what they gave back. */
const HANDOVERS = `
  SELECT h.session_id AS "sessionId", a.name AS "activityName", to_char(s.occurs_on, 'YYYY-MM-DD') AS "occursOn",
    p.liked_name AS name, ARRAY(SELECT leader.liked_name FROM session_leader l
        JOIN person leader ON leader.scheme_id = l.scheme_id AND leader.id = l.person_id
      WHERE l.scheme_id = s.scheme_id AND l.session_id = s.id ORDER BY l.position) AS "leadBy"
  FROM session_handover h JOIN session s ON s.scheme_id = h.scheme_id AND s.id = h.session_id
    JOIN activity a ON a.scheme_id = s.scheme_id AND a.id = s.activity_id
    JOIN person p ON p.scheme_id = h.scheme_id AND p.id = h.person_id
  WHERE h.scheme_id = $1 AND s.called_off_at IS NULL AND s.ends_at > clock_timestamp()
    AND ($2::uuid IS NULL OR h.session_id = $2)
    AND CASE WHEN $3::uuid IS NULL THEN h.seen_at IS NULL ELSE h.person_id = $3 END
    AND NOT EXISTS (SELECT FROM session_leader again
      WHERE again.scheme_id = h.scheme_id AND again.session_id = h.session_id AND again.person_id = h.person_id)
  ORDER BY s.starts_at, s.id, p.liked_name LIMIT 60`;

/** What staff have not seen to, the nearest first; of one session when it is named. */
export function openHandovers(
  view: View,
  scheme: SchemeId,
  session?: SessionId,
): Promise<readonly Handover[]> {
  return view.query(HANDOVERS, [scheme, session ?? null, null]);
}

/** What one person gave back, for them to see who leads it now. */
export function handoversBy(view: View, scheme: SchemeId, person: PersonId): Promise<readonly Handover[]> {
  return view.query(HANDOVERS, [scheme, null, person]);
}
