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

/** Postings are numbered without gaps and their moments never run backwards, so the last one by a moment is found by halving. */
const BALANCE_RECORDED_BY = `
  CREATE FUNCTION ledger_balance_recorded_by(p_scheme uuid, p_account uuid, p_moment timestamptz) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
  DECLARE
    v_low bigint := 0;
    v_high bigint := (SELECT last_seq FROM account WHERE scheme_id = p_scheme AND id = p_account);
    v_middle bigint;
    v_recorded timestamptz;
    v_after bigint;
    v_balance bigint := 0;
  BEGIN
    PERFORM ledger_require_scheme(p_scheme);
    WHILE v_low < v_high LOOP
      v_middle := (v_low + v_high + 1) / 2;
      SELECT e.recorded_at, p.balance INTO v_recorded, v_after
        FROM posting p JOIN journal_entry e ON e.scheme_id = p.scheme_id AND e.id = p.entry_id
        WHERE p.scheme_id = p_scheme AND p.account_id = p_account AND p.seq = v_middle;
      IF v_recorded <= p_moment THEN
        v_low := v_middle;
        v_balance := v_after;
      ELSE
        v_high := v_middle - 1;
      END IF;
    END LOOP;
    RETURN v_balance;
  END $$;
  COMMENT ON FUNCTION ledger_balance_recorded_by(uuid, uuid, timestamptz) IS
    'What an account that keeps a balance held once everything recorded by that moment was in.';
  GRANT EXECUTE ON FUNCTION ledger_balance_recorded_by(uuid, uuid, timestamptz) TO galaxies_app;
`;
