import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people answered about a device, so that they are asked once and not at each sign-in. */
export class KnownDevices1764000000055 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_device (
        scheme_id uuid NOT NULL,
        key_hash bytea NOT NULL CONSTRAINT known_device_key_hash_length CHECK (octet_length(key_hash) = 32),
        person_id uuid NOT NULL,
        own_device boolean NOT NULL,
        ends_at timestamptz NOT NULL,
        CONSTRAINT known_device_pkey PRIMARY KEY (scheme_id, key_hash),
        CONSTRAINT known_device_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person
      );
      CREATE INDEX known_device_person ON known_device (scheme_id, person_id);
      COMMENT ON TABLE known_device IS
        'What somebody answered to "Is this your own phone or computer?" in one browser. Nobody else is known by it.';
      COMMENT ON COLUMN known_device.key_hash IS
        'SHA-256 of the browser''s device cookie and the person: two people of one browser have nothing in common here.';
      COMMENT ON COLUMN known_device.own_device IS 'Whether it is their own. Without a row the device is a shared one.';
      COMMENT ON COLUMN known_device.ends_at IS 'They are asked again from here.';
      ALTER TABLE known_device ENABLE ROW LEVEL SECURITY;
      CREATE POLICY known_device_of_scheme ON known_device USING (scheme_id = current_scheme());
      GRANT SELECT, INSERT (scheme_id, key_hash, person_id, own_device, ends_at), UPDATE (own_device, ends_at), DELETE
        ON known_device TO galaxies_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE known_device;');
  }
}
