import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Putting right: what was wrong is kept, what is decided stays decided, and a proof holds it to the book. */
export class PuttingRight1764000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(WHAT_IS_WRONG);
    await runner.query(DECIDED_ONCE);
    await runner.query(PROVE);
    await runner.query(sourcesProve(EARNED_BY_PEOPLE));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sourcesProve(''));
    await runner.query(`
      DROP FUNCTION put_right_prove(uuid);
      DROP TRIGGER put_right_decided_once ON put_right;
      DROP FUNCTION put_right_refuse_change();
      ALTER TABLE put_right DROP CONSTRAINT put_right_adjustment_moves, DROP COLUMN what_is_wrong;
    `);
  }
}

const WHAT_IS_WRONG = `
  ALTER TABLE put_right
    ADD COLUMN what_is_wrong text
      CONSTRAINT put_right_what_is_wrong_known CHECK (what_is_wrong IN ('not-there', 'twice', 'other')),
    ADD CONSTRAINT put_right_adjustment_moves CHECK (kind = 'line' OR effect <> 0);
  COMMENT ON COLUMN put_right.what_is_wrong IS
    'Of a line: they had no part in it, it was counted twice, or something else.';
  GRANT INSERT (what_is_wrong) ON put_right TO galaxies_app;
`;

/** What was written for somebody who has left is forgotten in time; what was decided is not. */
const DECIDED_ONCE = `
  CREATE FUNCTION put_right_refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    RAISE EXCEPTION 'This was decided before, and stays as it was decided.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'put_right_decided_once';
  END $$;
  CREATE TRIGGER put_right_decided_once BEFORE UPDATE ON put_right FOR EACH ROW
    WHEN (OLD.state <> 'waiting' AND (OLD.state, OLD.agreed_by, OLD.decided_at, OLD.entry_id)
      IS DISTINCT FROM (NEW.state, NEW.agreed_by, NEW.decided_at, NEW.entry_id))
    EXECUTE FUNCTION put_right_refuse_change();
  REVOKE ALL ON FUNCTION put_right_refuse_change() FROM PUBLIC;
`;

/**
 * The service writes what was put right and its entries in one transaction. This looks from both sides: what is done has
 * exactly its effect in the book, and no adjustment is in the book that two people have not agreed on.
 */
const PROVE = `
  CREATE FUNCTION put_right_prove(p_scheme uuid) RETURNS SETOF ledger_finding
  LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH done AS MATERIALIZED (
      SELECT p.*, a.id AS account, g.id AS goodwill
      FROM put_right p
        JOIN account a ON a.scheme_id = p.scheme_id AND a.owner_id = p.person_id AND a.kind = 'available'
        JOIN account g ON g.scheme_id = p.scheme_id AND g.owner_id = p.scheme_id AND g.kind = 'goodwill'
      WHERE p.scheme_id = p_scheme AND p.state = 'done'
    )
    SELECT 'put-rights-recorded', 'put right ' || p.id, 'says that transfer ' || p.transfer_id || ' was turned round, which it was not'
      FROM done p
      WHERE p.kind = 'line' AND NOT EXISTS (SELECT FROM transfer t JOIN transfer r
          ON r.scheme_id = t.scheme_id AND r.reverses_id = t.id AND (p.let_them_keep OR r.entry_id = p.entry_id)
        WHERE t.scheme_id = p_scheme AND t.id = p.transfer_id AND t.credit_account_id = p.account)
    UNION ALL
    SELECT 'put-rights-recorded', 'put right ' || p.id, 'let them keep what goodwill did not give'
      FROM done p JOIN transfer t ON t.scheme_id = p.scheme_id AND t.id = p.transfer_id
      WHERE p.let_them_keep AND NOT EXISTS (SELECT FROM transfer g
        WHERE g.scheme_id = p_scheme AND g.entry_id = p.entry_id AND g.amount = t.amount AND g.credit_account_id = p.account
          AND g.debit_account_id = p.goodwill)
    UNION ALL
    SELECT 'put-rights-recorded', 'put right ' || p.id, 'changed by ' || p.effect || ' what the book changed by ' || coalesce(b.change, 0)
      FROM done p LEFT JOIN LATERAL (
        SELECT sum(CASE p.account WHEN t.credit_account_id THEN t.amount WHEN t.debit_account_id THEN -t.amount END) AS change
        FROM transfer t WHERE t.scheme_id = p_scheme AND t.entry_id = p.entry_id) b ON true
      WHERE p.kind = 'adjustment' AND b.change IS DISTINCT FROM p.effect
    UNION ALL
    SELECT 'adjustments-agreed', 'entry ' || e.id, 'is named by nothing that was put right'
      FROM journal_entry e LEFT JOIN done p ON p.id::text = split_part(e.source_key, '/', 2)
      WHERE e.scheme_id = p_scheme AND p.id IS NULL
        AND (e.kind = 'adjustment' OR e.source_key ~ '^put-right/[0-9a-f-]{36}(/line)?$')
  $$;
  COMMENT ON FUNCTION put_right_prove(uuid) IS
    'What is wrong between what staff put right and the book: a deed without its entry, an adjustment that nobody agreed on.';
  REVOKE ALL ON FUNCTION put_right_prove(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION put_right_prove(uuid) TO galaxies_app;
`;

