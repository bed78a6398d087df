import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TRANSFER_COLUMNS } from './0004-ledger-steps.js';

/** The only door into the book. */
export class LedgerDoor1764000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ENTER);
    await runner.query(RECORD);
    await runner.query(REVERSE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION ledger_reverse, ledger_record_at, ledger_record, ledger_enter');
  }
}

const ENTRY =
  'p_scheme uuid, p_kind text, p_source_key text, p_occurred_on date, p_recorded_by uuid, p_on_behalf_of uuid, p_reason text';
const TRANSFERS =
  'p_debit_kind text[], p_debit_owner uuid[], p_credit_kind text[], p_credit_owner uuid[], p_amount bigint[]';

const PINNED =
  'SET search_path = public, pg_temp SET enable_seqscan = off SET plan_cache_mode = force_generic_plan';

/**
 * The whole of recording, in one call. The locks come before anything that a balance decides; the entry comes before
 * its transfers; a retry is answered with the entry that is there. It is looked for once the locks are held, because an
 * earlier try may be kept until then, and what that try closed or turned round is no reason to refuse this one; a plain
 * entry finds it by colliding with it. Moments of one account never run backwards, so a balance as at a moment is found by
 * halving.
 *
 * The usual steps are written out here, on plain variables: handing rows of arrays from function to function costs as much
 * as the steps. When no account stands twice in an entry, the next number and the new balance of each are known at once;
 * anything else goes to ledger_write.
 */
