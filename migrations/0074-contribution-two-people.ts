import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nobody approves what they wrote down for somebody else; thanks are a leader's own to say. */
export class ContributionTwoPeople1764000000074 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // What was decided before the rule stays as it was, and can still be put right.
    await runner.query(`
      ALTER TABLE contribution ADD CONSTRAINT contribution_not_who_asked
        CHECK (kind = 'thanks' OR state = 'put-right' OR decided_by <> asked_by) NOT VALID;
      COMMENT ON COLUMN contribution.decided_by IS
        'The other person who looked at it; never the one who gets the galaxies, nor the one who wrote it down.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      COMMENT ON COLUMN contribution.decided_by IS 'The other person who looked at it; never the one who gets the galaxies.';
      ALTER TABLE contribution DROP CONSTRAINT contribution_not_who_asked;
    `);
  }
}
