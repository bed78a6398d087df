import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The proof: everything that can be recomputed is recomputed, and what is wrong is named row by row. */
export class LedgerProve1764000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TYPE ledger_finding AS (check_name text, subject text, detail text)');
    await runner.query(PROVE_TRANSFERS);
    await runner.query(PROVE_BALANCES);
    await runner.query(PROVE_LINKS);
    await runner.query(PROVE_ENTRIES_SEALED);
    await runner.query(PROVE_SEALS);
    await runner.query(PROVE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION ledger_prove, ledger_prove_seals, ledger_prove_entries_sealed, ledger_prove_links, ledger_prove_balances,
        ledger_prove_transfers;
      DROP TYPE ledger_finding;
    `);
  }
}

const SETTINGS = `LANGUAGE sql STABLE SET search_path = public, pg_temp SET work_mem = '128MB'`;

/** A superuser may drop a constraint; these hold the rows to what the constraints said. */
const PROVE_TRANSFERS = `
  CREATE FUNCTION ledger_prove_transfers(p_scheme uuid) RETURNS SETOF ledger_finding ${SETTINGS} AS $$
    SELECT 'entries-balance', 'entry ' || e.id, 'has no transfer' FROM journal_entry e
      WHERE e.scheme_id = p_scheme
        AND NOT EXISTS (SELECT FROM transfer t WHERE t.scheme_id = e.scheme_id AND t.entry_id = e.id)
    UNION ALL
    SELECT 'entries-balance', 'transfer ' || t.id, 'does not move a whole amount of 1 to 1,000,000 between two accounts'
      FROM transfer t WHERE t.scheme_id = p_scheme
        AND (t.amount NOT BETWEEN 1 AND 1000000 OR t.debit_account_id = t.credit_account_id)
    UNION ALL
    SELECT 'nothing-orphaned', 'transfer ' || t.id, 'belongs to entry ' || t.entry_id || ', which is not there'
      FROM transfer t LEFT JOIN journal_entry e ON e.scheme_id = t.scheme_id AND e.id = t.entry_id
      WHERE t.scheme_id = p_scheme AND e.id IS NULL
    UNION ALL
    SELECT 'nothing-orphaned', 'transfer ' || t.id, 'does not lie among the ids of entry ' || t.entry_id
      FROM transfer t JOIN journal_entry e ON e.scheme_id = t.scheme_id AND e.id = t.entry_id
      WHERE t.scheme_id = p_scheme AND NOT (t.id > e.transfers_after AND t.id < e.transfers_after + 10000)
    UNION ALL
    SELECT 'nothing-orphaned', 'transfer ' || p.transfer_id, 'names account ' || p.account_id || ', which is not in this scheme'
      FROM posting p LEFT JOIN account a ON a.scheme_id = p.scheme_id AND a.id = p.account_id
      WHERE p.scheme_id = p_scheme AND a.id IS NULL
  $$;
`;

const PROVE_BALANCES = `
  CREATE FUNCTION ledger_prove_balances(p_scheme uuid) RETURNS SETOF ledger_finding ${SETTINGS} AS $$
    WITH kept AS MATERIALIZED (
      SELECT p.account_id, p.transfer_id, p.entry_id, p.seq, p.delta, p.balance,
             row_number() OVER w AS expected_seq, sum(p.delta) OVER w AS expected_balance, count(*) OVER (PARTITION BY p.account_id) AS postings
      FROM posting p JOIN account a ON a.scheme_id = p.scheme_id AND a.id = p.account_id AND a.keeps_balance
      WHERE p.scheme_id = p_scheme
      WINDOW w AS (PARTITION BY p.account_id ORDER BY p.seq NULLS FIRST, p.transfer_id ROWS UNBOUNDED PRECEDING)
    )
    SELECT 'kept-balances', 'account ' || a.id, 'keeps ' || a.balance || ' where its transfers come to ' || coalesce(k.expected_balance, 0)
      FROM account a LEFT JOIN kept k ON k.account_id = a.id AND k.expected_seq = k.postings
      WHERE a.scheme_id = p_scheme AND a.balance <> coalesce(k.expected_balance, 0)
    UNION ALL
    SELECT 'kept-balances', 'account ' || a.id, 'counts ' || a.last_seq || ' postings where there are ' || coalesce(k.postings, 0)
      FROM account a LEFT JOIN kept k ON k.account_id = a.id AND k.expected_seq = k.postings
      WHERE a.scheme_id = p_scheme AND a.last_seq <> coalesce(k.postings, 0)
    UNION ALL
    SELECT 'kept-balances', 'account ' || a.id, 'was last changed at ' || a.last_recorded_at || ' where its latest transfer was recorded at ' || coalesce(e.recorded_at, '-infinity')
      FROM account a LEFT JOIN kept k ON k.account_id = a.id AND k.expected_seq = k.postings
      LEFT JOIN journal_entry e ON e.scheme_id = a.scheme_id AND e.id = k.entry_id
      WHERE a.scheme_id = p_scheme AND a.last_recorded_at <> coalesce(e.recorded_at, '-infinity')
    UNION ALL
    SELECT 'running-balances', 'transfer ' || transfer_id, 'on account ' || account_id || ' is number ' || coalesce(seq::text, 'none')
        || ' with balance ' || coalesce(balance::text, 'none') || ' where ' || expected_seq || ' with ' || expected_balance || ' follows from the one before'
      FROM kept WHERE seq IS DISTINCT FROM expected_seq OR balance IS DISTINCT FROM expected_balance
    UNION ALL
    SELECT 'running-balances', 'account ' || account_id, 'was below nought after transfer ' || transfer_id FROM kept WHERE expected_balance < 0
    UNION ALL
    SELECT 'accounts-owned', 'account ' || id, 'does not belong to the owner it was opened for'
      FROM account WHERE scheme_id = p_scheme AND id IS DISTINCT FROM account_id_of(scheme_id, owner_id, kind)
    UNION ALL
    SELECT 'accounts-owned', 'account ' || id, 'keeps a balance where its kind does not, or the other way round'
      FROM account WHERE scheme_id = p_scheme AND keeps_balance IS DISTINCT FROM (kind NOT IN ('issued', 'used', 'opening'))
  $$;
`;

const PROVE_LINKS = `
  CREATE FUNCTION ledger_prove_links(p_scheme uuid) RETURNS SETOF ledger_finding ${SETTINGS} AS $$
    SELECT 'reversals-mirror', 'transfer ' || r.id, 'does not turn round transfer ' || r.reverses_id
      FROM transfer r LEFT JOIN transfer t ON t.scheme_id = r.scheme_id AND t.id = r.reverses_id
        AND t.debit_account_id = r.credit_account_id AND t.credit_account_id = r.debit_account_id AND t.amount = r.amount AND t.reverses_id IS NULL
      WHERE r.scheme_id = p_scheme AND r.reverses_id IS NOT NULL AND t.id IS NULL
    UNION ALL
    SELECT 'reversals-mirror', 'transfer ' || reverses_id, 'is turned round more than once'
      FROM transfer WHERE scheme_id = p_scheme AND reverses_id IS NOT NULL GROUP BY reverses_id HAVING count(*) > 1
    UNION ALL
    SELECT 'held-equals-holds', 'account ' || a.id, 'holds ' || a.balance || ' where open holds come to ' || coalesce(o.open, 0)
      FROM account a LEFT JOIN (
        SELECT h.credit_account_id AS id, sum(h.amount) AS open FROM transfer h
        WHERE h.scheme_id = p_scheme AND h.reverses_id IS NULL
          AND NOT EXISTS (SELECT FROM transfer x WHERE x.scheme_id = h.scheme_id AND x.closes_id = h.id)
          AND NOT EXISTS (SELECT FROM transfer x WHERE x.scheme_id = h.scheme_id AND x.reverses_id = h.id)
        GROUP BY h.credit_account_id) o ON o.id = a.id
      WHERE a.scheme_id = p_scheme AND a.kind = 'held' AND a.balance <> coalesce(o.open, 0)
    UNION ALL
    SELECT 'made-up-marked', 'entry ' || e.id, 'says that ' || e.made_up || ' were made up where goodwill gave ' || coalesce(g.given, 0)
      FROM journal_entry e LEFT JOIN (
        SELECT t.entry_id, sum(t.amount) AS given FROM transfer t JOIN account d ON d.scheme_id = t.scheme_id AND d.id = t.debit_account_id AND d.kind = 'goodwill'
        WHERE t.scheme_id = p_scheme AND t.reverses_id IS NULL
          AND EXISTS (SELECT FROM transfer r WHERE r.scheme_id = t.scheme_id AND r.entry_id = t.entry_id AND r.reverses_id IS NOT NULL)
        GROUP BY t.entry_id) g ON g.entry_id = e.id
      WHERE e.scheme_id = p_scheme AND e.made_up <> coalesce(g.given, 0)
  $$;
`;

const PROVE_ENTRIES_SEALED = `
  CREATE FUNCTION ledger_prove_entries_sealed(p_scheme uuid) RETURNS SETOF ledger_finding ${SETTINGS} AS $$
    WITH text AS (
      SELECT t.entry_id, string_agg(ledger_transfer_text(t), '' ORDER BY t.id) AS transfers FROM transfer t WHERE t.scheme_id = p_scheme GROUP BY t.entry_id
    )
    SELECT 'sealed-entries', 'entry ' || s.entry_id, CASE WHEN e.id IS NULL THEN 'was sealed as number ' || s.seq || ' and is not there'
        ELSE 'is not what was sealed as number ' || s.seq END
      FROM sealed_entry s LEFT JOIN journal_entry e ON e.scheme_id = s.scheme_id AND e.id = s.entry_id LEFT JOIN text ON text.entry_id = s.entry_id
      WHERE s.scheme_id = p_scheme
        AND s.hash IS DISTINCT FROM sha256(convert_to(ledger_entry_text(s.seq, e) || coalesce(text.transfers, ''), 'UTF8'))
    UNION ALL
    SELECT 'sealed-entries', 'entry ' || e.id, 'was written before the last seal and is in none'
      FROM journal_entry e
      WHERE e.scheme_id = p_scheme AND e.xid < (SELECT horizon FROM seal WHERE scheme_id = p_scheme ORDER BY number DESC LIMIT 1)
        AND (SELECT horizon FROM seal WHERE scheme_id = p_scheme ORDER BY number DESC LIMIT 1) <= pg_snapshot_xmax(pg_current_snapshot())
        AND NOT EXISTS (SELECT FROM sealed_entry s WHERE s.scheme_id = e.scheme_id AND s.entry_id = e.id)
    UNION ALL
    SELECT 'no-gap', 'entry number ' || n || coalesce(' to ' || nullif(seq - 1, n), ''), 'is missing'
      FROM (SELECT seq, coalesce(lag(seq) OVER (ORDER BY seq), 0) + 1 AS n FROM sealed_entry WHERE scheme_id = p_scheme) x WHERE seq <> n
    UNION ALL
    SELECT 'no-gap', 'entry number ' || s.seq, 'lies beyond the last seal'
      FROM sealed_entry s WHERE s.scheme_id = p_scheme AND s.seq > (SELECT coalesce(max(last_seq), 0) FROM seal WHERE scheme_id = p_scheme)
  $$;
`;

const PROVE_SEALS = `
  CREATE FUNCTION ledger_prove_seals(p_scheme uuid) RETURNS SETOF ledger_finding ${SETTINGS} AS $$
    WITH moved AS (
      SELECT p.entry_id, sum(p.delta) FILTER (WHERE a.kind = 'issued') AS issued, sum(p.delta) FILTER (WHERE a.kind = 'used') AS used,
             sum(p.delta) FILTER (WHERE a.kind = 'opening') AS opening
      FROM posting p JOIN account a ON a.scheme_id = p.scheme_id AND a.id = p.account_id AND NOT a.keeps_balance
      WHERE p.scheme_id = p_scheme GROUP BY p.entry_id
    ), total AS MATERIALIZED (
      SELECT s.seq, coalesce(sum(issued) OVER w, 0) AS issued, coalesce(sum(used) OVER w, 0) AS used, coalesce(sum(opening) OVER w, 0) AS opening
      FROM sealed_entry s LEFT JOIN moved m ON m.entry_id = s.entry_id WHERE s.scheme_id = p_scheme WINDOW w AS (ORDER BY s.seq)
    ), link AS MATERIALIZED (
      SELECT s, row_number() OVER w AS expected_number, coalesce(lag(s.last_seq) OVER w, 0) + 1 AS expected_first,
             coalesce(lag(s.root) OVER w, decode(repeat('00', 32), 'hex')) AS expected_previous,
             (SELECT string_agg(x.hash, '' ORDER BY x.seq) FROM sealed_entry x WHERE x.scheme_id = p_scheme AND x.seq BETWEEN s.first_seq AND s.last_seq) AS leaves
      FROM seal s WHERE s.scheme_id = p_scheme WINDOW w AS (ORDER BY s.number)
    )
    SELECT 'chain-unbroken', 'seal ' || (s).number, 'does not follow from the one before'
      FROM link WHERE (s).number <> expected_number OR (s).first_seq <> expected_first OR (s).previous <> expected_previous
    UNION ALL
    SELECT 'roots-match', 'seal ' || (s).number, 'has a root that is not that of its entries ' || (s).first_seq || ' to ' || (s).last_seq
      FROM link WHERE (s).root IS DISTINCT FROM ledger_seal_root(s, leaves)
    UNION ALL
    SELECT 'sealed-totals', 'seal ' || x.number, 'gives totals that its entries do not come to'
      FROM seal x LEFT JOIN total t ON t.seq = x.last_seq
      WHERE x.scheme_id = p_scheme AND (x.issued, x.used, x.opening) IS DISTINCT FROM (t.issued, t.used, t.opening)
  $$;
`;

const PROVE = `
  CREATE FUNCTION ledger_prove(p_scheme uuid) RETURNS SETOF ledger_finding
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    PERFORM ledger_require_scheme(p_scheme);
    RETURN QUERY SELECT * FROM ledger_prove_transfers(p_scheme);
    RETURN QUERY SELECT * FROM ledger_prove_balances(p_scheme);
    RETURN QUERY SELECT 'trial-balance', 'scheme', 'debits and credits differ by ' || sum(delta) FROM posting
      WHERE scheme_id = p_scheme HAVING sum(delta) <> 0;
    RETURN QUERY SELECT * FROM ledger_prove_links(p_scheme);
    RETURN QUERY SELECT * FROM ledger_prove_entries_sealed(p_scheme);
    RETURN QUERY SELECT * FROM ledger_prove_seals(p_scheme);
  END $$;
  COMMENT ON FUNCTION ledger_prove(uuid) IS
    'Recomputes the whole book of a scheme from its rows at one instant and returns one row for each thing that is wrong; none when it adds up.';
  GRANT EXECUTE ON FUNCTION ledger_prove(uuid) TO galaxies_app;
`;
