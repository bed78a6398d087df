import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which wrong codes count together, so that the wait between them can grow; also for an address that nobody has. */
export class CountedWith1764000000068 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sign_in_code
        ADD counted_with bytea CONSTRAINT sign_in_code_counted_with_length CHECK (octet_length(counted_with) = 2),
        ADD known_device boolean NOT NULL DEFAULT false;
      COMMENT ON COLUMN sign_in_code.counted_with IS
        'Two bytes of a hash of the address and of the network, or of the device where they answered before. Wrong codes of the same two count together; they are too few to find the address by.';
      COMMENT ON COLUMN sign_in_code.known_device IS
        'Asked for where the person came in before: what strangers do elsewhere, or in the same network, does not count against it.';
      CREATE INDEX sign_in_code_wrong ON sign_in_code (scheme_id, counted_with, tried_at) WHERE tried_at IS NOT NULL;
      GRANT INSERT (counted_with, known_device) ON sign_in_code TO galaxies_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX sign_in_code_wrong;
      ALTER TABLE sign_in_code DROP COLUMN counted_with, DROP COLUMN known_device;
    `);
  }
}
