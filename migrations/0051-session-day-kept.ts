import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A session with a register stays on its day: its entries in the book and its earning rates are of that day. */
export class SessionDayKept1764000000051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SESSION_DAY_KEPT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER session_day_kept ON session;
      DROP FUNCTION session_refuse_other_day();
    `);
  }
}

/** Whoever saves a register holds the same lock, so that a day never changes while its first register is being written. */
const SESSION_DAY_KEPT = `
  CREATE FUNCTION session_refuse_other_day() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('register/' || NEW.scheme_id::text || '/' || NEW.id::text, 0));
    IF EXISTS (SELECT FROM register_version v WHERE v.scheme_id = NEW.scheme_id AND v.session_id = NEW.id) THEN
      RAISE EXCEPTION 'This session has a register, so it stays on its day.'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'session_day_kept';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER session_day_kept AFTER UPDATE ON session FOR EACH ROW
    WHEN (OLD.occurs_on IS DISTINCT FROM NEW.occurs_on) EXECUTE FUNCTION session_refuse_other_day();
  REVOKE ALL ON FUNCTION session_refuse_other_day() FROM PUBLIC;
`;
