import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Programs read the questions of a scheme a page at a time, in the order in which they were asked. */
export class QuestionsInOrder1764000000078 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX question_in_order ON question (scheme_id, asked_at, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX question_in_order');
  }
}
