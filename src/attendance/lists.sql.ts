import type { Prepared } from '../database/index.js';
import { LEADERS_DAYS } from './saving.js';

/**
 * Whether whoever looks may name person `p` on the register of session `s`: staff everybody; others whoever agreed to be found
 * and has not left, and who has to do with the session: whoever leads it, has answered, was on its register, or often comes.
 */
const MAY_NAME = (
  isStaff: string,
): string => `(${isStaff} OR (p.findable_by_leaders AND p.taking_part <> 'left')
  OR EXISTS (SELECT FROM session_leader l WHERE l.scheme_id = s.scheme_id AND l.session_id = s.id AND l.person_id = p.id)
  OR EXISTS (SELECT FROM place WHERE place.scheme_id = s.scheme_id AND place.session_id = s.id AND place.person_id = p.id)
  OR EXISTS (SELECT FROM attendance a WHERE a.scheme_id = s.scheme_id AND a.session_id = s.id AND a.person_id = p.id)
  OR 3 <= (SELECT count(*) FROM session earlier
    JOIN attendance a ON a.scheme_id = s.scheme_id AND a.session_id = earlier.id AND a.person_id = p.id
      AND a.put_right_version IS NULL
    WHERE earlier.scheme_id = s.scheme_id AND earlier.activity_id = s.activity_id AND earlier.id <> s.id
      AND earlier.starts_at BETWEEN s.starts_at - interval '60 days' AND s.starts_at))`;

/**
 * Everybody who may be ticked: who leads and who answered, whoever is on the register, who often comes to this activity, and
 * whoever was added to the form and may be. Nobody who is on the register or was added is left out of a long list. $1 scheme, $2 session, $3 people who were added, $4 whether staff look.
 */
export const LISTED = `
  WITH listed AS (
    SELECT person_id, 1 AS rank, 'leading' AS why FROM session_leader WHERE scheme_id = $1 AND session_id = $2
    UNION ALL SELECT person_id, CASE answer WHEN 'yes' THEN 2 ELSE 3 END, answer FROM place
      WHERE scheme_id = $1 AND session_id = $2 AND answer <> 'not-this-time'
    UNION ALL SELECT person_id, 4, 'listed' FROM attendance
      WHERE scheme_id = $1 AND session_id = $2 AND put_right_version IS NULL
    UNION ALL (SELECT a.person_id, 5, 'often' FROM session s
      JOIN session earlier ON earlier.scheme_id = s.scheme_id AND earlier.activity_id = s.activity_id AND earlier.id <> s.id
        AND earlier.starts_at BETWEEN s.starts_at - interval '60 days' AND s.starts_at
      JOIN attendance a ON a.scheme_id = s.scheme_id AND a.session_id = earlier.id AND a.put_right_version IS NULL
      WHERE s.scheme_id = $1 AND s.id = $2
      GROUP BY a.person_id HAVING count(*) >= 3 ORDER BY count(*) DESC, a.person_id LIMIT 12)
    UNION ALL SELECT p.id, 6, 'added' FROM session s JOIN person p ON p.scheme_id = s.scheme_id AND p.id = ANY ($3::uuid[])
      WHERE s.scheme_id = $1 AND s.id = $2 AND ${MAY_NAME('$4')}
  ), once AS (SELECT DISTINCT ON (person_id) person_id, rank, why FROM listed ORDER BY person_id, rank)
  SELECT o.person_id AS id, o.why, p.liked_name AS "likedName", p.surname, a.part, pl.tell_leader AS "tellLeader",
    a.part IS NULL AND EXISTS (SELECT FROM attendance b WHERE b.scheme_id = $1 AND b.session_id = $2
      AND b.person_id = o.person_id) AS "wasTakenOff",
    EXISTS (SELECT FROM participant WHERE participant.scheme_id = $1 AND participant.id = o.person_id) AS "hasAccount"
  FROM once o JOIN person p ON p.scheme_id = $1 AND p.id = o.person_id
    LEFT JOIN attendance a ON a.scheme_id = $1 AND a.session_id = $2 AND a.person_id = o.person_id AND a.put_right_version IS NULL
    LEFT JOIN place pl ON pl.scheme_id = $1 AND pl.session_id = $2 AND pl.person_id = o.person_id
  ORDER BY a.part IS NULL, o.person_id <> ALL ($3::uuid[]), o.rank LIMIT 260 + cardinality($3::uuid[])`;

