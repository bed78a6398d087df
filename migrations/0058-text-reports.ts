import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A gateway that reports what became of a text knows its reference and no scheme. */
export class TextReports1764000000058 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX message_id ON message (id);
      CREATE FUNCTION message_scheme(p_message uuid) RETURNS uuid
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT scheme_id FROM message WHERE id = p_message $$;
      COMMENT ON FUNCTION message_scheme(uuid) IS 'Which scheme a message is of, for whoever knows no more than its random id.';
      REVOKE ALL ON FUNCTION message_scheme(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION message_scheme(uuid) TO galaxies_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION message_scheme(uuid); DROP INDEX message_id;');
  }
}
