import type { MigrationInterface, QueryRunner } from 'typeorm';
import { LOOKS } from './0064-one-statement.js';

/** What saving a register asks and writes, with plans that each connection makes once. */
export class RegistersQuicker1764000000065 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(REGISTER_STANDING);
    await runner.query(REGISTER_WRITE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION register_standing, register_write');
  }
}

export const REGISTER_STANDING = `
  CREATE FUNCTION register_standing(p_scheme uuid, p_session uuid, p_keys text[], p_content_hash bytea, p_people uuid[])
    RETURNS TABLE ("activityId" uuid, "occursOn" text, places smallint, "daysAhead" integer, latest integer, outcome text,
      "headCountExtra" integer, "countedOut" integer, "countedBack" integer, leaders uuid[], known uuid[], open json,
      "sameVersion" integer, "keyUsed" boolean)
    LANGUAGE plpgsql ${LOOKS} AS $$
  #variable_conflict use_column
  BEGIN
    RETURN QUERY
      SELECT s.activity_id, to_char(s.occurs_on, 'YYYY-MM-DD'), s.places,
        s.occurs_on - (clock_timestamp() AT TIME ZONE scheme.time_zone)::date,
        coalesce(v.version, 0), v.outcome, v.head_count_extra, v.counted_out, v.counted_back,
        ARRAY(SELECT person_id FROM session_leader l WHERE l.scheme_id = s.scheme_id AND l.session_id = s.id),
        ARRAY(SELECT id FROM participant p WHERE p.scheme_id = s.scheme_id AND p.id = ANY (p_people)),
        coalesce((SELECT json_agg(json_build_object('id', a.id::text, 'personId', a.person_id, 'part', a.part, 'galaxies', a.galaxies,
                    'transferId', a.transfer_id::text, 'fromVersion', a.from_version) ORDER BY a.id)
                  FROM attendance a WHERE a.scheme_id = s.scheme_id AND a.session_id = s.id AND a.put_right_version IS NULL),
                 '[]'),
        (SELECT w.version FROM register_version w WHERE w.scheme_id = s.scheme_id AND w.session_id = s.id
           AND w.key = ANY (p_keys) AND w.content_hash = p_content_hash LIMIT 1),
        EXISTS (SELECT FROM register_version w WHERE w.scheme_id = s.scheme_id AND w.session_id = s.id AND w.key = p_keys[1])
      FROM session s JOIN scheme ON scheme.id = s.scheme_id
        LEFT JOIN LATERAL (SELECT * FROM register_version w WHERE w.scheme_id = s.scheme_id AND w.session_id = s.id
                           ORDER BY version DESC LIMIT 1) v ON true
      WHERE s.scheme_id = p_scheme AND s.id = p_session;
  END $$;
  COMMENT ON FUNCTION register_standing IS
    'All that saving a register depends on: the session, the register as it stands, whether this very thing was sent before, and who of those sent can be given galaxies.';
  GRANT EXECUTE ON FUNCTION register_standing TO galaxies_app;
`;

/**
 * It writes with the rights of whoever calls: what may not be written is refused there, and the moment is the owner's to say.
 * What is put right is put right before anything is added, so that a person never has two lines that stand.
 */
export const REGISTER_WRITE = `
  CREATE FUNCTION register_write(p_scheme uuid, p_session uuid, p_version integer, p_key text, p_content_hash bytea,
      p_based_on integer, p_merged boolean, p_outcome text, p_head_count_extra integer, p_counted_out integer,
      p_counted_back integer, p_note_to_staff text, p_recorded_by uuid, p_on_behalf_of uuid, p_source text,
      p_source_key text, p_put_right bigint[], p_people uuid[], p_parts text[], p_galaxies smallint[], p_rates uuid[],
      p_places integer[], p_recorded_at timestamptz DEFAULT NULL)
    RETURNS void LANGUAGE plpgsql
    SET search_path = public, pg_temp SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
  DECLARE
    v_entry uuid;
    v_after bigint;
  BEGIN
    IF p_source_key IS NOT NULL THEN
      SELECT e.id, e.transfers_after INTO v_entry, v_after FROM journal_entry e
        WHERE e.scheme_id = p_scheme AND e.source_key = p_source_key;
    END IF;
    ${insertVersion('p_recorded_at IS NULL', '', '')}
    ${insertVersion('p_recorded_at IS NOT NULL', ', recorded_at', ', p_recorded_at')}
    IF p_put_right <> '{}' THEN
      UPDATE attendance a SET put_right_version = p_version, reversal_id =
          (SELECT t.id FROM transfer t WHERE t.scheme_id = a.scheme_id AND t.reverses_id = a.transfer_id)
        WHERE a.scheme_id = p_scheme AND a.session_id = p_session AND a.id = ANY (p_put_right);
    END IF;
    INSERT INTO attendance (scheme_id, session_id, person_id, part, galaxies, rate_id, from_version, transfer_id)
      SELECT p_scheme, p_session, l.person_id, l.part, l.galaxies, l.rate_id, p_version, v_after + l.place
      FROM unnest(p_people, p_parts, p_galaxies, p_rates, p_places) AS l (person_id, part, galaxies, rate_id, place);
  END $$;
  COMMENT ON FUNCTION register_write IS
    'Writes a version of a register with its lines, each with its transfer of the entry that has this source key: the transfer at its place, or the one that turns an earlier one round.';
  GRANT EXECUTE ON FUNCTION register_write TO galaxies_app;
`;

export function insertVersion(when: string, column: string, value: string): string {
  return `
    IF ${when} THEN
      INSERT INTO register_version (scheme_id, session_id, version, key, content_hash, based_on, merged, outcome,
          head_count_extra, counted_out, counted_back, note_to_staff, entry_id, recorded_by, on_behalf_of, source${column})
        VALUES (p_scheme, p_session, p_version, p_key, p_content_hash, p_based_on, p_merged, p_outcome,
          p_head_count_extra, p_counted_out, p_counted_back, p_note_to_staff, v_entry, p_recorded_by, p_on_behalf_of, p_source${value});
    END IF;`;
}
