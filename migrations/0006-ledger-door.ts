import type { MigrationInterface, QueryRunner } from 'typeorm';

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

export const ENTRY =
  'p_scheme uuid, p_kind text, p_source_key text, p_occurred_on date, p_recorded_by uuid, p_on_behalf_of uuid, p_reason text';
export const TRANSFERS = 'p_debit uuid[], p_credit uuid[], p_amount bigint[]';

const PINNED =
  'SET search_path = public, pg_temp SET enable_seqscan = off SET plan_cache_mode = force_generic_plan';

export const CONTENT = `sha256(record_send(ROW(p_kind, p_occurred_on, p_on_behalf_of, p_reason, p_debit, p_credit, p_amount, p_reverses, p_closes)))`;

export const INSERT_ENTRY = `INSERT INTO journal_entry
      (scheme_id, kind, source_key, content_hash, occurred_on, recorded_at, recorded_by, on_behalf_of, reason, made_up)`;

/**
 * The whole of recording, in one call. The locks come before anything that a balance decides; the entry comes before
 * its transfers; a retry is answered with the entry that is there. It is looked for once the locks are held, because an
 * earlier try may be kept until then, and what that try closed or turned round is no reason to refuse this one; a plain
 * entry finds it by colliding with it. Moments of one account never run backwards, so a balance as at a moment is found by
 * closing in on it.
 */
const ENTER = `
  CREATE FUNCTION ledger_enter(${ENTRY}, ${TRANSFERS}, p_reverses bigint[], p_closes bigint, p_recorded_at timestamptz)
    RETURNS ledger_receipt LANGUAGE plpgsql AS $$
  DECLARE
    v_content bytea := ${CONTENT};
    v_receipt ledger_receipt;
    v_round ledger_lines;
    v_short ledger_lines;
    v_lines ledger_lines;
    v_goodwill uuid;
    v_kept ledger_kept;
    v_latest timestamptz;
    v_recorded timestamptz;
    v_made_up bigint := 0;
    v_entry uuid;
    v_after bigint;
    v_door text;
  BEGIN
    PERFORM ledger_require_scheme(p_scheme);
    IF (cardinality(p_amount) + cardinality(p_reverses) BETWEEN 1 AND 1000) IS NOT TRUE THEN
      RAISE EXCEPTION 'An entry has 1 to 1,000 transfers.' USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_size';
    END IF;
    IF (cardinality(p_debit) = cardinality(p_amount) AND cardinality(p_credit) = cardinality(p_amount)) IS NOT TRUE THEN
      RAISE EXCEPTION 'A transfer has an account on either side.' USING ERRCODE = 'no_data_found', CONSTRAINT = 'account_known';
    END IF;
    IF p_reverses <> '{}' THEN
      v_round := ledger_turn_round(p_scheme, p_reverses);
      v_goodwill := account_id_of(p_scheme, p_scheme, 'goodwill');
    END IF;

    v_kept.unkept := ARRAY(SELECT id FROM account WHERE scheme_id = p_scheme AND owner_id = p_scheme AND NOT keeps_balance);
    SELECT coalesce(array_agg(id), '{}'), array_agg(balance), array_agg(last_seq), max(last_recorded_at)
      INTO v_kept.accounts, v_kept.balances, v_kept.seqs, v_latest
      FROM (
        SELECT id, balance::bigint, last_seq, last_recorded_at FROM account
        WHERE scheme_id = p_scheme AND id = ANY (p_debit || p_credit || v_round.debit || v_round.credit || v_goodwill) AND keeps_balance
        ORDER BY id FOR NO KEY UPDATE) locked;
    v_receipt := ledger_receipt_of(p_scheme, p_source_key, v_content);
    IF v_receipt.entry_id IS NOT NULL THEN
      RETURN v_receipt;
    END IF;
    v_recorded := coalesce(p_recorded_at, greatest(clock_timestamp(), v_latest));
    IF v_recorded < v_latest THEN
      RAISE EXCEPTION 'One of these accounts has a later entry already.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_recorded_in_order';
    END IF;
    IF p_closes IS NOT NULL THEN
      PERFORM ledger_require_open_hold(p_scheme, p_closes, p_debit, p_amount);
    ELSIF EXISTS (SELECT FROM account WHERE scheme_id = p_scheme AND id = ANY (p_debit) AND kind = 'held') THEN
      RAISE EXCEPTION 'What is held leaves only by closing its hold.' USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_hold_named';
    END IF;
    IF p_reverses <> '{}' THEN
      PERFORM ledger_require_reversible(p_scheme, p_reverses);
      v_short := ledger_make_up(p_scheme, p_debit || v_round.debit, p_credit || v_round.credit, p_amount || v_round.amount);
      v_made_up := (SELECT coalesce(sum(amount), 0) FROM unnest(v_short.debit, v_short.amount) AS s (debit, amount) WHERE debit = v_goodwill);
    END IF;

    ${INSERT_ENTRY}
      VALUES (p_scheme, p_kind, p_source_key, v_content, p_occurred_on, v_recorded, p_recorded_by, p_on_behalf_of, p_reason, v_made_up)
      ON CONFLICT ON CONSTRAINT journal_entry_source_key_unique DO NOTHING
      RETURNING id, transfers_after INTO v_entry, v_after;
    IF v_entry IS NULL THEN
      RETURN ledger_receipt_of(p_scheme, p_source_key, v_content);
    END IF;
    v_lines := ledger_in_order(p_debit, p_credit, p_amount, v_short, v_round);
    v_door := set_config('galaxies.door', 'open', true);
    PERFORM ledger_write(p_scheme, v_entry, v_after, v_recorded, v_lines, p_closes, v_kept);
    v_door := set_config('galaxies.door', '', true);
    RETURN (v_entry, v_after, cardinality(v_lines.amount), v_made_up, false)::ledger_receipt;
  END $$;
  COMMENT ON FUNCTION ledger_enter IS 'What the doors have in common: they say who may call it, and with which settings.';
`;