/** Whether person `p` is called by a first name, alone or with what follows it: "Anna" finds Anna and Anna May. */
export const isCalled = (name: string): string =>
  `(lower(p.liked_name) = lower(${name}) OR starts_with(lower(p.liked_name), lower(${name}) || ' '))`;

/** Whether person `p` was ever on the register of session $5. */
const WAS_ON = `EXISTS (SELECT FROM attendance a WHERE a.scheme_id = p.scheme_id AND a.session_id = $5 AND a.person_id = p.id)`;

/**
 * Who can be found by a first name, by those who said that leaders may find them, and whoever looks where it is theirs; first
 * of them whoever was on the register of a session, where one is named, also when they have left. $1 scheme, $2 name, $3 all of
 * staff's, $4 who looks, $5 session.
 */
export const FOUND = `
  SELECT p.id, p.ref, p.liked_name AS "likedName", p.surname FROM person p
  WHERE p.scheme_id = $1 AND ${isCalled('$2')} AND (p.taking_part <> 'left' OR ${WAS_ON})
    AND (p.id = $4 OR (p.findable_by_leaders OR $3)
      AND EXISTS (SELECT FROM participant WHERE participant.scheme_id = p.scheme_id AND participant.id = p.id))
  ORDER BY p.id <> $4, NOT ${WAS_ON}, p.liked_name, p.surname NULLS FIRST, p.id LIMIT 12`;

/** $1 scheme, $2 people. */
export const NAMED = `
  SELECT id, liked_name AS "likedName", surname FROM person WHERE scheme_id = $1 AND id = ANY ($2::uuid[])`;

/**
 * The dates that somebody leads: from today seven days on, and those before that have no register yet, 60 days back; last of
 * all those whose register is in and that leaders still change themselves. $1 scheme, $2 person, $3 whether they say thanks.
 */
export const LED_BY = `
  SELECT s.id, a.name AS "activityName", a.kind, to_char(s.occurs_on, 'YYYY-MM-DD') AS "occursOn",
    to_char(s.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "startsAt", s.meet_place AS "meetPlace",
    s.called_off_at IS NOT NULL AS "isOff", s.ends_at <= clock_timestamp() AS "isOver", s.occurs_on - t.today AS "daysAhead",
    (SELECT count(*)::int FROM place p WHERE p.scheme_id = s.scheme_id AND p.session_id = s.id AND p.answer = 'yes') AS yes,
    (SELECT count(*)::int FROM place p WHERE p.scheme_id = s.scheme_id AND p.session_id = s.id AND p.answer = 'maybe') AS maybe,
    r.version, $3 AND EXISTS (SELECT FROM attendance x WHERE x.scheme_id = s.scheme_id AND x.session_id = s.id
      AND x.person_id <> $2 AND x.put_right_version IS NULL) AS "mayThank"
  FROM session_leader l JOIN session s ON s.scheme_id = l.scheme_id AND s.id = l.session_id
    JOIN activity a ON a.scheme_id = s.scheme_id AND a.id = s.activity_id
    JOIN (SELECT id, (clock_timestamp() AT TIME ZONE time_zone)::date AS today FROM scheme) t ON t.id = s.scheme_id
    CROSS JOIN LATERAL (SELECT max(v.version) AS version FROM register_version v
      WHERE v.scheme_id = s.scheme_id AND v.session_id = s.id) r
  WHERE l.scheme_id = $1 AND l.person_id = $2 AND s.occurs_on BETWEEN t.today - 60 AND t.today + 7
    AND (s.occurs_on >= t.today OR s.called_off_at IS NULL
      AND (r.version IS NULL OR s.occurs_on >= t.today - ${String(LEADERS_DAYS)}))
  ORDER BY s.occurs_on < t.today AND r.version IS NOT NULL, s.starts_at, s.id LIMIT 60`;

/**
 * Whether there is such a session, whether that person leads it, and whom of those sent they may name on its register when
 * they are no staff, which is whom the list would let them add. $1 scheme, $2 session, $3 person, $4 people.
 */
export const LEADS: Prepared = {
  name: 'register_leads',
  text: 'SELECT leads, nameable FROM register_nameable($1, $2, $3, $4)',
};