const ENTER = `
  CREATE FUNCTION ledger_enter(${ENTRY}, ${TRANSFERS}, p_reverses bigint[], p_closes bigint, p_recorded_at timestamptz)
    RETURNS ledger_receipt LANGUAGE plpgsql AS $$
  DECLARE
    v_content bytea := sha256(record_send(ROW(p_kind, p_occurred_on, p_on_behalf_of, p_reason, p_debit_kind, p_debit_owner,
      p_credit_kind, p_credit_owner, p_amount, p_reverses, p_closes)));
    v_receipt ledger_receipt;
    v_issued uuid;
    v_unkept uuid[];
    v_debit uuid[];
    v_credit uuid[];
    v_amount bigint[];
    v_sides uuid[];
    v_changes bigint[];
    v_known boolean;
    v_round ledger_lines;
    v_short ledger_lines;
    v_goodwill uuid;
    v_accounts uuid[];
    v_balances bigint[];
    v_seqs bigint[];
    v_recorded timestamptz;
    v_late boolean;
    v_made_up bigint := 0;
    v_entry uuid;
    v_after bigint;
    v_door text;
  BEGIN
    IF (p_scheme = current_scheme()) IS NOT TRUE THEN
      PERFORM ledger_require_scheme(p_scheme);
    END IF;
    IF (cardinality(p_amount) + cardinality(p_reverses) BETWEEN 1 AND 1000) IS NOT TRUE THEN
      RAISE EXCEPTION 'An entry has 1 to 1,000 transfers.' USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_size';
    END IF;
    IF p_closes IS NULL AND 'held' = ANY (p_debit_kind) THEN
      RAISE EXCEPTION 'What is held leaves only by closing its hold.' USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_hold_named';
    END IF;

    v_issued := account_id_of(p_scheme, p_scheme, 'issued');
    v_unkept := ARRAY(SELECT id FROM account WHERE scheme_id = p_scheme AND owner_id = p_scheme AND NOT keeps_balance);
    SELECT array_agg(debit), array_agg(credit), array_agg(amount),
           array_agg(debit) FILTER (WHERE debit_kept) || array_agg(credit) FILTER (WHERE credit_kept),
           array_agg(-amount) FILTER (WHERE debit_kept) || array_agg(amount) FILTER (WHERE credit_kept),
           bool_and(((debit_kept OR debit = ANY (v_unkept)) AND (credit_kept OR credit = ANY (v_unkept))) IS TRUE)
      INTO v_debit, v_credit, v_amount, v_sides, v_changes, v_known
      FROM (
        SELECT CASE WHEN debit_kind = 'issued' AND debit_owner = p_scheme THEN v_issued ELSE account_id_of(p_scheme, debit_owner, debit_kind) END AS debit,
               CASE WHEN credit_kind = 'issued' AND credit_owner = p_scheme THEN v_issued ELSE account_id_of(p_scheme, credit_owner, credit_kind) END AS credit,
               debit_kind NOT IN ('issued', 'used', 'opening') AS debit_kept, credit_kind NOT IN ('issued', 'used', 'opening') AS credit_kept, amount
        FROM unnest(p_debit_kind, p_debit_owner, p_credit_kind, p_credit_owner, p_amount)
          AS asked (debit_kind, debit_owner, credit_kind, credit_owner, amount)
        OFFSET 0) line;
    IF p_reverses <> '{}' THEN
      v_round := ledger_turn_round(p_scheme, p_reverses);
      v_goodwill := account_id_of(p_scheme, p_scheme, 'goodwill');
    END IF;

    SELECT coalesce(array_agg(id), '{}'), array_agg(balance), array_agg(last_seq),
           coalesce(p_recorded_at, greatest(clock_timestamp(), max(last_recorded_at))), p_recorded_at < max(last_recorded_at)
      INTO v_accounts, v_balances, v_seqs, v_recorded, v_late
      FROM (
        SELECT id, balance::bigint, last_seq, last_recorded_at FROM account
        WHERE scheme_id = p_scheme AND id = ANY (v_sides || v_round.debit || v_round.credit || v_goodwill) AND keeps_balance
        ORDER BY id FOR NO KEY UPDATE) locked;
    IF p_closes IS NOT NULL OR p_reverses <> '{}' OR p_recorded_at IS NOT NULL THEN
      v_receipt := ledger_receipt_of(p_scheme, p_source_key, v_content);
      IF v_receipt.entry_id IS NOT NULL THEN
        RETURN v_receipt;
      END IF;
    END IF;
    IF v_late THEN
      RAISE EXCEPTION 'One of these accounts has a later entry already.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_recorded_in_order';
    END IF;
    IF p_closes IS NOT NULL THEN
      PERFORM ledger_require_open_hold(p_scheme, p_closes, v_debit, v_amount);
    END IF;
    IF p_reverses <> '{}' THEN
      PERFORM ledger_require_reversible(p_scheme, p_reverses);
      v_short := ledger_make_up(p_scheme, v_debit || v_round.debit, v_credit || v_round.credit, v_amount || v_round.amount);
      v_made_up := (SELECT coalesce(sum(amount), 0) FROM unnest(v_short.debit, v_short.amount) AS s (debit, amount) WHERE debit = v_goodwill);
    END IF;

    INSERT INTO journal_entry (scheme_id, kind, source_key, content_hash, occurred_on, recorded_at, recorded_by, on_behalf_of, reason, made_up)
      VALUES (p_scheme, p_kind, p_source_key, v_content, p_occurred_on, v_recorded, p_recorded_by, p_on_behalf_of, p_reason, v_made_up)
      ON CONFLICT ON CONSTRAINT journal_entry_source_key_unique DO NOTHING
      RETURNING id, transfers_after INTO v_entry, v_after;
    IF v_entry IS NULL THEN
      RETURN ledger_receipt_of(p_scheme, p_source_key, v_content);
    END IF;

    v_door := set_config('galaxies.door', 'open', true);
    IF v_known AND p_reverses = '{}' AND cardinality(v_sides) = cardinality(v_accounts) THEN
      UPDATE account SET balance = balance + side.change, last_seq = last_seq + 1, last_recorded_at = v_recorded
        FROM unnest(v_sides, v_changes) AS side (account, change) WHERE scheme_id = p_scheme AND id = side.account;
      INSERT INTO transfer (${TRANSFER_COLUMNS})
        SELECT p_scheme, v_after + n, v_entry, debit, credit, amount, NULL, p_closes,
          CASE WHEN v_accounts[d] = debit THEN v_seqs[d] + 1 END, CASE WHEN v_accounts[d] = debit THEN v_balances[d] - amount END,
          CASE WHEN v_accounts[c] = credit THEN v_seqs[c] + 1 END, CASE WHEN v_accounts[c] = credit THEN v_balances[c] + amount END
        FROM (
          SELECT n, debit, credit, amount, width_bucket(debit, v_accounts) AS d, width_bucket(credit, v_accounts) AS c
          FROM unnest(v_debit, v_credit, v_amount) WITH ORDINALITY AS line (debit, credit, amount, n)
          OFFSET 0) placed;
    ELSE
      PERFORM ledger_write(p_scheme, v_entry, v_after, v_recorded, ledger_in_order(v_debit, v_credit, v_amount, v_short, v_round),
        p_closes, (v_accounts, v_balances, v_seqs, v_unkept)::ledger_kept);
    END IF;
    v_door := set_config('galaxies.door', '', true);
    RETURN (v_entry, v_after, coalesce(cardinality(v_amount), 0) + coalesce(cardinality(v_short.amount), 0) + cardinality(p_reverses),
            v_made_up, false)::ledger_receipt;
  END $$;
  COMMENT ON FUNCTION ledger_enter IS 'What the doors have in common: they say who may call it, and with which settings.';
`;