export const DOOR = `RETURNS ledger_receipt LANGUAGE plpgsql SECURITY DEFINER ${PINNED}`;

/**
 * The running service may not choose the moment. Every row is found by its key, by a plan that is made once: one that was
 * made while the tables were empty must not read them from end to end when they are full.
 *
 * Most of all entries are registers: galaxies that are issued to several people, each once. For them the next number and the
 * new balance of each account are known as soon as it is locked, and they are written here, in as few statements as can be.
 * What turns out to be anything else goes the way of all other entries.
 */
export const RECORD = `
  CREATE FUNCTION ledger_record(${ENTRY}, ${TRANSFERS}, p_reverses bigint[] DEFAULT '{}', p_closes bigint DEFAULT NULL)
    ${DOOR} AS $$
  DECLARE
    v_accounts uuid[];
    v_balances bigint[];
    v_seqs bigint[];
    v_recorded timestamptz;
    v_entry uuid;
    v_after bigint;
    v_door text;
  BEGIN
    IF p_scheme = current_scheme() AND account_id_of(p_scheme, p_scheme, 'issued') = ALL (p_debit) AND p_reverses = '{}' AND p_closes IS NULL THEN
      SELECT array_agg(id), array_agg(balance), array_agg(last_seq), greatest(clock_timestamp(), max(last_recorded_at))
        INTO v_accounts, v_balances, v_seqs, v_recorded
        FROM (
          SELECT id, balance::bigint, last_seq, last_recorded_at FROM account
          WHERE scheme_id = p_scheme AND id = ANY (p_credit) AND keeps_balance
            AND EXISTS (SELECT FROM account WHERE scheme_id = p_scheme AND id = p_debit[1])
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
        UPDATE account SET balance = balance + line.amount, last_seq = last_seq + 1, last_recorded_at = v_recorded
          FROM unnest(p_credit, p_amount) AS line (credit, amount) WHERE scheme_id = p_scheme AND id = line.credit;
        v_door := set_config('galaxies.door', 'open', true);
        INSERT INTO transfer (scheme_id, id, entry_id, debit_account_id, credit_account_id, amount, credit_seq, credit_balance)
          SELECT p_scheme, v_after + n, v_entry, debit, credit, amount,
            v_seqs[width_bucket(credit, v_accounts)] + 1, v_balances[width_bucket(credit, v_accounts)] + amount
          FROM unnest(p_debit, p_credit, p_amount) WITH ORDINALITY AS line (debit, credit, amount, n);
        v_door := set_config('galaxies.door', '', true);
        RETURN (v_entry, v_after, cardinality(v_accounts), 0, false)::ledger_receipt;
      END IF;
    END IF;
    RETURN ledger_enter(p_scheme, p_kind, p_source_key, p_occurred_on, p_recorded_by, p_on_behalf_of, p_reason,
      p_debit, p_credit, p_amount, p_reverses, p_closes, NULL);
  END $$;
  COMMENT ON FUNCTION ledger_record IS
    'Records one entry: its transfers, then the reversals of earlier ones, made up from goodwill where people have used what is turned round. The same source key and content again answers with the first entry; other content is refused.';
  GRANT EXECUTE ON FUNCTION ledger_record TO galaxies_app;

  CREATE FUNCTION ledger_record_at(${ENTRY}, ${TRANSFERS}, p_reverses bigint[], p_closes bigint, p_recorded_at timestamptz)
    ${DOOR} AS $$
  BEGIN
    RETURN ledger_enter(p_scheme, p_kind, p_source_key, p_occurred_on, p_recorded_by, p_on_behalf_of, p_reason,
      p_debit, p_credit, p_amount, p_reverses, p_closes, p_recorded_at);
  END $$;
  COMMENT ON FUNCTION ledger_record_at IS 'ledger_record with a moment of its own, for moving old books in. The running service may not call it.';
`;

const REVERSE = `
  CREATE FUNCTION ledger_reverse(p_transfer_ids bigint[], ${ENTRY})
    ${DOOR} AS $$
  BEGIN
    RETURN ledger_enter(p_scheme, p_kind, p_source_key, p_occurred_on, p_recorded_by, p_on_behalf_of, p_reason,
      '{}', '{}', '{}', p_transfer_ids, NULL, NULL);
  END $$;
  COMMENT ON FUNCTION ledger_reverse IS 'An entry that only turns transfers round, each at most once.';
  GRANT EXECUTE ON FUNCTION ledger_reverse TO galaxies_app;
`;
