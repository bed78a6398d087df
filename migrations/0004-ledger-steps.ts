import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is written of a transfer, in this order. */
const TRANSFER_COLUMNS = `scheme_id, id, entry_id, debit_account_id, credit_account_id, amount, reverses_id, closes_id,
      debit_seq, debit_balance, credit_seq, credit_balance`;

/** The transfers of an entry by their ids, which follow the number that the entry keeps. */
const TRANSFERS_OF = (entry: string): string =>
  `entry_id = ${entry}.id AND id > ${entry}.transfers_after AND id < ${entry}.transfers_after + 10000`;

/**
 * The steps of recording an entry. The door itself comes last. The steps are called by functions of the owner that pin the
 * search path, and nobody else may.
 */
export class LedgerSteps1764000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(NETSTRING);
    await runner.query(REQUIRE_SCHEME);
    await runner.query(OPEN_ACCOUNTS);
    await runner.query(TYPES);
    await runner.query(RECEIPT_OF);
    await runner.query(WRITE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION ledger_write, ledger_receipt_of, ledger_open_accounts,
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
  COMMENT ON TYPE ledger_lines IS
    'The transfers of one entry, in order: four arrays of one length.';
  CREATE TYPE ledger_kept AS (accounts uuid[], balances bigint[], seqs bigint[], unkept uuid[]);
  COMMENT ON TYPE ledger_kept IS
    'The locked accounts in order of id, what they hold and how many postings they have, and the scheme''s accounts that keep no balance.';
  CREATE TYPE ledger_receipt AS (entry_id uuid, transfers_after bigint, transfers integer, made_up bigint, repeated boolean);
  COMMENT ON TYPE ledger_receipt IS
    'What recording answers: the entry, and how many transfers it has, with the ids that follow transfers_after; repeated says that it was there before.';
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
    RETURN (v_entry.id, v_entry.transfers_after, (SELECT count(*) FROM transfer WHERE scheme_id = p_scheme AND ${TRANSFERS_OF('v_entry')}),
            v_entry.made_up, true)::ledger_receipt;
  END $$;
`;

/**
 * Everything in an entry happens at one moment: an account receives before it gives, so nobody is below nought on the way
 * to a balance that is not.
 */
const WRITE = `
  CREATE FUNCTION ledger_write(p_scheme uuid, p_entry uuid, p_after bigint, p_recorded_at timestamptz, p_lines ledger_lines, p_closes bigint,
    p_kept ledger_kept) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM unnest(p_lines.debit || p_lines.credit) AS account
               WHERE (account = ANY (p_kept.accounts || p_kept.unkept)) IS NOT TRUE) THEN
      RAISE EXCEPTION 'There is no such account in this scheme.' USING ERRCODE = 'no_data_found', CONSTRAINT = 'account_known';
    END IF;
    WITH line AS MATERIALIZED (
      SELECT * FROM unnest(p_lines.debit, p_lines.credit, p_lines.amount, p_lines.reverses)
        WITH ORDINALITY AS line (debit, credit, amount, reverses, n)
    ), side AS MATERIALIZED (
      SELECT n, gives, account, seq + row_number() OVER taken AS seq, balance + sum(change) OVER taken AS balance
      FROM (SELECT n, false AS gives, credit AS account, amount AS change FROM line
            UNION ALL SELECT n, true, debit, -amount FROM line) posting
      JOIN unnest(p_kept.accounts, p_kept.balances, p_kept.seqs) AS kept (account, balance, seq) USING (account)
      WINDOW taken AS (PARTITION BY account ORDER BY gives, n ROWS UNBOUNDED PRECEDING)
    ), changed AS (
      UPDATE account SET balance = latest.balance, last_seq = latest.seq, last_recorded_at = p_recorded_at
      FROM (SELECT DISTINCT ON (account) account, seq, balance FROM side ORDER BY account, seq DESC) latest
      WHERE scheme_id = p_scheme AND id = latest.account
    )
    INSERT INTO transfer (${TRANSFER_COLUMNS})
      SELECT p_scheme, p_after + line.n, p_entry, debit, credit, amount, reverses, p_closes, d.seq, d.balance, c.seq, c.balance
      FROM line LEFT JOIN side d ON d.n = line.n AND d.gives LEFT JOIN side c ON c.n = line.n AND NOT c.gives;
  END $$;
  COMMENT ON FUNCTION ledger_write IS
    'Writes the transfers of an entry whose accounts are locked, each with its number and running balance on both sides.';
`;
