import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The book: accounts, journal entries, transfers, and the chain of seals. It knows nobody. */
export class Ledger1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ACCOUNT);
    await runner.query(JOURNAL_ENTRY);
    await runner.query(TRANSFER);
    await runner.query(SEAL);
    for (const table of ['account', 'journal_entry', 'transfer', 'sealed_entry', 'seal', 'seal_signature']) {
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_of_scheme ON ${table} USING (scheme_id = current_scheme());
        GRANT SELECT ON ${table} TO galaxies_app;
      `);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW posting;
      DROP TABLE seal_signature, seal, sealed_entry, transfer, journal_entry, account;
      DROP FUNCTION ledger_keep_identity(), ledger_identify_account(), account_id_of(uuid, uuid, text);
      DROP DOMAIN transfer_amount, made_up_galaxies, entry_reason, entry_day, entry_source_key, entry_kind, kept_galaxies, account_kind;
    `);
  }
}

/**
 * What only an account's making decides is kept by triggers: generated columns and checks of the table would be worked out
 * anew for each change of a balance. A rule about one column is a domain: PostgreSQL reads the text of a table's check anew
 * for each statement, and keeps that of a domain.
 */
const ACCOUNT = `
  CREATE FUNCTION account_id_of(scheme uuid, owner uuid, kind text) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN kind = 'available' THEN owner ELSE md5(scheme::text || '/' || owner::text || '/' || kind)::uuid END;
  COMMENT ON FUNCTION account_id_of(uuid, uuid, text) IS
    'An account''s id follows from whose it is, so that what is sealed about an account fixes its owner too. What a participant may use goes by the participant''s own id.';

  CREATE DOMAIN account_kind AS text CONSTRAINT account_kind_known
    CHECK (VALUE IN ('available', 'held', 'issued', 'used', 'goodwill', 'pot', 'opening'));
  CREATE DOMAIN kept_galaxies AS bigint CONSTRAINT account_balance_not_negative CHECK (VALUE >= 0);

  CREATE TABLE account (
    scheme_id uuid NOT NULL CONSTRAINT account_scheme_fkey REFERENCES scheme,
    id uuid NOT NULL,
    owner_id uuid NOT NULL,
    kind account_kind NOT NULL,
    keeps_balance boolean NOT NULL,
    balance kept_galaxies NOT NULL DEFAULT 0,
    last_seq bigint NOT NULL DEFAULT 0,
    last_recorded_at timestamptz NOT NULL DEFAULT '-infinity',
    CONSTRAINT account_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT account_owner_kind_unique UNIQUE (scheme_id, owner_id, kind)
  ) WITH (fillfactor = 70);
  COMMENT ON TABLE account IS 'One pot of galaxies. Credits raise its balance.';
  COMMENT ON COLUMN account.owner_id IS 'The participant whose account it is; the scheme''s own id for the scheme''s accounts.';
  COMMENT ON COLUMN account.keeps_balance IS
    'False for issued, used and opening: every award would queue behind their row. Their totals come from the seals and transfers.';
  COMMENT ON COLUMN account.balance IS 'Credits less debits, in galaxies; nought for an account that keeps no balance.';
  COMMENT ON COLUMN account.last_seq IS 'How many postings the account has; the next one gets the next number.';
  COMMENT ON COLUMN account.last_recorded_at IS 'When its latest posting was recorded: recorded moments never run backwards within an account.';

  CREATE FUNCTION ledger_identify_account() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    IF (NEW.kind IN ('available', 'held')) <> (NEW.owner_id <> NEW.scheme_id) THEN
      RAISE EXCEPTION 'A participant''s account belongs to a participant, and a scheme''s to the scheme.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'account_owner_fits_kind';
    END IF;
    NEW.id := account_id_of(NEW.scheme_id, NEW.owner_id, NEW.kind);
    NEW.keeps_balance := NEW.kind NOT IN ('issued', 'used', 'opening');
    RETURN NEW;
  END $$;
  CREATE TRIGGER account_identified BEFORE INSERT ON account FOR EACH ROW EXECUTE FUNCTION ledger_identify_account();

  CREATE FUNCTION ledger_keep_identity() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    RAISE EXCEPTION 'An account stays whose and what it was when it was opened.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'account_identity_kept';
  END $$;
  CREATE TRIGGER account_identity_kept BEFORE UPDATE OF scheme_id, id, owner_id, kind, keeps_balance ON account
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_keep_identity();
`;

