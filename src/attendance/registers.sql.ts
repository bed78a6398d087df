import type { Prepared } from '../database/index.js';

/** Registers of one session are saved one after the other; the lock goes with the transaction. $1 scheme, $2 session. */
export const LOCK: Prepared = {
  name: 'register_lock',
  text: `SELECT pg_advisory_xact_lock(hashtextextended('register/' || $1::text || '/' || $2::text, 0))`,
};

/**
 * All that saving depends on, in one look: the session and its plan, the register as it stands, whether this very thing was
 * sent before, and who of those sent can be given galaxies. $1 scheme, $2 session, $3 keys, $4 content hash, $5 people.
 */
export const STANDING: Prepared = {
  name: 'register_standing',
  text: 'SELECT * FROM register_standing($1, $2, $3, $4, $5)',
};

const GIVEN = Array.from({ length: 22 }, (_, place) => `$${String(place + 1)}`).join(', ');

/** Writes a version with its lines, by the database's clock. */
export const WRITE: Prepared = { name: 'register_write', text: `SELECT register_write(${GIVEN})` };

/** The same with a moment of its own, $23, which is the owner's to say. */
export const WRITE_AT: Prepared = {
  name: 'register_write_at',
  text: `SELECT register_write_at(${GIVEN}, $23)`,
};

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

/** $1 scheme, $2 session, $3 people: who of them was taken off this register at some time, also when they are on it again. */
export const EVER_OFF = `
  SELECT DISTINCT a.person_id AS id FROM attendance a
  WHERE a.scheme_id = $1 AND a.session_id = $2 AND a.person_id = ANY ($3::uuid[]) AND a.put_right_version IS NOT NULL
    AND NOT EXISTS (SELECT FROM attendance n WHERE n.scheme_id = a.scheme_id AND n.session_id = a.session_id
      AND n.person_id = a.person_id AND n.from_version = a.put_right_version)`;

/** $1 scheme, $2 id, $3 session, $4 version, $5 kind, $6 sender, $7 key, $8 outcome, $9 note. */
export const OPEN_CHECK = `
  INSERT INTO register_check (scheme_id, id, session_id, version, kind, sent_by, key, outcome, note_to_staff)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT (scheme_id, session_id, key) WHERE key IS NOT NULL DO NOTHING RETURNING id`;

/** $1 scheme, $2 check, $3 people, $4 parts. */
export const KEEP_TICKS = `
  INSERT INTO register_tick (scheme_id, check_id, person_id, part)
  SELECT $1, $2, t.person_id, t.part FROM unnest($3::uuid[], $4::text[]) AS t (person_id, part)`;
