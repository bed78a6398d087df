import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Schemes, the people who take part in them by reference only, and the role that the running service works as. */
export class Schemes1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SERVICE_ROLE);
    await runner.query(CLOSED_BY_DEFAULT);
    await runner.query(`
      CREATE TABLE scheme (
        id uuid CONSTRAINT scheme_pkey PRIMARY KEY DEFAULT gen_random_uuid(),
        slug text NOT NULL CONSTRAINT scheme_slug_unique UNIQUE
          CONSTRAINT scheme_slug_plain CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
        name text NOT NULL CONSTRAINT scheme_name_length CHECK (char_length(name) BETWEEN 1 AND 100),
        time_zone text NOT NULL
          CONSTRAINT scheme_time_zone_known CHECK (timezone(time_zone, timestamptz 'epoch') IS NOT NULL),
        galaxy_one text NOT NULL CONSTRAINT scheme_galaxy_one_length CHECK (char_length(galaxy_one) BETWEEN 1 AND 30),
        galaxy_many text NOT NULL CONSTRAINT scheme_galaxy_many_length CHECK (char_length(galaxy_many) BETWEEN 1 AND 30),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      COMMENT ON TABLE scheme IS 'One organisation''s time bank: its people, rules and ledger. Its id leads every key.';
      COMMENT ON COLUMN scheme.time_zone IS 'Decides what day it is for the scheme, for example Europe/London.';
      COMMENT ON COLUMN scheme.galaxy_one IS 'What the scheme calls one galaxy.';
      COMMENT ON COLUMN scheme.galaxy_many IS 'What the scheme calls several galaxies.';
      GRANT SELECT ON scheme TO galaxies_app;

      CREATE TABLE participant (
        scheme_id uuid NOT NULL CONSTRAINT participant_scheme_fkey REFERENCES scheme,
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        ref text NOT NULL CONSTRAINT participant_ref_plain CHECK (ref ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'),
        CONSTRAINT participant_pkey PRIMARY KEY (scheme_id, id),
        CONSTRAINT participant_ref_unique UNIQUE (scheme_id, ref)
      );
      COMMENT ON TABLE participant IS 'Someone who takes part and has accounts in the ledger.';
      COMMENT ON COLUMN participant.ref IS 'The reference that the scheme''s own papers and files use; it names nobody.';
      ALTER TABLE participant ENABLE ROW LEVEL SECURITY;
      CREATE POLICY participant_of_scheme ON participant USING (scheme_id = current_scheme());
      GRANT SELECT, INSERT (scheme_id, id, ref) ON participant TO galaxies_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE participant, scheme;
      DROP FUNCTION current_scheme();
    `);
  }
}

/**
 * Roles belong to the whole server, so another database may have made this one already. Whoever migrates must be able
 * to lower itself to it, for a service that has one login only.
 */
const SERVICE_ROLE = `
  DO $$ BEGIN
    CREATE ROLE galaxies_app NOLOGIN;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END $$;
  DO $$ BEGIN
    GRANT galaxies_app TO CURRENT_USER;
  EXCEPTION WHEN insufficient_privilege OR invalid_grant_operation THEN NULL;
  END $$;
`;

/** Nobody gets a right that was not given to them by name. */
const CLOSED_BY_DEFAULT = `
  DO $$ BEGIN
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  END $$;
  REVOKE CREATE ON SCHEMA public FROM PUBLIC;
  ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
  GRANT USAGE ON SCHEMA public TO galaxies_app;

  CREATE FUNCTION current_scheme() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('galaxies.scheme', true), '')::uuid;
  COMMENT ON FUNCTION current_scheme() IS
    'The scheme of this transaction, for row-level security. None is set outside a unit of work, and then no row is seen.';
  GRANT EXECUTE ON FUNCTION current_scheme() TO galaxies_app;
`;
