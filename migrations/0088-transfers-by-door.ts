import type { MigrationInterface, QueryRunner } from 'typeorm';
import { QUICKER_ENTRY_CLOSED } from './0060-ledger-quicker.js';

/**
 * Transfers come through the door and by no other way, the owner of the table included. What is asked once for a statement
 * was asked for each of its rows, and whoever came another way was only looked at.
 */
export class TransfersByDoor1764000000088 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER transfer_entry_open ON transfer;
      DROP FUNCTION ledger_refuse_late_transfer();
      CREATE FUNCTION ledger_refuse_other_ways() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        RAISE EXCEPTION 'Transfers are written by the functions of the ledger alone, together with their entry.'
          USING ERRCODE = 'restrict_violation', CONSTRAINT = 'transfer_by_door';
      END $$;
      CREATE TRIGGER transfer_by_door BEFORE INSERT ON transfer
        FOR EACH STATEMENT WHEN (current_setting('galaxies.door', true) IS DISTINCT FROM 'open') EXECUTE FUNCTION ledger_refuse_other_ways();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER transfer_by_door ON transfer;
      DROP FUNCTION ledger_refuse_other_ways();
      CREATE FUNCTION ledger_refuse_late_transfer() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
      CREATE TRIGGER transfer_entry_open AFTER INSERT ON transfer FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_late_transfer();
    `);
    await runner.query(QUICKER_ENTRY_CLOSED);
  }
}
