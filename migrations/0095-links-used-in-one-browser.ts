import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A link may be followed in any browser, and from then on the code belongs to that one, where a second tap is let in too. */
export class LinksUsedInOneBrowser1764000000095 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('GRANT UPDATE (visitor_hash) ON sign_in_code TO galaxies_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE UPDATE (visitor_hash) ON sign_in_code FROM galaxies_app');
  }
}
