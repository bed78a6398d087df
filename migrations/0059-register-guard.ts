import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Each connection plans a guard's question once and keeps the plan. Planned while a scheme had few registers, the one about
 * whoever saves a register went through all registers for ever after; now it looks up the one that each line belongs to.
 */
export class RegisterGuard1764000000059 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(guard('SET enable_seqscan = off', LOOKED_UP));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(guard('', JOINED));
  }
}

const LOOKED_UP = `
      SELECT FROM written w
      WHERE w.person_id = (SELECT v.recorded_by FROM register_version v
          WHERE v.scheme_id = w.scheme_id AND v.session_id = w.session_id AND v.version = w.from_version)
        AND (w.part <> 'led' OR NOT EXISTS (SELECT FROM session_leader l
          WHERE l.scheme_id = w.scheme_id AND l.session_id = w.session_id AND l.person_id = w.person_id))`;

const JOINED = `
      SELECT FROM written w
      JOIN register_version v ON v.scheme_id = w.scheme_id AND v.session_id = w.session_id AND v.version = w.from_version
        AND v.recorded_by = w.person_id
      WHERE w.part <> 'led' OR NOT EXISTS (SELECT FROM session_leader l
        WHERE l.scheme_id = w.scheme_id AND l.session_id = w.session_id AND l.person_id = w.person_id)`;

function guard(settings: string, ownLines: string): string {
  return `
  CREATE OR REPLACE FUNCTION attendance_refuse_own() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp ${settings} AS $$
  BEGIN
    IF EXISTS (${ownLines}
    ) THEN
      RAISE EXCEPTION 'Nobody gives galaxies to themselves: a leader is marked as planned, everyone else by somebody else.'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'attendance_not_own';
    END IF;
    RETURN NULL;
  END $$`;
}
