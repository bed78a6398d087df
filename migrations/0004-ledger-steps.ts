import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The steps of recording an entry: find the accounts, lock them, write. The door itself comes last. */
export class LedgerSteps1764000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(NETSTRING);
    await runner.query(REQUIRE_SCHEME);
    await runner.query(OPEN_ACCOUNTS);
    await runner.query(TYPES);
    await runner.query(RECEIPT_OF);
    await runner.query(ASKED);
    await runner.query(LOCK);
    await runner.query(WRITE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION ledger_write, ledger_lock, ledger_asked, ledger_receipt_of, ledger_open_accounts,
        ledger_require_scheme, netstring;
      DROP TYPE ledger_receipt, ledger_lines;
    `);
  }
}

const NETSTRING = `
  CREATE FUNCTION netstring(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN octet_length(coalesce(value, ''))::text || ':' || coalesce(value, '') || ',';
  COMMENT ON FUNCTION netstring(text) IS
    'The length in bytes, a colon, the text and a comma, so that joined fields cannot be read in two ways. Nothing is 0:,';
`;

const REQUIRE_SCHEME = `
  CREATE FUNCTION ledger_require_scheme(p_scheme uuid) RETURNS void LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
  BEGIN
    IF (p_scheme = current_scheme()) IS NOT TRUE THEN
      RAISE EXCEPTION 'This transaction works for another scheme, or for none.'
        USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'ledger_scheme_is_current';
    END IF;
  END $$;
`;

const OPEN_ACCOUNTS = `
  CREATE FUNCTION ledger_open_accounts(p_scheme uuid, p_owner uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    PERFORM ledger_require_scheme(p_scheme);
    INSERT INTO account (scheme_id, owner_id, kind)
      SELECT p_scheme, p_owner, kind
      FROM unnest(CASE WHEN p_owner = p_scheme THEN ARRAY['issued', 'used', 'goodwill', 'pot', 'opening']
                       ELSE ARRAY['available', 'held'] END) AS kind
      ON CONFLICT ON CONSTRAINT account_owner_kind_unique DO NOTHING;
  END $$;
  COMMENT ON FUNCTION ledger_open_accounts(uuid, uuid) IS
    'Opens the accounts of a participant, or of the scheme when the owner is the scheme itself; again is the same as once.';
  GRANT EXECUTE ON FUNCTION ledger_open_accounts(uuid, uuid) TO galaxies_app;
`;

const TYPES = `
  CREATE TYPE ledger_lines AS (debit uuid[], credit uuid[], amount bigint[], reverses bigint[]);
  COMMENT ON TYPE ledger_lines IS 'The transfers of one entry, in the order they happen: four arrays of one length.';
  CREATE TYPE ledger_receipt AS (entry_id uuid, transfer_ids bigint[], made_up bigint, repeated boolean);
  COMMENT ON TYPE ledger_receipt IS 'What recording answers; repeated says that the entry was there before.';
`;

const RECEIPT_OF = `
  CREATE FUNCTION ledger_receipt_of(p_scheme uuid, p_source_key text, p_content bytea) RETURNS ledger_receipt
    LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
  DECLARE
    v_entry journal_entry;
  BEGIN
    SELECT * INTO v_entry FROM journal_entry WHERE scheme_id = p_scheme AND source_key = p_source_key;
    IF NOT FOUND THEN
      RETURN NULL;
    END IF;
    IF v_entry.content_hash <> p_content THEN
      RAISE EXCEPTION 'Another entry has this source key.'
        USING ERRCODE = 'unique_violation', CONSTRAINT = 'journal_entry_source_key_unique';
    END IF;
    RETURN (v_entry.id, (SELECT array_agg(id ORDER BY id) FROM transfer WHERE scheme_id = p_scheme AND entry_id = v_entry.id),
            v_entry.made_up, true)::ledger_receipt;
  END $$;
`;

const ASKED = `
  CREATE FUNCTION ledger_asked(p_scheme uuid, p_debit_kind text[], p_debit_owner uuid[], p_credit_kind text[],
    p_credit_owner uuid[], p_amount bigint[]) RETURNS ledger_lines
    LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
  DECLARE
    v_lines ledger_lines;
  BEGIN
    SELECT array_agg(d.id ORDER BY n), array_agg(c.id ORDER BY n), array_agg(amount ORDER BY n), array_agg(NULL::bigint)
      INTO v_lines
      FROM unnest(p_debit_kind, p_debit_owner, p_credit_kind, p_credit_owner, p_amount)
        WITH ORDINALITY AS asked (debit_kind, debit_owner, credit_kind, credit_owner, amount, n)
      LEFT JOIN account d ON d.scheme_id = p_scheme AND d.owner_id = debit_owner AND d.kind = debit_kind
      LEFT JOIN account c ON c.scheme_id = p_scheme AND c.owner_id = credit_owner AND c.kind = credit_kind;
    IF array_position(v_lines.debit, NULL) IS NOT NULL OR array_position(v_lines.credit, NULL) IS NOT NULL THEN
      RAISE EXCEPTION 'There is no such account in this scheme.' USING ERRCODE = 'no_data_found', CONSTRAINT = 'account_known';
    END IF;
    RETURN v_lines;
  END $$;
`;

/**
 * FOR NO KEY UPDATE, because FOR UPDATE deadlocks against foreign keys. In account order, so that two callers never wait
 * for each other. Moments of one account never run backwards, so a balance as at a moment is found by bisecting.
 */
const LOCK = `
  CREATE FUNCTION ledger_lock(p_scheme uuid, p_accounts uuid[], p_recorded_at timestamptz) RETURNS timestamptz
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  DECLARE
    v_latest timestamptz;
  BEGIN
    SELECT max(last_recorded_at) INTO v_latest FROM (
      SELECT last_recorded_at FROM account
      WHERE scheme_id = p_scheme AND id = ANY (p_accounts) AND keeps_balance
      ORDER BY id FOR NO KEY UPDATE) locked;
    IF p_recorded_at < v_latest THEN
      RAISE EXCEPTION 'One of these accounts has a later entry already.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_recorded_in_order';
    END IF;
    RETURN coalesce(p_recorded_at, greatest(clock_timestamp(), v_latest));
  END $$;
`;

const WRITE = `
  CREATE FUNCTION ledger_write(p_scheme uuid, p_entry uuid, p_recorded_at timestamptz, p_lines ledger_lines, p_closes bigint)
    RETURNS bigint[] LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  DECLARE
    v_ids bigint[];
  BEGIN
    WITH line AS MATERIALIZED (
      SELECT * FROM unnest(p_lines.debit, p_lines.credit, p_lines.amount, p_lines.reverses)
        WITH ORDINALITY AS l (debit, credit, amount, reverses, n)
    ), side AS (
      SELECT n, debit AS account_id, -amount AS delta, true AS is_debit FROM line
      UNION ALL SELECT n, credit, amount, false FROM line
    ), running AS MATERIALIZED (
      SELECT n, is_debit, account_id, last_seq + row_number() OVER w AS seq, balance + sum(delta) OVER w AS balance
      FROM side JOIN account a ON a.scheme_id = p_scheme AND a.id = account_id AND keeps_balance
      WINDOW w AS (PARTITION BY account_id ORDER BY n ROWS UNBOUNDED PRECEDING)
    ), moved AS (
      UPDATE account a SET balance = r.balance, last_seq = r.seq, last_recorded_at = p_recorded_at
      FROM (SELECT DISTINCT ON (account_id) * FROM running ORDER BY account_id, seq DESC) r
      WHERE a.scheme_id = p_scheme AND a.id = r.account_id
    ), written AS (
      INSERT INTO transfer (scheme_id, entry_id, debit_account_id, credit_account_id, amount, reverses_id, closes_id,
        debit_seq, debit_balance, credit_seq, credit_balance)
      SELECT p_scheme, p_entry, debit, credit, amount, reverses, p_closes, d.seq, d.balance, c.seq, c.balance
      FROM line LEFT JOIN running d ON d.n = line.n AND d.is_debit LEFT JOIN running c ON c.n = line.n AND NOT c.is_debit
      ORDER BY line.n RETURNING id
    )
    SELECT array_agg(id ORDER BY id) INTO v_ids FROM written;
    RETURN v_ids;
  END $$;
  COMMENT ON FUNCTION ledger_write IS
    'Writes the transfers of an entry whose accounts are locked, each with its number and running balance on both sides.';
`;
