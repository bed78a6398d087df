import type { MigrationInterface, QueryRunner } from 'typeorm';
import { LINE, LOOKS, MINE, THEIR_ACCOUNTS, TRANSFERS } from './0064-one-statement.js';

/** Looking for a line that is not there takes as long as looking for one of somebody else. */
export class AbsentLines1764000000076 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(accountLine(EVEN));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(accountLine(FORMER));
  }
}

const OF_ENTRY = `LATERAL (
        SELECT ${TRANSFERS} FROM transfer t ${THEIR_ACCOUNTS}
        WHERE t.scheme_id = p_scheme AND t.entry_id = e.id AND t.id > e.transfers_after AND t.id < e.transfers_after + 10000
          AND (c.id IS NOT NULL OR d.id IS NOT NULL)) of_entry`;

/**
 * Where the entry is not there, the next one in the order of ids is looked through in its place, and the first one after
 * the last: which of them it was is asked at the end.
 */
const EVEN = `
      WITH ${MINE}, there AS (
        (SELECT * FROM journal_entry WHERE scheme_id = p_scheme AND id >= p_entry ORDER BY id LIMIT 1)
        UNION ALL (SELECT * FROM journal_entry WHERE scheme_id = p_scheme ORDER BY id LIMIT 1) LIMIT 1)
      SELECT CASE WHEN of_entry.transfers IS NOT NULL AND e.id = p_entry THEN ${LINE} END
      FROM there e CROSS JOIN ${OF_ENTRY}`;

/** Letter for letter what 0064 made. */
const FORMER = `
      WITH ${MINE}
      SELECT ${LINE}
      FROM journal_entry e CROSS JOIN ${OF_ENTRY}
      WHERE e.scheme_id = p_scheme AND e.id = p_entry AND of_entry.transfers IS NOT NULL`;

const accountLine = (asks: string): string => `
  CREATE OR REPLACE FUNCTION account_line(p_scheme uuid, p_owner uuid, p_entry uuid)
    RETURNS json LANGUAGE plpgsql ${LOOKS} AS $$
  BEGIN
    
    IF current_scheme() IS NULL THEN
      PERFORM set_config('galaxies.scheme', p_scheme::text, true);
    END IF;
    RETURN (${asks});
  END $$;`;
