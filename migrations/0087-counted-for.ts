import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * For whom wrong codes and messages are counted, also for an address that nobody has, so that the work is the same for both.
 * Whose request it is the job writes down that makes the code: to check that there is such a person took time while they asked.
 */
export class CountedFor1764000000087 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sign_in_code ADD counted_for uuid;
      COMMENT ON COLUMN sign_in_code.counted_for IS
        'The person; or, for an address that nobody has, a number made of two bytes of its hash, too few to find it by. Wrong codes and messages are counted for both alike, so that the time it takes does not tell which it is.';
      COMMENT ON COLUMN sign_in_code.person_id IS 'Who comes in with it: filled in with the code, just before it is sent.';
      UPDATE sign_in_code SET counted_for = coalesce(person_id, id) WHERE channel <> 'card';
      CREATE INDEX sign_in_code_counted_for ON sign_in_code (scheme_id, counted_for, tried_at);
      GRANT INSERT (counted_for), UPDATE (person_id) ON sign_in_code TO galaxies_app;
      CREATE INDEX web_sign_in_usual ON web_sign_in (scheme_id, person_id, network, created_at);
      DROP INDEX web_sign_in_person;
    `);
    await runner.query(revoking('counted_for'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(revoking('person_id'));
    await runner.query(`
      CREATE INDEX web_sign_in_person ON web_sign_in (scheme_id, person_id);
      DROP INDEX web_sign_in_usual;
      REVOKE UPDATE (person_id) ON sign_in_code FROM galaxies_app;
      COMMENT ON COLUMN sign_in_code.person_id IS NULL;
      ALTER TABLE sign_in_code DROP COLUMN counted_for;
    `);
  }
}

/** A request ends with the address or the taking part of its person, also one whose code is not made yet. */
function revoking(whose: 'counted_for' | 'person_id'): string {
  return `
  CREATE OR REPLACE FUNCTION sign_in_revoke_for_leaving() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    UPDATE web_sign_in SET revoked_at = clock_timestamp()
    WHERE scheme_id = NEW.scheme_id AND person_id = NEW.id AND revoked_at IS NULL;
    UPDATE sign_in_card SET revoked_at = clock_timestamp()
    WHERE scheme_id = NEW.scheme_id AND person_id = NEW.id AND revoked_at IS NULL;
    UPDATE sign_in_code SET tries_left = 0, used_at = clock_timestamp()
    WHERE scheme_id = NEW.scheme_id AND ${whose} = NEW.id AND used_at IS NULL;
    RETURN NULL;
  END $$;

  CREATE OR REPLACE FUNCTION sign_in_revoke_for_address() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    UPDATE sign_in_code SET tries_left = 0, used_at = clock_timestamp()
    WHERE scheme_id = NEW.scheme_id AND ${whose} = NEW.id AND used_at IS NULL;
    RETURN NULL;
  END $$;
`;
}
