import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Answers about dates are forgotten thirty days after the date, notes after two years. So a note says that staff answered for
 * somebody, and not what.
 */
export class AnswersNotNoted1764000000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE audit_event SET details = details - 'answer' WHERE action = 'place.answered' AND details ? 'answer'
    `);
  }

  /** What was taken out of the notes does not come back. */
  async down(): Promise<void> {
    return Promise.resolve();
  }
}
