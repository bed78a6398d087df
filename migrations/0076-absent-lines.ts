import type { MigrationInterface, QueryRunner } from 'typeorm';
import { LOOKS } from './0064-one-statement.js';

/** Looking for a line that is not there takes as long as looking for one of somebody else. */
export class AbsentLines1764000000076 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(accountLine(EVEN));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(accountLine(FORMER));
  }
}

const MINE = `
  mine AS MATERIALIZED (
    SELECT id, kind, balance FROM account WHERE scheme_id = p_scheme AND owner_id = p_owner AND kind IN ('available', 'held'))`;

const TRANSFERS = `
  json_agg(json_build_object('id', t.id::text,
    'toUse', CASE c.kind WHEN 'available' THEN t.amount ELSE 0 END - CASE d.kind WHEN 'available' THEN t.amount ELSE 0 END,
    'setAside', CASE c.kind WHEN 'held' THEN t.amount ELSE 0 END - CASE d.kind WHEN 'held' THEN t.amount ELSE 0 END,
    'other', CASE WHEN d.id IS NULL OR c.id IS NULL THEN o.kind END, 'reverses', t.reverses_id::text) ORDER BY t.id) AS transfers`;

const THEIR_ACCOUNTS = `
  LEFT JOIN mine c ON c.id = t.credit_account_id
  LEFT JOIN mine d ON d.id = t.debit_account_id
  LEFT JOIN account o ON o.scheme_id = p_scheme AND o.id = CASE WHEN d.id IS NULL THEN t.debit_account_id ELSE t.credit_account_id END`;

const LINE = `
  json_build_object('entryId', e.id, 'kind', e.kind, 'source', e.source_key,
    'occurredOn', to_char(e.occurred_on, 'YYYY-MM-DD'), 'recordedAt', ledger_moment(e.recorded_at),
    'recordedBy', e.recorded_by, 'onBehalfOf', e.on_behalf_of, 'transfers', of_entry.transfers)`;

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