const JOURNAL_ENTRY = `
  CREATE DOMAIN entry_kind AS text CONSTRAINT journal_entry_kind_known CHECK (VALUE IN ('register', 'contribution', 'thanks',
    'hold', 'settle', 'release', 'transfer', 'reversal', 'adjustment', 'goodwill', 'opening'));
  CREATE DOMAIN entry_source_key AS text CONSTRAINT journal_entry_source_key_length CHECK (char_length(VALUE) BETWEEN 1 AND 200);
  CREATE DOMAIN entry_day AS date CONSTRAINT journal_entry_occurred_on_in_range CHECK (VALUE BETWEEN '1900-01-01' AND '9999-12-31');
  CREATE DOMAIN entry_reason AS text CONSTRAINT journal_entry_reason_length CHECK (char_length(VALUE) BETWEEN 1 AND 500);
  CREATE DOMAIN made_up_galaxies AS bigint CONSTRAINT journal_entry_made_up_not_negative CHECK (VALUE >= 0);

  CREATE TABLE journal_entry (
    scheme_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    kind entry_kind NOT NULL,
    source_key entry_source_key NOT NULL,
    content_hash bytea NOT NULL,
    occurred_on entry_day NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by uuid NOT NULL,
    on_behalf_of uuid,
    reason entry_reason,
    made_up made_up_galaxies NOT NULL,
    transfers_after bigint NOT NULL GENERATED ALWAYS AS IDENTITY (START 10000 INCREMENT 10000),
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT journal_entry_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT journal_entry_source_key_unique UNIQUE (scheme_id, source_key)
  );
  CREATE INDEX journal_entry_xid ON journal_entry (scheme_id, xid);
  COMMENT ON TABLE journal_entry IS 'One business fact. It is written once, never edited and never deleted.';
  COMMENT ON COLUMN journal_entry.source_key IS 'The natural key of the fact, so that it is recorded once whatever is retried.';
  COMMENT ON COLUMN journal_entry.content_hash IS 'SHA-256 of what was asked for, to tell a retry from another fact under the same key.';
  COMMENT ON COLUMN journal_entry.occurred_on IS 'The day it happened in the world, in the scheme''s time zone.';
  COMMENT ON COLUMN journal_entry.recorded_at IS 'The moment it was written down.';
  COMMENT ON COLUMN journal_entry.recorded_by IS 'The actor: a random id, never a name.';
  COMMENT ON COLUMN journal_entry.on_behalf_of IS 'The person somebody acted for, when they did not act themselves.';
  COMMENT ON COLUMN journal_entry.made_up IS 'Galaxies that goodwill put in because a person had already used what was reversed.';
  COMMENT ON COLUMN journal_entry.transfers_after IS
    'Its transfers have the ids that follow this one, the first transfer the first, so that they are found without an index of their own.';
  COMMENT ON COLUMN journal_entry.xid IS 'The database transaction that wrote it, so that sealing misses no late commit.';
`;

