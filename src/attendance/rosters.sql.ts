/** $1 scheme, $2 session: the newest paper list of a session and who is on it, in order. */
export const NEWEST = `
  SELECT s.code, s.version, coalesce(array_agg(r.person_id ORDER BY r.row) FILTER (WHERE r.row IS NOT NULL), '{}') AS people
  FROM roster_sheet s LEFT JOIN roster_row r ON r.scheme_id = s.scheme_id AND r.code = s.code
  WHERE s.scheme_id = $1 AND s.session_id = $2 GROUP BY s.code, s.version ORDER BY s.version DESC LIMIT 1`;

/** Codes of one day are numbered one after the other; the lock goes with the transaction. $1 scheme, $2 day. */
export const LOCK_DAY = `SELECT pg_advisory_xact_lock(hashtextextended('roster/' || $1::text || '/' || $2::text, 0))`;

/** $1 scheme, $2 session, $3 version, $4 people. The code is the day of the session and the next number of that day. */
export const MAKE = `
  WITH sheet AS (
    INSERT INTO roster_sheet (scheme_id, code, session_id, version)
    SELECT s.scheme_id, 'R-' || to_char(s.occurs_on, 'YYYY-MMDD-') || lpad((1 + (SELECT count(*) FROM roster_sheet o
        WHERE o.scheme_id = s.scheme_id AND starts_with(o.code, 'R-' || to_char(s.occurs_on, 'YYYY-MMDD-'))))::text, 2, '0'),
      s.id, $3
    FROM session s WHERE s.scheme_id = $1 AND s.id = $2
    RETURNING scheme_id, code
  ), rows AS (
    INSERT INTO roster_row (scheme_id, code, row, person_id)
    SELECT sheet.scheme_id, sheet.code, p.row, p.person_id
    FROM sheet, unnest($4::uuid[]) WITH ORDINALITY AS p (person_id, row)
  )
  SELECT code FROM sheet`;

/** $1 scheme, $2 code: a paper list, with whoever stands on it. */
export const BY_CODE = `
  SELECT s.session_id AS "sessionId", s.version, r.row, r.person_id AS "personId"
  FROM roster_sheet s LEFT JOIN roster_row r ON r.scheme_id = s.scheme_id AND r.code = s.code
  WHERE s.scheme_id = $1 AND s.code = $2 ORDER BY r.row`;

/**
 * $1 scheme: sessions that ended two hours ago without a register, the earliest first. A leader has the day on which they can
 * be asked; from nine the next morning it is for staff, and at once where nobody leads.
 */
export const NOT_IN = `
  SELECT s.id, a.name AS "activityName", to_char(s.occurs_on, 'YYYY-MM-DD') AS "occursOn",
    EXISTS (SELECT FROM session_leader l JOIN message m ON m.scheme_id = l.scheme_id AND m.person_id = l.person_id
        AND m.kind = 'register-wanted' AND m.key = s.id::text AND m.state NOT IN ('stopped', 'not_delivered')
      WHERE l.scheme_id = s.scheme_id AND l.session_id = s.id) AS "isAsked",
    ((message_moment(s.ends_at + interval '2 hours', c.time_zone) AT TIME ZONE c.time_zone)::date + 1 + time '09:00')
      AT TIME ZONE c.time_zone <= clock_timestamp()
      OR NOT EXISTS (SELECT FROM session_leader l WHERE l.scheme_id = s.scheme_id AND l.session_id = s.id) AS "isForStaff",
    ARRAY(SELECT l.person_id FROM session_leader l
      WHERE l.scheme_id = s.scheme_id AND l.session_id = s.id ORDER BY l.position) AS leaders
  FROM session s JOIN activity a ON a.scheme_id = s.scheme_id AND a.id = s.activity_id
    JOIN scheme c ON c.id = s.scheme_id
  WHERE s.scheme_id = $1 AND s.called_off_at IS NULL
    AND s.ends_at BETWEEN clock_timestamp() - interval '60 days' AND clock_timestamp() - interval '2 hours'
    AND NOT EXISTS (SELECT FROM register_version v WHERE v.scheme_id = s.scheme_id AND v.session_id = s.id)
  ORDER BY s.ends_at, s.id LIMIT 100`;

const CHECK = `
  SELECT c.id, c.session_id AS "sessionId", c.version, c.kind, c.sent_by AS "sentBy", c.outcome, c.note_to_staff AS note,
    c.closed_at IS NOT NULL AS "isClosed", c.closed_by AS "closedBy", a.name AS "activityName", to_char(s.occurs_on, 'YYYY-MM-DD') AS "occursOn"
  FROM register_check c JOIN session s ON s.scheme_id = c.scheme_id AND s.id = c.session_id
    JOIN activity a ON a.scheme_id = s.scheme_id AND a.id = s.activity_id
  WHERE c.scheme_id = $1`;

/** $1 scheme: what there is to check, the oldest first. */
export const OPEN_CHECKS = `${CHECK} AND c.closed_at IS NULL ORDER BY c.opened_at, c.id LIMIT 100`;

/** $1 scheme, $2 check. */
export const ONE_CHECK = `${CHECK} AND c.id = $2`;

/** $1 scheme, $2 check. */
export const TICKS =
  'SELECT person_id AS "personId", part FROM register_tick WHERE scheme_id = $1 AND check_id = $2';

/** $1 scheme, $2 check, $3 person of staff. */
export const CLOSE = `
  UPDATE register_check SET closed_at = clock_timestamp(), closed_by = $3
  WHERE scheme_id = $1 AND id = $2 AND closed_at IS NULL RETURNING id`;
