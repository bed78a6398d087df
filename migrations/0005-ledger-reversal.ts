import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The steps of turning transfers round and of closing a hold. */
export class LedgerReversal1764000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(REQUIRE_REVERSIBLE);
    await runner.query(TURN_ROUND);
    await runner.query(MAKE_UP);
    await runner.query(IN_ORDER);
    await runner.query(REQUIRE_OPEN_HOLD);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION ledger_require_open_hold, ledger_in_order, ledger_make_up, ledger_turn_round, ledger_require_reversible;
    `);
  }
}

/**
 * Asked once the accounts are locked, goodwill always among them, so that two who turn the same transfer round take turns.
 * The unique index transfer_reversed_once stands behind it.
 */
const REQUIRE_REVERSIBLE = `
  CREATE FUNCTION ledger_require_reversible(p_scheme uuid, p_ids bigint[]) RETURNS void
    LANGUAGE plpgsql STABLE AS $$
  BEGIN
    IF (SELECT count(*) FROM transfer WHERE scheme_id = p_scheme AND id = ANY (p_ids)) <> cardinality(p_ids) THEN
      RAISE EXCEPTION 'There is no such transfer in this scheme.' USING ERRCODE = 'no_data_found', CONSTRAINT = 'transfer_known';
    END IF;
    IF EXISTS (SELECT FROM transfer WHERE scheme_id = p_scheme AND reverses_id = ANY (p_ids)) THEN
      RAISE EXCEPTION 'This was turned round before.' USING ERRCODE = 'unique_violation', CONSTRAINT = 'transfer_reversed_once';
    END IF;
    IF EXISTS (SELECT FROM transfer t JOIN journal_entry e ON e.scheme_id = t.scheme_id AND e.id = t.entry_id
               JOIN account a ON a.scheme_id = t.scheme_id AND a.id IN (t.debit_account_id, t.credit_account_id)
               WHERE t.scheme_id = p_scheme AND t.id = ANY (p_ids)
                 AND (t.reverses_id IS NOT NULL OR (e.made_up > 0 AND a.kind = 'goodwill'))) THEN
      RAISE EXCEPTION 'A reversal is not turned round.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'transfer_reversible';
    END IF;
    IF EXISTS (SELECT FROM transfer t JOIN account a ON a.scheme_id = t.scheme_id AND a.id = t.credit_account_id
               LEFT JOIN transfer close ON close.scheme_id = t.scheme_id AND close.closes_id = t.id
               WHERE t.scheme_id = p_scheme AND t.id = ANY (p_ids)
                 AND ((t.closes_id IS NOT NULL AND t.closes_id <> ALL (p_ids))
                   OR (t.closes_id IS NULL AND a.kind = 'held' AND (close.id = ANY (p_ids)) IS NOT TRUE))) THEN
      RAISE EXCEPTION 'A hold and what closed it are turned round together.'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'transfer_hold_whole';
    END IF;
  END $$;
`;

const TURN_ROUND = `
  CREATE FUNCTION ledger_turn_round(p_scheme uuid, p_ids bigint[]) RETURNS ledger_lines
    LANGUAGE plpgsql STABLE AS $$
  DECLARE
    v_lines ledger_lines;
  BEGIN
    SELECT array_agg(credit_account_id ORDER BY id DESC), array_agg(debit_account_id ORDER BY id DESC),
           array_agg(amount::bigint ORDER BY id DESC), array_agg(id ORDER BY id DESC)
      INTO v_lines FROM transfer WHERE scheme_id = p_scheme AND id = ANY (p_ids);
    RETURN v_lines;
  END $$;
  COMMENT ON FUNCTION ledger_turn_round(uuid, bigint[]) IS
    'The same transfers the other way, the latest first, so that galaxies retrace the way they went.';
