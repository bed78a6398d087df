import type { MigrationInterface, QueryRunner } from 'typeorm';

const APPEND_ONLY = ['journal_entry', 'transfer', 'sealed_entry', 'seal', 'seal_signature'] as const;

/** What refuses a change to the book from whoever gets past the grants, the owner's own slips included. */
export class LedgerGuards1764000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        RAISE EXCEPTION 'The book is never edited: % on % is refused. Record a reversal instead.', TG_OP, TG_TABLE_NAME
          USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_append_only';
      END $$;
    `);
    for (const table of APPEND_ONLY) {
      await runner.query(`
        CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
      `);
    }
    await runner.query(ENTRY_CLOSED);
    await runner.query(DURABLE);
    await runner.query(ACCOUNT_KEPT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER account_kept ON account;
      DROP TRIGGER journal_entry_durable ON journal_entry;
      DROP TRIGGER transfer_entry_open ON transfer;
      DROP FUNCTION ledger_refuse_account_removal(), ledger_refuse_soft_commit(), ledger_refuse_late_transfer();
    `);
    for (const table of APPEND_ONLY) await runner.query(`DROP TRIGGER ${table}_append_only ON ${table}`);
    await runner.query('DROP FUNCTION ledger_refuse_change()');
  }
}

/**
 * Each side of a transfer has its number and its balance, or neither, and a closed entry gets no more of them. The door has just written the entry itself, and says so for as long as it writes the transfers; whoever comes another
 * way is looked at. Only a role that may write into the table by other ways could say the same, and that is its owner.
 */
export const ENTRY_CLOSED = `
  CREATE FUNCTION ledger_refuse_late_transfer() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    IF current_setting('galaxies.door', true) = 'open' THEN
      RETURN NULL;
    END IF;
    IF EXISTS (
      SELECT FROM (SELECT DISTINCT scheme_id, entry_id FROM written) w
      WHERE (SELECT xid FROM journal_entry e WHERE e.scheme_id = w.scheme_id AND e.id = w.entry_id)
        IS DISTINCT FROM pg_current_xact_id()
    ) THEN
      RAISE EXCEPTION 'A transfer belongs to the transaction that wrote its entry.'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'transfer_entry_open';
    END IF;
    IF EXISTS (SELECT FROM written WHERE (debit_seq IS NULL) <> (debit_balance IS NULL) OR (credit_seq IS NULL) <> (credit_balance IS NULL)) THEN
      RAISE EXCEPTION 'A posting has both a number and a balance, or neither.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_sides_whole';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER transfer_entry_open AFTER INSERT ON transfer REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_late_transfer();
`;

/** Looks once more at the moment of commit, because the setting may be changed between recording and committing. */
export const DURABLE = `
  CREATE FUNCTION ledger_refuse_soft_commit() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    IF current_setting('synchronous_commit') = 'off' THEN
      RAISE EXCEPTION 'What is recorded must be on disk before it is acknowledged.'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'journal_entry_durable';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER journal_entry_durable AFTER INSERT ON journal_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_refuse_soft_commit();
`;

const ACCOUNT_KEPT = `
  CREATE FUNCTION ledger_refuse_account_removal() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    RAISE EXCEPTION 'An account is never removed: % on account is refused.', TG_OP
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'account_kept';
  END $$;
  CREATE TRIGGER account_kept BEFORE DELETE OR TRUNCATE ON account
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_account_removal();
`;
