import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an account held at a past moment. */
export class LedgerAsAt1764000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(BALANCE_RECORDED_BY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION ledger_balance_recorded_by');
  }
}

/**
 * Postings are numbered without gaps and their moments never run backwards, so the last one by a moment is found by
 * closing in on it. People meet every week: where a moment lies between two others says roughly which posting it is, and
 * the next guess is seldom far off. Every third guess halves instead, so an uneven life costs a few guesses more.
 */
export const BALANCE_RECORDED_BY = `
  CREATE FUNCTION ledger_balance_recorded_by(p_scheme uuid, p_account uuid, p_moment timestamptz) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
    SET plan_cache_mode = force_generic_plan AS $$
  DECLARE
    v_low bigint := 0;
    v_low_at timestamptz;
    v_high bigint;
    v_high_at timestamptz;
    v_seq bigint := 1;
    v_recorded timestamptz;
    v_after bigint;
    v_balance bigint := 0;
    v_guesses integer := 0;
  BEGIN
    IF (p_scheme = current_scheme()) IS NOT TRUE THEN
      PERFORM ledger_require_scheme(p_scheme);
    END IF;
    SELECT last_seq, last_recorded_at, balance INTO v_high, v_high_at, v_after FROM account WHERE scheme_id = p_scheme AND id = p_account;
    IF v_high_at <= p_moment THEN
      RETURN v_after;
    END IF;
    WHILE v_seq < v_high LOOP
      SELECT e.recorded_at, t.credit_balance INTO v_recorded, v_after
        FROM transfer t JOIN journal_entry e ON e.scheme_id = t.scheme_id AND e.id = t.entry_id
        WHERE t.scheme_id = p_scheme AND t.credit_account_id = p_account AND t.credit_seq = v_seq;
      IF NOT FOUND THEN
        SELECT e.recorded_at, t.debit_balance INTO v_recorded, v_after
          FROM transfer t JOIN journal_entry e ON e.scheme_id = t.scheme_id AND e.id = t.entry_id
          WHERE t.scheme_id = p_scheme AND t.debit_account_id = p_account AND t.debit_seq = v_seq;
      END IF;
      IF v_recorded <= p_moment THEN
        v_low := v_seq;
        v_low_at := v_recorded;
        v_balance := v_after;
      ELSE
        v_high := v_seq;
        v_high_at := v_recorded;
      END IF;
      v_guesses := v_guesses + 1;
      v_seq := greatest(v_low + 1, least(v_high - 1, v_low + CASE WHEN v_guesses % 3 = 0 OR v_low = 0 THEN (v_high - v_low) / 2
        ELSE floor((v_high - v_low) * extract(epoch FROM p_moment - v_low_at) / extract(epoch FROM v_high_at - v_low_at))::bigint END));
    END LOOP;
    RETURN v_balance;
  END $$;
  COMMENT ON FUNCTION ledger_balance_recorded_by(uuid, uuid, timestamptz) IS
    'What an account that keeps a balance held once everything recorded by that moment was in.';
  GRANT EXECUTE ON FUNCTION ledger_balance_recorded_by(uuid, uuid, timestamptz) TO galaxies_app;
`;
