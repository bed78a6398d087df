import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The proof of the book as it stood at a past moment. */
export class LedgerProveAsAt1764000000061 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PROVE_AS_AT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION ledger_prove(uuid, timestamptz)');
  }
}

/**
 * A past balance is found by closing in on its moment, which is right only as long as the moments of an account do not
 * run backwards; so both are looked at: the order, and every answer against the sum of what had been recorded.
 */
const PROVE_AS_AT = `
  CREATE FUNCTION ledger_prove(p_scheme uuid, p_as_at timestamptz) RETURNS SETOF ledger_finding
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET work_mem = '128MB' AS $$
  BEGIN
    PERFORM ledger_require_scheme(p_scheme);
    RETURN QUERY SELECT * FROM ledger_prove(p_scheme);
    RETURN QUERY
      SELECT 'moments-in-order', 'transfer ' || transfer_id, 'on account ' || account_id || ' was recorded before the one before it'
      FROM (
        SELECT p.account_id, p.transfer_id, e.recorded_at,
               lag(e.recorded_at) OVER (PARTITION BY p.account_id ORDER BY p.seq) AS before
        FROM posting p JOIN journal_entry e ON e.scheme_id = p.scheme_id AND e.id = p.entry_id
        WHERE p.scheme_id = p_scheme AND p.seq IS NOT NULL
      ) line
      WHERE recorded_at < before;
    RETURN QUERY
      WITH recorded AS (
        SELECT p.account_id, sum(p.delta) AS balance
        FROM posting p JOIN journal_entry e ON e.scheme_id = p.scheme_id AND e.id = p.entry_id
        WHERE p.scheme_id = p_scheme AND e.recorded_at <= p_as_at
        GROUP BY p.account_id
      )
      SELECT 'balances-then', 'account ' || a.id,
             'is said to have held ' || answered.balance || ' where the transfers recorded by then come to ' || coalesce(r.balance, 0)
      FROM account a LEFT JOIN recorded r ON r.account_id = a.id
        CROSS JOIN LATERAL (SELECT ledger_balance_recorded_by(p_scheme, a.id, p_as_at) AS balance) answered
      WHERE a.scheme_id = p_scheme AND a.keeps_balance AND answered.balance <> coalesce(r.balance, 0)
      UNION ALL
      SELECT 'balances-then', 'account ' || account_id, 'was below nought at ' || r.balance
      FROM recorded r JOIN account a ON a.scheme_id = p_scheme AND a.id = r.account_id
      WHERE a.keeps_balance AND r.balance < 0
      UNION ALL
      SELECT 'trial-balance', 'scheme', 'debits and credits recorded by then differ by ' || sum(r.balance) FROM recorded r HAVING sum(r.balance) <> 0;
  END $$;
  COMMENT ON FUNCTION ledger_prove(uuid, timestamptz) IS
    'The proof of the whole book, and that the balances it gives as at a past moment are what had been recorded by then.';
  GRANT EXECUTE ON FUNCTION ledger_prove(uuid, timestamptz) TO galaxies_app;
`;