const TRANSFER = `
  CREATE DOMAIN transfer_amount AS integer CONSTRAINT transfer_amount_in_range CHECK (VALUE BETWEEN 1 AND 1000000);

  CREATE TABLE transfer (
    scheme_id uuid NOT NULL,
    id bigint NOT NULL,
    entry_id uuid NOT NULL,
    debit_account_id uuid NOT NULL,
    credit_account_id uuid NOT NULL,
    amount transfer_amount NOT NULL,
    reverses_id bigint,
    closes_id bigint,
    debit_seq bigint,
    debit_balance kept_galaxies,
    credit_seq bigint,
    credit_balance kept_galaxies,
    CONSTRAINT transfer_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT transfer_accounts_differ CHECK (debit_account_id <> credit_account_id)
  );
  CREATE UNIQUE INDEX transfer_debit_seq_unique ON transfer (scheme_id, debit_account_id, debit_seq) WHERE debit_seq IS NOT NULL;
  CREATE UNIQUE INDEX transfer_credit_seq_unique ON transfer (scheme_id, credit_account_id, credit_seq) WHERE credit_seq IS NOT NULL;
  CREATE UNIQUE INDEX transfer_reversed_once ON transfer (scheme_id, reverses_id) WHERE reverses_id IS NOT NULL;
  CREATE UNIQUE INDEX transfer_closed_once ON transfer (scheme_id, closes_id) WHERE closes_id IS NOT NULL;
  COMMENT ON TABLE transfer IS 'A positive amount from one account to another; an unbalanced entry cannot be written.';
  COMMENT ON COLUMN transfer.id IS 'The number that its entry begins after, and its place among the entry''s transfers.';
  COMMENT ON COLUMN transfer.entry_id IS
    'Its journal entry. No foreign key: ledger_record writes both in one transaction, and ledger_prove looks for orphans.';
  COMMENT ON COLUMN transfer.reverses_id IS 'The transfer that this one turns round.';
  COMMENT ON COLUMN transfer.closes_id IS 'The hold that this transfer settles or releases.';
  COMMENT ON COLUMN transfer.debit_seq IS 'Its number among the debit account''s postings; none where the account keeps no balance.';
  COMMENT ON COLUMN transfer.debit_balance IS 'The debit account''s balance just after this transfer. Within an entry an account receives before it gives.';
  COMMENT ON COLUMN transfer.credit_seq IS 'Its number among the credit account''s postings; none where the account keeps no balance.';
  COMMENT ON COLUMN transfer.credit_balance IS 'The credit account''s balance just after this transfer.';

  CREATE VIEW posting WITH (security_invoker = true) AS
    SELECT scheme_id, debit_account_id AS account_id, debit_seq AS seq, id AS transfer_id, entry_id,
           -amount AS delta, debit_balance AS balance, credit_account_id AS other_account_id FROM transfer
    UNION ALL
    SELECT scheme_id, credit_account_id, credit_seq, id, entry_id,
           amount, credit_balance, debit_account_id FROM transfer;
  COMMENT ON VIEW posting IS 'Each transfer as seen from each of its two accounts; delta is positive for a credit.';
  GRANT SELECT ON posting TO galaxies_app;
`;

const SEAL = `
  CREATE TABLE sealed_entry (
    scheme_id uuid NOT NULL,
    seq bigint NOT NULL,
    entry_id uuid NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT sealed_entry_pkey PRIMARY KEY (scheme_id, seq),
    CONSTRAINT sealed_entry_entry_unique UNIQUE (scheme_id, entry_id)
  );
  COMMENT ON TABLE sealed_entry IS 'The number that an entry got when it was sealed, 1 onwards without a gap, and the hash of its canonical form.';

  CREATE TABLE seal (
    scheme_id uuid NOT NULL CONSTRAINT seal_scheme_fkey REFERENCES scheme,
    number bigint NOT NULL,
    first_seq bigint NOT NULL,
    last_seq bigint NOT NULL,
    entries bigint NOT NULL,
    issued bigint NOT NULL,
    used bigint NOT NULL,
    opening bigint NOT NULL,
    previous bytea NOT NULL,
    root bytea NOT NULL,
    sealed_at timestamptz NOT NULL,
    horizon xid8 NOT NULL,
    CONSTRAINT seal_pkey PRIMARY KEY (scheme_id, number),
    CONSTRAINT seal_root_unique UNIQUE (scheme_id, root),
    CONSTRAINT seal_range_whole CHECK (last_seq - first_seq + 1 = entries AND entries > 0)
  );
  COMMENT ON TABLE seal IS 'A link in the chain that fixes a run of entries.';
  COMMENT ON COLUMN seal.issued IS 'Credits less debits of the account issued over all sealed entries so far; used and opening likewise.';
  COMMENT ON COLUMN seal.previous IS 'The root of the seal before; 32 zero bytes for the first.';
  COMMENT ON COLUMN seal.root IS 'SHA-256 of this seal''s canonical form, which holds the previous root and every entry''s hash.';
  COMMENT ON COLUMN seal.horizon IS 'Every transaction before this one had ended when the seal was made, so none can slip under it.';

  CREATE TABLE seal_signature (
    scheme_id uuid NOT NULL,
    number bigint NOT NULL,
    public_key bytea NOT NULL CONSTRAINT seal_signature_public_key_length CHECK (octet_length(public_key) = 32),
    signature bytea NOT NULL CONSTRAINT seal_signature_signature_length CHECK (octet_length(signature) = 64),
    CONSTRAINT seal_signature_pkey PRIMARY KEY (scheme_id, number, public_key),
    CONSTRAINT seal_signature_seal_fkey FOREIGN KEY (scheme_id, number) REFERENCES seal
  );
  COMMENT ON TABLE seal_signature IS 'An Ed25519 signature of a seal''s checkpoint, by a key that the database does not hold.';
  GRANT INSERT ON seal_signature TO galaxies_app;
`;