`;

/** The accounts are locked by now, so what is missing cannot change. Goodwill that has too little is given it first. */
const MAKE_UP = `
  CREATE FUNCTION ledger_make_up(p_scheme uuid, p_debit uuid[], p_credit uuid[], p_amount bigint[]) RETURNS ledger_lines
    LANGUAGE plpgsql STABLE AS $$
  DECLARE
    v_goodwill account;
    v_short ledger_lines;
    v_issue bigint;
  BEGIN
    SELECT * INTO v_goodwill FROM account WHERE scheme_id = p_scheme AND owner_id = p_scheme AND kind = 'goodwill';
    SELECT array_agg(v_goodwill.id), array_agg(id ORDER BY id), array_agg(missing ORDER BY id), array_agg(NULL::bigint)
      INTO v_short FROM (
        SELECT a.id, -(a.balance + sum(p.delta))::bigint AS missing
        FROM (SELECT unnest(p_debit) AS id, -unnest(p_amount) AS delta UNION ALL SELECT unnest(p_credit), unnest(p_amount)) p
        JOIN account a ON a.scheme_id = p_scheme AND a.id = p.id AND a.kind = 'available'
        GROUP BY a.id, a.balance HAVING a.balance + sum(p.delta) < 0) short;
    v_issue := (SELECT sum(missing) FROM unnest(v_short.amount) AS missing) - v_goodwill.balance;
    IF v_issue > 0 THEN
      v_short.debit := (SELECT id FROM account WHERE scheme_id = p_scheme AND owner_id = p_scheme AND kind = 'issued') || v_short.debit;
      v_short.credit := v_goodwill.id || v_short.credit;
      v_short.amount := v_issue || v_short.amount;
      v_short.reverses := NULL::bigint || v_short.reverses;
    END IF;
    RETURN v_short;
  END $$;
  COMMENT ON FUNCTION ledger_make_up IS
    'The transfers from goodwill that keep every person at nought or above when the reversals of an entry are applied.';
`;

const IN_ORDER = `
  CREATE FUNCTION ledger_in_order(p_debit uuid[], p_credit uuid[], p_amount bigint[], p_short ledger_lines, p_round ledger_lines)
    RETURNS ledger_lines LANGUAGE plpgsql IMMUTABLE AS $$
  BEGIN
    RETURN (p_debit || p_short.debit || p_round.debit, p_credit || p_short.credit || p_round.credit,
      p_amount || p_short.amount || p_round.amount,
      array_fill(NULL::bigint, ARRAY[coalesce(cardinality(p_amount), 0)]) || p_short.reverses || p_round.reverses)::ledger_lines;
  END $$;
  COMMENT ON FUNCTION ledger_in_order IS 'The transfers of an entry: what is asked for, what goodwill makes up, what is turned round.';
`;

const REQUIRE_OPEN_HOLD = `
  CREATE FUNCTION ledger_require_open_hold(p_scheme uuid, p_hold bigint, p_debit uuid[], p_amount bigint[]) RETURNS void
    LANGUAGE plpgsql STABLE AS $$
  BEGIN
    IF EXISTS (SELECT FROM transfer WHERE scheme_id = p_scheme AND p_hold IN (closes_id, reverses_id)) THEN
      RAISE EXCEPTION 'The hold was settled or released before.' USING ERRCODE = 'unique_violation', CONSTRAINT = 'transfer_closed_once';
    END IF;
    IF NOT EXISTS (SELECT FROM transfer h JOIN account a ON a.scheme_id = h.scheme_id AND a.id = h.credit_account_id
                   WHERE h.scheme_id = p_scheme AND h.id = p_hold AND a.kind = 'held' AND h.reverses_id IS NULL
                     AND ARRAY[h.credit_account_id] = p_debit AND ARRAY[h.amount::bigint] = p_amount) THEN
      RAISE EXCEPTION 'There is no such hold of this person and amount.'
        USING ERRCODE = 'no_data_found', CONSTRAINT = 'transfer_hold_known';
    END IF;
  END $$;
`;
