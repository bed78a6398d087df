import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two functions that nothing calls any more: the rules that forget (`forget_codes`, `forget_tries`, …) do their work. */
export class TwoTidyingsLess1764000000067 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION sign_in_tidy(), second_factor_tidy();');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION sign_in_tidy() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM sign_in_code WHERE scheme_id = current_scheme() AND expires_at < clock_timestamp() - interval '1 day';
    DELETE FROM kept_form WHERE scheme_id = current_scheme() AND made_at < clock_timestamp() - interval '2 hours';
    DELETE FROM web_sign_in WHERE scheme_id = current_scheme() AND ends_at < clock_timestamp() - interval '90 days';
  $$;
      COMMENT ON FUNCTION sign_in_tidy() IS
        'Removes what was typed after two hours, codes a day after they ran out, and sign-ins ninety days after they ended.';
      CREATE FUNCTION second_factor_tidy() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM second_factor_try WHERE scheme_id = current_scheme() AND tried_at < clock_timestamp() - interval '2 days';
    DELETE FROM app_code
    WHERE scheme_id = current_scheme() AND proved_at IS NULL AND made_at < clock_timestamp() - interval '1 day';
  $$;
      COMMENT ON FUNCTION second_factor_tidy() IS 'Removes wrong tries after two days, and apps that were never proved after one.';
      REVOKE ALL ON FUNCTION sign_in_tidy(), second_factor_tidy() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sign_in_tidy(), second_factor_tidy() TO galaxies_app;
    `);
  }
}
