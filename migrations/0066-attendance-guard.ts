import type { MigrationInterface, QueryRunner } from 'typeorm';
import { RegisterGuard1764000000059 } from './0059-register-guard.js';

/**
 * The lines of one list are all of one version, and mostly of one rate. A foreign key looks for each of them line by line,
 * and locks the same row of the rate for everybody who saves at the same time. One guard looks once for the whole statement.
 * That needs no lock, for a version and a rate that are there never go away: the one was kept already, the other is now.
 */
export class AttendanceGuard1764000000066 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RATES_KEPT);
    await runner.query(GUARD);
    await runner.query(`
      ALTER TABLE attendance DROP CONSTRAINT attendance_from_version_fkey, DROP CONSTRAINT attendance_rate_fkey
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE attendance
        ADD CONSTRAINT attendance_from_version_fkey FOREIGN KEY (scheme_id, session_id, from_version) REFERENCES register_version,
        ADD CONSTRAINT attendance_rate_fkey FOREIGN KEY (scheme_id, rate_id) REFERENCES earning_rate;
    `);
    await new RegisterGuard1764000000059().up(runner);
    await runner.query(`
      DROP TRIGGER earning_rate_kept ON earning_rate;
      DROP TRIGGER earning_rate_same ON earning_rate;
      DROP FUNCTION earning_rate_refuse_removal();
    `);
  }
}

const RATES_KEPT = `
  CREATE FUNCTION earning_rate_refuse_removal() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    RAISE EXCEPTION 'A rate is never removed: lines of registers may refer to it. Publish one that counts from a later day.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'earning_rate_kept';
  END $$;
  REVOKE ALL ON FUNCTION earning_rate_refuse_removal() FROM PUBLIC;
  CREATE TRIGGER earning_rate_kept BEFORE DELETE OR TRUNCATE ON earning_rate
    FOR EACH STATEMENT EXECUTE FUNCTION earning_rate_refuse_removal();
  CREATE TRIGGER earning_rate_same BEFORE UPDATE ON earning_rate
    FOR EACH ROW WHEN ((OLD.scheme_id, OLD.id) IS DISTINCT FROM (NEW.scheme_id, NEW.id)) EXECUTE FUNCTION earning_rate_refuse_removal();
`;

/** Each version and each rate is looked up by its key, by a plan that is made once. */
export const GUARD = `
  CREATE OR REPLACE FUNCTION attendance_refuse_own() RETURNS trigger LANGUAGE plpgsql
    SET search_path = public, pg_temp SET enable_seqscan = off AS $$
  DECLARE
    v_refused text;
  BEGIN
    WITH saved AS MATERIALIZED (
      SELECT list.*, (SELECT v.recorded_by FROM register_version v WHERE v.scheme_id = list.scheme_id
          AND v.session_id = list.session_id AND v.version = list.from_version) AS saver
      FROM (SELECT DISTINCT scheme_id, session_id, from_version FROM written) list
    )
    SELECT CASE
      WHEN EXISTS (SELECT FROM saved WHERE saver IS NULL) THEN 'attendance_from_version_fkey'
      WHEN EXISTS (SELECT FROM (SELECT DISTINCT scheme_id, rate_id FROM written WHERE rate_id IS NOT NULL) given
          WHERE (SELECT r.id FROM earning_rate r WHERE r.scheme_id = given.scheme_id AND r.id = given.rate_id) IS NULL)
        THEN 'attendance_rate_fkey'
      WHEN EXISTS (SELECT FROM written w JOIN saved USING (scheme_id, session_id, from_version) WHERE w.person_id = saver
          AND (w.part <> 'led' OR NOT EXISTS (SELECT FROM session_leader l
            WHERE l.scheme_id = w.scheme_id AND l.session_id = w.session_id AND l.person_id = w.person_id)))
        THEN 'attendance_not_own'
      END INTO v_refused;
    IF v_refused = 'attendance_not_own' THEN
      RAISE EXCEPTION 'Nobody gives galaxies to themselves: a leader is marked as planned, everyone else by somebody else.'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = v_refused;
    ELSIF v_refused IS NOT NULL THEN
      RAISE EXCEPTION 'A line of a register belongs to a version and a rate that are there.'
        USING ERRCODE = 'foreign_key_violation', CONSTRAINT = v_refused;
    END IF;
    RETURN NULL;
  END $$;
`;
