import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which devices somebody gave a second factor on, so that what strangers guess elsewhere makes nobody wait there. */
export class ProvedDevices1764000000075 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE known_device
        ADD proved_at timestamptz,
        ALTER own_device DROP NOT NULL,
        ADD CONSTRAINT known_device_own_device_or_proved CHECK (own_device IS NOT NULL OR proved_at IS NOT NULL);
      COMMENT ON TABLE known_device IS
        'What somebody answered to "Is this your own phone or computer?" in one browser, or that they gave a second factor there. Nobody else is known by it.';
      COMMENT ON COLUMN known_device.own_device IS
        'Whether it is their own; empty where they were not asked. Without a row the device is a shared one.';
      COMMENT ON COLUMN known_device.proved_at IS
        'When they last gave a second factor there; empty where they never did.';
      GRANT INSERT (proved_at), UPDATE (proved_at) ON known_device TO galaxies_app;
      ALTER TABLE second_factor_try ADD known_device boolean NOT NULL DEFAULT false;
      COMMENT ON COLUMN second_factor_try.known_device IS
        'Typed where the person gave a second factor before: what strangers type elsewhere does not count against it.';
      GRANT INSERT (known_device) ON second_factor_try TO galaxies_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE second_factor_try DROP COLUMN known_device;
      DELETE FROM known_device WHERE own_device IS NULL;
      ALTER TABLE known_device
        DROP CONSTRAINT known_device_own_device_or_proved,
        DROP COLUMN proved_at,
        ALTER own_device SET NOT NULL;
      COMMENT ON TABLE known_device IS
        'What somebody answered to "Is this your own phone or computer?" in one browser. Nobody else is known by it.';
      COMMENT ON COLUMN known_device.own_device IS 'Whether it is their own. Without a row the device is a shared one.';
    `);
  }
}