/** What goodwill is given, to make up what somebody had used of a line, is in the entry of a register and earned by nobody. */
const EARNED_BY_PEOPLE = `
        AND EXISTS (SELECT FROM account c WHERE c.scheme_id = t.scheme_id AND c.id = t.credit_account_id AND c.kind = 'available')`;

/** As it has been since registers are proved, but for what counts as earned. */
const sourcesProve = (only: string): string => `
  CREATE OR REPLACE FUNCTION sources_prove(p_scheme uuid) RETURNS SETOF ledger_finding
  LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH earned AS MATERIALIZED (
      SELECT t.id, t.amount, t.credit_account_id AS person, e.id AS entry_id, e.kind, e.source_key
      FROM journal_entry e JOIN transfer t ON t.scheme_id = e.scheme_id AND t.entry_id = e.id
        JOIN account i ON i.scheme_id = t.scheme_id AND i.id = t.debit_account_id AND i.kind = 'issued'
      WHERE e.scheme_id = p_scheme
        AND e.source_key ~ '^(register/[0-9a-f-]{36}/[0-9]+|(contribution|thanks)/[0-9a-f-]{36})$'${only}
    ), sources AS MATERIALIZED (
      SELECT 'attendance ' || a.id AS subject, a.transfer_id, a.galaxies, a.person_id,
        'register/' || a.session_id || '/' || a.from_version AS source_key
      FROM attendance a WHERE a.scheme_id = p_scheme AND a.transfer_id IS NOT NULL
      UNION ALL
      SELECT 'contribution ' || c.id, c.transfer_id, c.galaxies, c.person_id,
        CASE c.kind WHEN 'thanks' THEN 'thanks/' ELSE 'contribution/' END || c.id
      FROM contribution c WHERE c.scheme_id = p_scheme AND c.transfer_id IS NOT NULL
    )
    SELECT 'lines-recorded', s.subject, 'does not have the transfer ' || s.transfer_id || ' that it names, of ' || s.galaxies || ' to its person'
      FROM sources s LEFT JOIN earned t
        ON (t.id, t.amount, t.person, t.source_key) = (s.transfer_id, s.galaxies, s.person_id, s.source_key)
      WHERE t.id IS NULL
    UNION ALL
    SELECT 'lines-recorded', 'attendance ' || a.id, 'was put right, and transfer ' || a.reversal_id || ' does not turn it round'
      FROM attendance a LEFT JOIN transfer t ON t.scheme_id = a.scheme_id AND t.id = a.reversal_id AND t.reverses_id = a.transfer_id
      WHERE a.scheme_id = p_scheme AND a.reversal_id IS NOT NULL AND t.id IS NULL
    UNION ALL
    SELECT 'transfers-sourced', 'transfer ' || t.id, 'is named by no line of a register and by no contribution'
      FROM earned t LEFT JOIN sources s ON s.transfer_id = t.id
      WHERE s.transfer_id IS NULL
    UNION ALL
    SELECT 'transfers-sourced', 'entry ' || e.id, 'is named by no version of a register'
      FROM journal_entry e LEFT JOIN register_version v ON v.scheme_id = e.scheme_id AND v.entry_id = e.id
      WHERE e.scheme_id = p_scheme AND e.source_key ~ '^register/[0-9a-f-]{36}/[0-9]+$' AND v.entry_id IS NULL
  $$;
`;
