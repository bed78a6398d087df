import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The steps of recording an entry: find the accounts, lock them, write. The door itself comes last. The steps are called by
 * functions of the owner that pin the search path, and nobody else may; setting it again in each would cost as much as the step.
 */
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
      DROP TYPE ledger_receipt, ledger_kept, ledger_lines;
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
  CREATE FUNCTION ledger_require_scheme(p_scheme uuid) RETURNS void LANGUAGE plpgsql STABLE AS $$
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
  CREATE TYPE ledger_kept AS (accounts uuid[], balances bigint[], seqs bigint[], latest timestamptz, unkept uuid[]);
  COMMENT ON TYPE ledger_kept IS
    'The locked accounts in order of id, what they hold and how many postings they have, the moment of their latest posting, and the scheme''s accounts that keep no balance.';
  CREATE TYPE ledger_receipt AS (entry_id uuid, transfer_ids bigint[], made_up bigint, repeated boolean);
  COMMENT ON TYPE ledger_receipt IS 'What recording answers; repeated says that the entry was there before.';
`;

const RECEIPT_OF = `
  CREATE FUNCTION ledger_receipt_of(p_scheme uuid, p_source_key text, p_content bytea) RETURNS ledger_receipt
    LANGUAGE plpgsql STABLE AS $$
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
    LANGUAGE plpgsql STABLE AS $$
  DECLARE
    v_lines ledger_lines;
  BEGIN
    SELECT array_agg(account_id_of(p_scheme, debit_owner, debit_kind)), array_agg(account_id_of(p_scheme, credit_owner, credit_kind)),
           array_agg(amount), array_agg(NULL::bigint)
      INTO v_lines
      FROM unnest(p_debit_kind, p_debit_owner, p_credit_kind, p_credit_owner, p_amount)
        AS asked (debit_kind, debit_owner, credit_kind, credit_owner, amount);
    RETURN v_lines;
  END $$;
  COMMENT ON FUNCTION ledger_asked IS
    'The transfers asked for. An account''s id follows from whose it is; whether there is such an account is seen when it is locked.';
`;

/**
 * FOR NO KEY UPDATE, because FOR UPDATE deadlocks against foreign keys. In account order, so that two callers never wait
 * for each other.
 */
const LOCK = `
  CREATE FUNCTION ledger_lock(p_scheme uuid, p_accounts uuid[]) RETURNS ledger_kept LANGUAGE plpgsql AS $$
  DECLARE
    v_kept ledger_kept;
  BEGIN
    SELECT array_agg(id), array_agg(balance), array_agg(last_seq), max(last_recorded_at),
           (SELECT array_agg(id) FROM account WHERE scheme_id = p_scheme AND owner_id = p_scheme AND NOT keeps_balance)
      INTO v_kept FROM (
        SELECT id, balance, last_seq, last_recorded_at FROM account
        WHERE scheme_id = p_scheme AND id = ANY (p_accounts) AND keeps_balance
        ORDER BY id FOR NO KEY UPDATE) locked;
    RETURN v_kept;
  END $$;
`;

/**
 * The ids are in order, so each account's place among them is found by halving. One that was not locked is one of the
 * scheme's that keep no balance, or is not there at all.
 */
const WRITE = `
  CREATE FUNCTION ledger_write(p_scheme uuid, p_entry uuid, p_recorded_at timestamptz, p_lines ledger_lines, p_closes bigint,
    p_kept ledger_kept) RETURNS bigint[] LANGUAGE plpgsql AS $$
  DECLARE
    v_accounts uuid[] := p_kept.accounts;
    v_balances bigint[] := p_kept.balances;
    v_seqs bigint[] := p_kept.seqs;
    v_debit_seqs bigint[] := array_fill(NULL::bigint, ARRAY[cardinality(p_lines.amount)]);
    v_debit_balances bigint[] := v_debit_seqs;
    v_credit_seqs bigint[] := v_debit_seqs;
    v_credit_balances bigint[] := v_debit_seqs;
    v_account uuid;
    v_place integer;
    v_known boolean := true;
    v_ids bigint[];
  BEGIN
    FOR n IN 1..cardinality(p_lines.amount) LOOP
      v_account := p_lines.debit[n];
      v_place := width_bucket(v_account, v_accounts);
      IF v_accounts[v_place] = v_account THEN
        v_seqs[v_place] := v_seqs[v_place] + 1;
        v_balances[v_place] := v_balances[v_place] - p_lines.amount[n];
        v_debit_seqs[n] := v_seqs[v_place];
        v_debit_balances[n] := v_balances[v_place];
      ELSE
        v_known := v_known AND v_account = ANY (p_kept.unkept);
      END IF;
      v_account := p_lines.credit[n];
      v_place := width_bucket(v_account, v_accounts);
      IF v_accounts[v_place] = v_account THEN
        v_seqs[v_place] := v_seqs[v_place] + 1;
        v_balances[v_place] := v_balances[v_place] + p_lines.amount[n];
        v_credit_seqs[n] := v_seqs[v_place];
        v_credit_balances[n] := v_balances[v_place];
      ELSE
        v_known := v_known AND v_account = ANY (p_kept.unkept);
      END IF;
    END LOOP;
    IF v_known IS NOT TRUE THEN
      RAISE EXCEPTION 'There is no such account in this scheme.' USING ERRCODE = 'no_data_found', CONSTRAINT = 'account_known';
    END IF;

    UPDATE account SET balance = v_balances[width_bucket(id, v_accounts)], last_seq = v_seqs[width_bucket(id, v_accounts)],
        last_recorded_at = p_recorded_at
      WHERE scheme_id = p_scheme AND id = ANY (v_accounts) AND last_seq < v_seqs[width_bucket(id, v_accounts)];
    WITH written AS (
      INSERT INTO transfer (scheme_id, entry_id, debit_account_id, credit_account_id, amount, reverses_id, closes_id,
        debit_seq, debit_balance, credit_seq, credit_balance)
      SELECT p_scheme, p_entry, debit, credit, amount, reverses, p_closes, debit_seq, debit_balance, credit_seq, credit_balance
      FROM unnest(p_lines.debit, p_lines.credit, p_lines.amount, p_lines.reverses, v_debit_seqs, v_debit_balances,
        v_credit_seqs, v_credit_balances)
        AS line (debit, credit, amount, reverses, debit_seq, debit_balance, credit_seq, credit_balance)
      RETURNING id
    )
    SELECT array_agg(id ORDER BY id) INTO v_ids FROM written;
    RETURN v_ids;
  END $$;
  COMMENT ON FUNCTION ledger_write IS
    'Writes the transfers of an entry whose accounts are locked, each with its number and running balance on both sides.';
`;
