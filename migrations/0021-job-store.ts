import { DEFAULT_SCHEMA, type PgQueryable, type PgQueryResult, runMigrations } from 'bullmq';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * BullMQ's own tables, for running without Redis. They hold nothing that matters: losing all of them loses no job,
 * because the outbox hands every open row over again. The service may do to them what BullMQ needs, and nothing else.
 */
export class JobStore1764000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runMigrations(inThisTransaction(runner), DEFAULT_SCHEMA);
    await runner.query(`
      ${OUR_QUEUE}
      SET LOCAL search_path TO DEFAULT;
      COMMENT ON SCHEMA bullmq IS 'The job queue when there is no Redis. Made and used by BullMQ; emptying it is safe.';
      GRANT USAGE ON SCHEMA bullmq TO galaxies_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bullmq TO galaxies_app;
      REVOKE INSERT, UPDATE, DELETE ON bullmq.migration FROM galaxies_app;
      GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA bullmq TO galaxies_app;
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA bullmq TO galaxies_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA bullmq CASCADE');
  }
}

/** A queue numbers its jobs by a sequence that BullMQ makes when first used; the service may make none, so it is made here. */
const OUR_QUEUE = `SELECT next_job_id('galaxies');`;

/** BullMQ brings a transaction of its own; inside a migration's it must neither begin nor end one. */
function inThisTransaction(runner: QueryRunner): PgQueryable {
  return {
    query: async <R>(text: string, params?: readonly unknown[]): Promise<PgQueryResult<R>> => {
      if (/^(BEGIN|COMMIT|ROLLBACK)$/.test(text)) return { rows: [] };
      return { rows: await runner.manager.query<R[]>(text, params === undefined ? undefined : [...params]) };
    },
  };
}
