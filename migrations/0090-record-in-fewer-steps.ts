import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CONTENT, DOOR, ENTRY, INSERT_ENTRY, TRANSFERS } from './0006-ledger-door.js';
import { QUICKER_RECORD } from './0060-ledger-quicker.js';

/**
 * What a register adds is written by one statement, which changes each balance and says it of the transfer. And whoever has
 * accounts is of a scheme that has its own, so the door need not look for the account that galaxies come from.
 */
export class RecordInFewerSteps1764000000090 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SCHEME_OPENED_FIRST);
    await runner.query(RECORD);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(QUICKER_RECORD);
    await runner.query(`
      DROP TRIGGER account_scheme_opened ON account;
      DROP FUNCTION ledger_require_opened_scheme();
    `);
  }
}

const SCHEME_OPENED_FIRST = `
  CREATE FUNCTION ledger_require_opened_scheme() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM account WHERE scheme_id = NEW.scheme_id AND id = account_id_of(NEW.scheme_id, NEW.scheme_id, 'issued')) THEN
      RAISE EXCEPTION 'A scheme opens its own accounts before those of its participants.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'account_scheme_opened';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER account_scheme_opened AFTER INSERT ON account
    FOR EACH ROW WHEN (NEW.owner_id <> NEW.scheme_id) EXECUTE FUNCTION ledger_require_opened_scheme();
`;

/**
 * The accounts are locked in order of their ids, and stay where they are until they are changed, so none is looked for a
 * second time. Were that ever wrong, the whole transaction is tried again rather than a balance left behind.
 */
const RECORD = `
  CREATE OR REPLACE FUNCTION ledger_record(${ENTRY}, ${TRANSFERS}, p_reverses bigint[] DEFAULT '{}', p_closes bigint DEFAULT NULL)
    ${DOOR} AS $$
  DECLARE
    v_accounts uuid[];
    v_places tid[];
    v_recorded timestamptz;
    v_entry uuid;
    v_after bigint;
    v_written integer;
    v_door text;
  BEGIN
    IF p_scheme = current_scheme() AND account_id_of(p_scheme, p_scheme, 'issued') = ALL (p_debit) AND p_reverses = '{}' AND p_closes IS NULL THEN
      SELECT array_agg(id), array_agg(place), greatest(clock_timestamp(), max(last_recorded_at))
        INTO v_accounts, v_places, v_recorded
        FROM (
          SELECT id, ctid AS place, last_recorded_at FROM account
          WHERE scheme_id = p_scheme AND id = ANY (p_credit) AND keeps_balance
          ORDER BY id FOR NO KEY UPDATE) locked;
      IF cardinality(p_debit) = cardinality(v_accounts) AND cardinality(p_credit) = cardinality(v_accounts)
         AND cardinality(p_amount) = cardinality(v_accounts) AND cardinality(v_accounts) <= 1000 THEN
        ${INSERT_ENTRY}
          VALUES (p_scheme, p_kind, p_source_key, ${CONTENT}, p_occurred_on, v_recorded, p_recorded_by, p_on_behalf_of, p_reason, 0)
          ON CONFLICT ON CONSTRAINT journal_entry_source_key_unique DO NOTHING
          RETURNING id, transfers_after INTO v_entry, v_after;
        IF v_entry IS NULL THEN
          RETURN ledger_receipt_of(p_scheme, p_source_key, ${CONTENT});
        END IF;
        v_door := set_config('galaxies.door', 'open', true);
        WITH changed AS (
          UPDATE account SET balance = balance + line.amount, last_seq = last_seq + 1, last_recorded_at = v_recorded
            FROM unnest(p_credit, p_amount) WITH ORDINALITY AS line (credit, amount, n)
            WHERE ctid = v_places[width_bucket(line.credit, v_accounts)]
            RETURNING n, credit, amount, last_seq, balance)
        INSERT INTO transfer (scheme_id, id, entry_id, debit_account_id, credit_account_id, amount, credit_seq, credit_balance)
          SELECT p_scheme, v_after + n, v_entry, p_debit[1], credit, amount, last_seq, balance FROM changed;
        GET DIAGNOSTICS v_written = ROW_COUNT;
        v_door := set_config('galaxies.door', '', true);
        IF v_written <> cardinality(v_accounts) THEN
          RAISE EXCEPTION 'An account is no longer where it was locked.' USING ERRCODE = 'serialization_failure';
        END IF;
        RETURN (v_entry, v_after, v_written, 0, false)::ledger_receipt;
      END IF;
    END IF;
    RETURN ledger_enter(p_scheme, p_kind, p_source_key, p_occurred_on, p_recorded_by, p_on_behalf_of, p_reason,
      p_debit, p_credit, p_amount, p_reverses, p_closes, NULL);
  END $$;
`;
