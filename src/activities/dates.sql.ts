import { SESSION_COLUMNS, SESSION_TABLES, type SessionRow } from './sessions.sql.js';
import type { PlaceAnswer } from './place.js';

export interface DateRow extends SessionRow {
  readonly yes: number;
  readonly maybe: number;
  readonly waiting: number;
  readonly mine: PlaceAnswer | null;
  readonly is_over: boolean;
  readonly usual_place: string | null;
  readonly setting: string | null;
  readonly easy_to_reach: boolean;
  readonly feels_like: string | null;
  readonly bring: string | null;
  readonly cost: string | null;
}

const COUNT = (answer: string, kept: string): string => `
  coalesce(${kept}, (SELECT count(*)::int FROM place p
    WHERE p.scheme_id = s.scheme_id AND p.session_id = s.id AND p.answer = '${answer}')) AS ${answer}`;

/** Sessions as people choose among them. $1 is the scheme, $2 whoever looks. */
const DATES = `
  SELECT ${SESSION_COLUMNS}, a.usual_place, a.setting, a.easy_to_reach, a.feels_like, a.bring, a.cost,
    ${COUNT('yes', 's.said_yes')}, ${COUNT('maybe', 's.said_maybe')}, ${COUNT('waiting', 'NULL::int')},
    s.ends_at <= clock_timestamp() AS is_over,
    (SELECT p.answer FROM place p WHERE p.scheme_id = s.scheme_id AND p.session_id = s.id AND p.person_id = $2) AS mine
  ${SESSION_TABLES}`;

export const ONE_DATE = `${DATES} AND s.id = $3`;

/** $3 from and $4 to which moment, $5 activity, $6 setting, $7 easy to reach, $8 day of the week, $9 and $10 behind which one, $11 how many. */
export const DATES_TO_COME = `${DATES}
  AND s.ends_at > $3::timestamptz AND s.starts_at > $3::timestamptz - interval '15 days'
  AND ($4::timestamptz IS NULL OR s.starts_at < $4)
  AND ($5::uuid IS NULL OR s.activity_id = $5) AND ($6::text IS NULL OR a.setting IS NULL OR a.setting = $6)
  AND (NOT $7::boolean OR a.easy_to_reach) AND ($8::int IS NULL OR extract(isodow FROM s.occurs_on) = $8)
  AND ($9::timestamptz IS NULL OR (s.starts_at, s.id) > ($9, $10::uuid))
  ORDER BY s.starts_at, s.id LIMIT $11`;

/** $3 before which moment, $4 and $5 behind which one, $6 how many. */
export const DATES_THAT_WERE = `${DATES} AND s.ends_at <= $3::timestamptz
  AND ($4::timestamptz IS NULL OR (s.starts_at, s.id) < ($4, $5::uuid))
  ORDER BY s.starts_at DESC, s.id DESC LIMIT $6`;

/** The people of $2, for the names that others see. */
export const PEOPLE = `SELECT id, liked_name, surname FROM person WHERE scheme_id = $1 AND id = ANY ($2::uuid[])`;

/** Who may lead now. */
export const LEADERS = `
  SELECT DISTINCT p.id, p.liked_name, p.surname FROM person p
    JOIN person_role r ON r.scheme_id = p.scheme_id AND r.person_id = p.id
  WHERE p.scheme_id = $1 AND r.role = 'leader' AND p.taking_part <> 'left'
    AND r.from_at <= clock_timestamp() AND (r.until_at IS NULL OR r.until_at > clock_timestamp())
  ORDER BY p.liked_name, p.surname, p.id LIMIT 500`;