const DOOR = `RETURNS ledger_receipt LANGUAGE plpgsql SECURITY DEFINER ${PINNED}`;

/**
 * The running service may not choose the moment. Every row is found by its key, by a plan that is made once: one that was
 * made while the tables were empty must not read them from end to end when they are full.
 */
const RECORD = `
  CREATE FUNCTION ledger_record(${ENTRY}, ${TRANSFERS}, p_reverses bigint[] DEFAULT '{}', p_closes bigint DEFAULT NULL)
    ${DOOR} AS $$
  BEGIN
    RETURN ledger_enter(p_scheme, p_kind, p_source_key, p_occurred_on, p_recorded_by, p_on_behalf_of, p_reason,
      p_debit_kind, p_debit_owner, p_credit_kind, p_credit_owner, p_amount, p_reverses, p_closes, NULL);
  END $$;
  COMMENT ON FUNCTION ledger_record IS
    'Records one entry: its transfers, then the reversals of earlier ones, made up from goodwill where people have used what is turned round. The same source key and content again answers with the first entry; other content is refused.';
  GRANT EXECUTE ON FUNCTION ledger_record TO galaxies_app;

  CREATE FUNCTION ledger_record_at(${ENTRY}, ${TRANSFERS}, p_reverses bigint[], p_closes bigint, p_recorded_at timestamptz)
    ${DOOR} AS $$
  BEGIN
    RETURN ledger_enter(p_scheme, p_kind, p_source_key, p_occurred_on, p_recorded_by, p_on_behalf_of, p_reason,
      p_debit_kind, p_debit_owner, p_credit_kind, p_credit_owner, p_amount, p_reverses, p_closes, p_recorded_at);
  END $$;
  COMMENT ON FUNCTION ledger_record_at IS 'ledger_record with a moment of its own, for moving old books in. The running service may not call it.';
`;

const REVERSE = `
  CREATE FUNCTION ledger_reverse(p_transfer_ids bigint[], ${ENTRY})
    ${DOOR} AS $$
  BEGIN
    RETURN ledger_enter(p_scheme, p_kind, p_source_key, p_occurred_on, p_recorded_by, p_on_behalf_of, p_reason,
      '{}', '{}', '{}', '{}', '{}', p_transfer_ids, NULL, NULL);
  END $$;
  COMMENT ON FUNCTION ledger_reverse IS 'An entry that only turns transfers round, each at most once.';
  GRANT EXECUTE ON FUNCTION ledger_reverse TO galaxies_app;
`;
