import type { Prepared } from '../database/index.js';

/** Registers of one session are saved one after the other; the lock goes with the transaction. $1 scheme, $2 session. */
export const LOCK: Prepared = {
  name: 'register_lock',
  text: `SELECT pg_advisory_xact_lock(hashtextextended('register/' || $1::text || '/' || $2::text, 0))`,
};

/**
 * All that saving depends on, in one look: the session and its plan, the register as it stands, whether this very thing was
 * sent before, and who of those sent can be given galaxies. $1 scheme, $2 session, $3 keys, $4 content hash, $5 people, $6 sender.
 */
export const STANDING: Prepared = {
  name: 'register_standing',
  text: `
    SELECT s.activity_id AS "activityId", to_char(s.occurs_on, 'YYYY-MM-DD') AS "occursOn", s.places,
      s.occurs_on - (clock_timestamp() AT TIME ZONE scheme.time_zone)::date AS "daysAhead",
      coalesce(v.version, 0) AS latest, v.outcome, v.head_count_extra AS "headCountExtra",
      v.counted_out AS "countedOut", v.counted_back AS "countedBack",
      ARRAY(SELECT person_id FROM session_leader l WHERE l.scheme_id = s.scheme_id AND l.session_id = s.id) AS leaders,
      ARRAY(SELECT id FROM participant p WHERE p.scheme_id = s.scheme_id AND p.id = ANY ($5::uuid[])) AS known,
      coalesce((SELECT json_agg(json_build_object('id', a.id::text, 'personId', a.person_id, 'part', a.part, 'galaxies', a.galaxies,
                  'transferId', a.transfer_id::text, 'fromVersion', a.from_version) ORDER BY a.id)
                FROM attendance a WHERE a.scheme_id = s.scheme_id AND a.session_id = s.id AND a.put_right_version IS NULL),
               '[]') AS open,
      (SELECT w.version FROM register_version w WHERE w.scheme_id = s.scheme_id AND w.session_id = s.id
         AND w.key = ANY ($3::text[]) AND w.content_hash = $4 LIMIT 1) AS "sameVersion",
      EXISTS (SELECT FROM register_version w WHERE w.scheme_id = s.scheme_id AND w.session_id = s.id
         AND w.key = ($3::text[])[1]) AS "keyUsed"
    FROM session s JOIN scheme ON scheme.id = s.scheme_id
      LEFT JOIN LATERAL (SELECT * FROM register_version w WHERE w.scheme_id = s.scheme_id AND w.session_id = s.id
                         ORDER BY version DESC LIMIT 1) v ON true
    WHERE s.scheme_id = $1 AND s.id = $2`,
};

/**
 * Writes a version with its lines. What is put right is put right before anything is added, so that a person never has two
 * lines that stand. A moment of its own is the owner's to say; everybody else gets the database's.
 */
const writing = (moment: 'now' | 'given'): string => `
  WITH version AS (
    INSERT INTO register_version (scheme_id, session_id, version, key, content_hash, based_on, merged, outcome, head_count_extra,
      counted_out, counted_back, note_to_staff, entry_id, recorded_by, on_behalf_of, source${moment === 'given' ? ', recorded_at' : ''})
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16${moment === 'given' ? ', $24' : ''})
  ), put_right AS (
    UPDATE attendance a SET put_right_version = $3, reversal_id = r.reversal_id
    FROM unnest($17::bigint[], $18::bigint[]) AS r (id, reversal_id)
    WHERE a.scheme_id = $1 AND a.id = r.id RETURNING 1
  )
  INSERT INTO attendance (scheme_id, session_id, person_id, part, galaxies, rate_id, from_version, transfer_id)
  SELECT $1, $2, l.person_id, l.part, l.galaxies, l.rate_id, $3, l.transfer_id
  FROM unnest($19::uuid[], $20::text[], $21::smallint[], $22::uuid[], $23::bigint[]) AS l (person_id, part, galaxies, rate_id, transfer_id)
  WHERE (SELECT count(*) FROM put_right) >= 0`;

export const WRITE: Prepared = { name: 'register_write', text: writing('now') };
export const WRITE_AT: Prepared = { name: 'register_write_at', text: writing('given') };

/** $1 scheme, $2 session, $3 version: everything that this version said, whatever was changed later. */
export const VERSION = `
  SELECT v.version, v.outcome, v.merged, v.head_count_extra AS "headCountExtra", v.counted_out AS "countedOut",
    v.counted_back AS "countedBack", v.note_to_staff AS note, v.entry_id AS "entryId", v.recorded_by AS "recordedBy",
    to_json(v.recorded_at) #>> '{}' AS "recordedAt", v.source,
    coalesce((SELECT json_agg(json_build_object('id', a.id::text, 'personId', a.person_id, 'part', a.part, 'galaxies', a.galaxies,
        'transferId', a.transfer_id::text, 'fromVersion', a.from_version, 'putRightVersion', a.put_right_version) ORDER BY a.id)
      FROM attendance a WHERE a.scheme_id = v.scheme_id AND a.session_id = v.session_id AND a.from_version <= v.version
        AND (a.put_right_version IS NULL OR a.put_right_version >= v.version)), '[]') AS lines
  FROM register_version v WHERE v.scheme_id = $1 AND v.session_id = $2 AND v.version = $3`;

/** $1 scheme, $2 id, $3 session, $4 version, $5 kind, $6 sender, $7 key, $8 outcome, $9 note. */
export const OPEN_CHECK = `
  INSERT INTO register_check (scheme_id, id, session_id, version, kind, sent_by, key, outcome, note_to_staff)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT (scheme_id, session_id, key) WHERE key IS NOT NULL DO NOTHING RETURNING id`;

/** $1 scheme, $2 check, $3 people, $4 parts. */
export const KEEP_TICKS = `
  INSERT INTO register_tick (scheme_id, check_id, person_id, part)
  SELECT $1, $2, t.person_id, t.part FROM unnest($3::uuid[], $4::text[]) AS t (person_id, part)`;
