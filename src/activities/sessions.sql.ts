import type { IsoDate, IsoInstant } from '../shared/calendar.js';
import type { ActivityId, PersonId, SessionId } from '../shared/ids.js';
import type { ActivityKind } from './activity.js';
import type { SessionView } from './session.js';

export interface SessionRow {
  readonly id: SessionId;
  readonly ref: string;
  readonly activity_id: ActivityId;
  readonly activity_name: string;
  readonly kind: ActivityKind;
  readonly starts_at: IsoInstant;
  readonly ends_at: IsoInstant;
  readonly occurs_on: IsoDate;
  readonly meet_place: string;
  readonly places: number;
  readonly places_reason: string | null;
  readonly count_back: boolean;
  readonly online_joining: boolean;
  readonly called_off_reason: string | null;
  readonly leaders: readonly PersonId[];
}

const MOMENT = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** What is read of a session `s` and its activity `a`. */
export const SESSION_COLUMNS = `
  s.id, s.ref, s.activity_id, a.name AS activity_name, a.kind, ${MOMENT('s.starts_at')} AS starts_at,
    ${MOMENT('s.ends_at')} AS ends_at, s.occurs_on::text AS occurs_on, s.meet_place, s.places, s.places_reason,
    s.count_back, s.online_joining, s.called_off_reason,
    ARRAY(SELECT l.person_id FROM session_leader l
      WHERE l.scheme_id = s.scheme_id AND l.session_id = s.id ORDER BY l.position) AS leaders`;

/** Where it is read from; the caller adds what narrows it down. $1 is the scheme. */
export const SESSION_TABLES = `
  FROM session s JOIN activity a ON a.scheme_id = s.scheme_id AND a.id = s.activity_id
  WHERE s.scheme_id = $1`;

/** Sessions with what they take from their activity. */
export const SESSIONS = `SELECT ${SESSION_COLUMNS} ${SESSION_TABLES}`;

export function sessionOf(row: SessionRow): SessionView {
  return {
    id: row.id,
    ref: row.ref,
    activityId: row.activity_id,
    activityName: row.activity_name,
    kind: row.kind,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    occursOn: row.occurs_on,
    meetPlace: row.meet_place,
    places: row.places,
    placesReason: row.places_reason ?? undefined,
    countBack: row.count_back,
    onlineJoining: row.online_joining,
    leaders: row.leaders.map((personId, index) => ({ personId, position: index + 1 })),
    ...(row.called_off_reason === null ? {} : { calledOff: { reason: row.called_off_reason } }),
  };
}
