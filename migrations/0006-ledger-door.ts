import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The only door into the book. */
export class LedgerDoor1764000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RECORD_AT);
    await runner.query(RECORD);
    await runner.query(REVERSE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION ledger_reverse, ledger_record, ledger_record_at');
  }
}

const ENTRY =
  'p_scheme uuid, p_kind text, p_source_key text, p_occurred_on date, p_recorded_by uuid, p_on_behalf_of uuid, p_reason text';
const TRANSFERS =
  'p_debit_kind text[], p_debit_owner uuid[], p_credit_kind text[], p_credit_owner uuid[], p_amount bigint[]';

const PINNED = 'SET search_path = public, pg_temp SET enable_seqscan = off';

/**
 * The whole of recording, in one call. The locks come before anything that a balance decides; the entry comes before
 * its transfers; a retry is answered with the entry that is there. It is looked for once the locks are held, because an
 * earlier try may be kept until then, and what that try closed or turned round is no reason to refuse this one; a plain
 * entry finds it by colliding with it. Moments of one account never run backwards, so a balance as at a moment is found by
 * halving. The running service may not choose the moment. Every row is found by its key: a plan that was made while the
 * tables were empty must not read them from end to end when they are full.
 */
const RECORD_AT = `
  CREATE FUNCTION ledger_record_at(${ENTRY}, ${TRANSFERS}, p_reverses bigint[], p_closes bigint, p_recorded_at timestamptz)
    RETURNS ledger_receipt LANGUAGE plpgsql SECURITY DEFINER ${PINNED} AS $$
  DECLARE
    v_content bytea := sha256(record_send(ROW(p_kind, p_occurred_on, p_on_behalf_of, p_reason, p_debit_kind, p_debit_owner,
      p_credit_kind, p_credit_owner, p_amount, p_reverses, p_closes)));
    v_receipt ledger_receipt;
    v_lines ledger_lines;
    v_round ledger_lines;
    v_short ledger_lines;
    v_kept ledger_kept;
    v_goodwill uuid[] := '{}';
    v_recorded timestamptz;
    v_made_up bigint := 0;
  BEGIN
    PERFORM ledger_require_scheme(p_scheme);
    IF (cardinality(p_amount) + cardinality(p_reverses) BETWEEN 1 AND 1000) IS NOT TRUE THEN
      RAISE EXCEPTION 'An entry has 1 to 1,000 transfers.' USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_size';
    END IF;
    IF 'held' = ANY (p_debit_kind) AND p_closes IS NULL THEN
      RAISE EXCEPTION 'What is held leaves only by closing its hold.' USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_hold_named';
    END IF;

    v_lines := ledger_asked(p_scheme, p_debit_kind, p_debit_owner, p_credit_kind, p_credit_owner, p_amount);
    IF p_reverses <> '{}' THEN
      v_round := ledger_turn_round(p_scheme, p_reverses);
      v_goodwill := ARRAY(SELECT id FROM account WHERE scheme_id = p_scheme AND owner_id = p_scheme AND kind = 'goodwill');
    END IF;
    v_kept := ledger_lock(p_scheme, v_lines.debit || v_lines.credit || v_round.debit || v_round.credit || v_goodwill);
    IF p_closes IS NOT NULL OR p_reverses <> '{}' OR p_recorded_at IS NOT NULL THEN
      v_receipt := ledger_receipt_of(p_scheme, p_source_key, v_content);
      IF v_receipt.entry_id IS NOT NULL THEN
        RETURN v_receipt;
      END IF;
    END IF;
    IF p_recorded_at < v_kept.latest THEN
      RAISE EXCEPTION 'One of these accounts has a later entry already.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_recorded_in_order';
    END IF;
    v_recorded := coalesce(p_recorded_at, greatest(clock_timestamp(), v_kept.latest));
    IF p_closes IS NOT NULL THEN
      PERFORM ledger_require_open_hold(p_scheme, p_closes, v_lines);
    END IF;
    IF p_reverses <> '{}' THEN
      PERFORM ledger_require_reversible(p_scheme, p_reverses);
      v_short := ledger_make_up(p_scheme, v_lines, v_round);
      v_made_up := (SELECT coalesce(sum(amount), 0) FROM unnest(v_short.debit, v_short.amount) AS s (debit, amount) WHERE debit = v_goodwill[1]);
      v_lines := (v_lines.debit || v_short.debit || v_round.debit, v_lines.credit || v_short.credit || v_round.credit,
        v_lines.amount || v_short.amount || v_round.amount, v_lines.reverses || v_short.reverses || v_round.reverses);
    END IF;

    INSERT INTO journal_entry (scheme_id, kind, source_key, content_hash, occurred_on, recorded_at, recorded_by, on_behalf_of, reason, made_up)
      VALUES (p_scheme, p_kind, p_source_key, v_content, p_occurred_on, v_recorded, p_recorded_by, p_on_behalf_of, p_reason, v_made_up)
      ON CONFLICT ON CONSTRAINT journal_entry_source_key_unique DO NOTHING
      RETURNING id, NULL, made_up, false INTO v_receipt;
    IF v_receipt.entry_id IS NULL THEN
      RETURN ledger_receipt_of(p_scheme, p_source_key, v_content);
    END IF;
    v_receipt.transfer_ids := ledger_write(p_scheme, v_receipt.entry_id, v_recorded, v_lines, p_closes, v_kept);
    RETURN v_receipt;
  END $$;
`;

const RECORD = `
  COMMENT ON FUNCTION ledger_record_at IS 'ledger_record with a moment of its own, for moving old books in. The running service may not call it.';

  CREATE FUNCTION ledger_record(${ENTRY}, ${TRANSFERS}, p_reverses bigint[] DEFAULT '{}', p_closes bigint DEFAULT NULL)
    RETURNS ledger_receipt LANGUAGE plpgsql SECURITY DEFINER ${PINNED} AS $$
  BEGIN
    RETURN ledger_record_at(p_scheme, p_kind, p_source_key, p_occurred_on, p_recorded_by, p_on_behalf_of, p_reason,
      p_debit_kind, p_debit_owner, p_credit_kind, p_credit_owner, p_amount, p_reverses, p_closes, NULL);
  END $$;
  COMMENT ON FUNCTION ledger_record IS
    'Records one entry: its transfers in order, then the reversals of earlier ones, made up from goodwill where people have used what is turned round. The same source key and content again answers with the first entry; other content is refused.';
  GRANT EXECUTE ON FUNCTION ledger_record TO galaxies_app;
`;

const REVERSE = `
  CREATE FUNCTION ledger_reverse(p_transfer_ids bigint[], ${ENTRY}) RETURNS ledger_receipt
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    RETURN ledger_record_at(p_scheme, p_kind, p_source_key, p_occurred_on, p_recorded_by, p_on_behalf_of, p_reason,
      '{}', '{}', '{}', '{}', '{}', p_transfer_ids, NULL, NULL);
  END $$;
  COMMENT ON FUNCTION ledger_reverse IS 'An entry that only turns transfers round, each at most once.';
  GRANT EXECUTE ON FUNCTION ledger_reverse TO galaxies_app;
`;
