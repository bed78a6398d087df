import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a program was answered holds what somebody said about a date, and that is forgotten thirty days after the date. So the
 * answer that is kept for a retry says which date it is about, and goes with it.
 */
export class AnswersAboutDates1764000000081 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE idempotency_key ADD COLUMN about uuid;
      COMMENT ON COLUMN idempotency_key.about IS
        'The session that the answer says something of; the row goes with what people said about it. Null: it stays its whole time.';
      CREATE INDEX idempotency_key_about ON idempotency_key (scheme_id, about) WHERE about IS NOT NULL;
      GRANT INSERT (about) ON idempotency_key TO galaxies_app;
      DELETE FROM idempotency_key
      WHERE route LIKE 'PUT %/sessions/:id/places/:person' AND created_at < clock_timestamp() - interval '30 days';
    `);
    await runner.query(FORGET_DATES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION idempotency_forget_dates(uuid, uuid[]);
      ALTER TABLE idempotency_key DROP COLUMN about;
    `);
  }
}

/** Nobody can answer about a date that is over, so a request that comes again after that is refused and does nothing twice. */
const FORGET_DATES = `
  CREATE FUNCTION idempotency_forget_dates(of_scheme uuid, dates uuid[]) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM idempotency_key k USING session s
    WHERE k.scheme_id = of_scheme AND of_scheme = current_scheme() AND k.about = ANY (dates)
      AND s.scheme_id = k.scheme_id AND s.id = k.about AND s.ends_at < clock_timestamp() - interval '30 days'
  $$;
  COMMENT ON FUNCTION idempotency_forget_dates(uuid, uuid[]) IS
    'Removes what was answered about dates that ended thirty days ago, and about no other.';
  REVOKE ALL ON FUNCTION idempotency_forget_dates(uuid, uuid[]) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION idempotency_forget_dates(uuid, uuid[]) TO galaxies_app;
`;
