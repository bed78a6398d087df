import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What those who see the affairs of others give beside their sign-in: a passkey, a code of their app, a recovery code. */
export class SecondFactor1764000000033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(APP_CODE);
    await runner.query(PASSKEY);
    await runner.query(RECOVERY_CODE);
    await runner.query(TRY);
    for (const table of TABLES) {
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_of_scheme ON ${table} USING (scheme_id = current_scheme());
      `);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${TABLES.join(', ')}; DROP FUNCTION second_factor_tidy();`);
  }
}

const TABLES = ['app_code', 'passkey', 'recovery_code', 'second_factor_try'];

const APP_CODE = `
  CREATE TABLE app_code (
    scheme_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    person_id uuid NOT NULL,
    closed_secret bytea NOT NULL CONSTRAINT app_code_closed_secret_length CHECK (octet_length(closed_secret) = 48),
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    proved_at timestamptz,
    last_step bigint NOT NULL DEFAULT 0 CONSTRAINT app_code_last_step_not_negative CHECK (last_step >= 0),
    CONSTRAINT app_code_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT app_code_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person
  );
  CREATE UNIQUE INDEX app_code_person_once ON app_code (scheme_id, person_id) WHERE proved_at IS NOT NULL;
  CREATE UNIQUE INDEX app_code_person_underway ON app_code (scheme_id, person_id) WHERE proved_at IS NULL;
  COMMENT ON TABLE app_code IS
    'An app on somebody''s phone that shows six digits, new every thirty seconds. One counts at a time.';
  COMMENT ON COLUMN app_code.closed_secret IS
    'The 20 bytes that the app has too, encrypted with a key that is not in the database.';
  COMMENT ON COLUMN app_code.proved_at IS 'When its first code was typed; until then it does not count, and is shown on its page.';
  COMMENT ON COLUMN app_code.last_step IS 'The thirty seconds of the last code that was used, so that none is used twice.';
  GRANT SELECT, INSERT (scheme_id, id, person_id, closed_secret), UPDATE (proved_at, last_step), DELETE
    ON app_code TO galaxies_app;
`;

const PASSKEY = `
  CREATE TABLE passkey (
    scheme_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    person_id uuid NOT NULL,
    credential_id bytea NOT NULL CONSTRAINT passkey_credential_id_length CHECK (octet_length(credential_id) BETWEEN 1 AND 1023),
    public_key bytea NOT NULL CONSTRAINT passkey_public_key_length CHECK (octet_length(public_key) BETWEEN 1 AND 4096),
    counter bigint NOT NULL CONSTRAINT passkey_counter_in_range CHECK (counter BETWEEN 0 AND 4294967295),
    name text NOT NULL CONSTRAINT passkey_name_length CHECK (char_length(name) BETWEEN 1 AND 40 AND name = btrim(name)),
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    used_at timestamptz,
    CONSTRAINT passkey_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT passkey_credential_id_unique UNIQUE (scheme_id, credential_id),
    CONSTRAINT passkey_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person
  );
  CREATE INDEX passkey_person ON passkey (scheme_id, person_id);
  COMMENT ON TABLE passkey IS 'A key on somebody''s phone, computer or security key (WebAuthn). Its secret half never leaves there.';
  COMMENT ON COLUMN passkey.credential_id IS 'What the device calls it.';
  COMMENT ON COLUMN passkey.public_key IS 'The public half, as COSE.';
  COMMENT ON COLUMN passkey.counter IS 'How often the device says it was used; one that goes back is a copy. Many devices stay at nought.';
  COMMENT ON COLUMN passkey.name IS 'What its owner calls it.';
  GRANT SELECT, INSERT (scheme_id, id, person_id, credential_id, public_key, counter, name),
    UPDATE (counter, used_at), DELETE ON passkey TO galaxies_app;
`;

const RECOVERY_CODE = `
  CREATE TABLE recovery_code (
    scheme_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    person_id uuid NOT NULL,
    code_hash bytea NOT NULL CONSTRAINT recovery_code_code_hash_length CHECK (octet_length(code_hash) = 32),
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    used_at timestamptz,
    CONSTRAINT recovery_code_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT recovery_code_code_hash_unique UNIQUE (scheme_id, code_hash),
    CONSTRAINT recovery_code_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person
  );
  CREATE INDEX recovery_code_person ON recovery_code (scheme_id, person_id);
  COMMENT ON TABLE recovery_code IS 'Ten codes on paper for when the phone is lost. Each works once; new ones end the old.';
  COMMENT ON COLUMN recovery_code.code_hash IS 'SHA-256 of the 80 random bits; the code itself is shown once and kept nowhere.';
  GRANT SELECT, INSERT (scheme_id, id, person_id, code_hash), UPDATE (used_at), DELETE ON recovery_code TO galaxies_app;
`;

const TRY = `
  CREATE TABLE second_factor_try (
    scheme_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    person_id uuid NOT NULL,
    network text NOT NULL CONSTRAINT second_factor_try_network_length CHECK (char_length(network) BETWEEN 1 AND 50),
    tried_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT second_factor_try_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT second_factor_try_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person
  );
  CREATE INDEX second_factor_try_person ON second_factor_try (scheme_id, person_id, tried_at);
  COMMENT ON TABLE second_factor_try IS 'A code of an app that was typed and was wrong.';
  COMMENT ON COLUMN second_factor_try.network IS 'The network it came from, cut to its first 24 or 48 bits.';
  GRANT SELECT, INSERT (scheme_id, person_id, network) ON second_factor_try TO galaxies_app;

  CREATE FUNCTION second_factor_tidy() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM second_factor_try WHERE scheme_id = current_scheme() AND tried_at < clock_timestamp() - interval '2 days';
    DELETE FROM app_code
    WHERE scheme_id = current_scheme() AND proved_at IS NULL AND made_at < clock_timestamp() - interval '1 day';
  $$;
  COMMENT ON FUNCTION second_factor_tidy() IS 'Removes wrong tries after two days, and apps that were never proved after one.';
  REVOKE ALL ON FUNCTION second_factor_tidy() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION second_factor_tidy() TO galaxies_app;
`;
