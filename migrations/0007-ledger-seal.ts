import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sealing: the canonical form of the book and the chain that fixes it. docs/verify says the same for outsiders. */
export class LedgerSeal1764000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CANONICAL);
    await runner.query(UNSEALED);
    await runner.query(SEAL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION ledger_seal, ledger_unsealed, ledger_seal_root, ledger_transfer_text, ledger_entry_text, ledger_moment;
    `);
  }
}

const CANONICAL = `
  CREATE FUNCTION ledger_moment(moment timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
  COMMENT ON FUNCTION ledger_moment(timestamptz) IS 'A moment as seals, checkpoints and exports write it: in UTC, to the microsecond.';
  GRANT EXECUTE ON FUNCTION ledger_moment(timestamptz) TO galaxies_app;

  CREATE FUNCTION ledger_entry_text(seq bigint, e journal_entry) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN netstring(seq::text) || netstring((e).id::text) || netstring((e).kind) || netstring((e).source_key)
      || netstring(encode((e).content_hash, 'hex')) || netstring(to_char((e).occurred_on, 'YYYY-MM-DD'))
      || netstring(ledger_moment((e).recorded_at)) || netstring((e).recorded_by::text) || netstring((e).on_behalf_of::text)
      || netstring((e).reason) || netstring((e).made_up::text);

  CREATE FUNCTION ledger_transfer_text(t transfer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN netstring((t).id::text) || netstring((t).debit_account_id::text) || netstring((t).credit_account_id::text)
      || netstring((t).amount::text) || netstring((t).reverses_id::text) || netstring((t).closes_id::text)
      || netstring((t).debit_seq::text) || netstring((t).debit_balance::text)
      || netstring((t).credit_seq::text) || netstring((t).credit_balance::text);
  COMMENT ON FUNCTION ledger_entry_text IS
    'The canonical form of an entry: its fields as netstrings, then those of its transfers in order of id. Its SHA-256 is what a seal fixes.';

  CREATE FUNCTION ledger_seal_root(s seal, leaves bytea) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
    RETURN sha256(convert_to(netstring('galaxies seal 1') || netstring((s).scheme_id::text) || netstring((s).number::text)
      || netstring((s).first_seq::text) || netstring((s).last_seq::text) || netstring((s).entries::text)
      || netstring((s).issued::text) || netstring((s).used::text) || netstring((s).opening::text)
      || netstring(encode((s).previous, 'hex')) || netstring(ledger_moment((s).sealed_at)) || netstring((s).horizon::text)
      || netstring(encode(sha256(leaves), 'hex')), 'UTF8'));
  COMMENT ON FUNCTION ledger_seal_root IS 'The root of a seal: SHA-256 of its fields as netstrings; leaves are its entries'' hashes, joined in order.';
`;

/**
 * Transaction numbers decide what is new: everything before the last horizon had ended and is sealed. Should the book have
 * moved to another server, whose numbers started anew, every entry is looked at instead. No entry is ever sealed twice,
 * whatever became of the numbers.
 */
const UNSEALED = `
  CREATE FUNCTION ledger_unsealed(p_scheme uuid, p_since xid8, p_horizon xid8) RETURNS SETOF journal_entry
    LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
  BEGIN
    IF p_since <= p_horizon THEN
      RETURN QUERY SELECT e.* FROM journal_entry e
        WHERE e.scheme_id = p_scheme AND e.xid >= p_since AND e.xid < p_horizon
          AND NOT EXISTS (SELECT FROM sealed_entry s WHERE s.scheme_id = e.scheme_id AND s.entry_id = e.id);
    ELSE
      RETURN QUERY SELECT e.* FROM journal_entry e
        WHERE e.scheme_id = p_scheme AND (e.xid < p_horizon OR e.xid >= p_since)
          AND NOT EXISTS (SELECT FROM sealed_entry s WHERE s.scheme_id = e.scheme_id AND s.entry_id = e.id);
    END IF;
  END $$;
`;

export const SEAL = `
  CREATE FUNCTION ledger_seal(p_scheme uuid) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    v_last seal;
    v_seal seal;
    v_leaves bytea;
    v_horizon xid8;
  BEGIN
    PERFORM ledger_require_scheme(p_scheme);
    PERFORM pg_advisory_xact_lock(hashtextextended('ledger_seal/' || p_scheme, 0));
    SELECT * INTO v_last FROM seal WHERE scheme_id = p_scheme ORDER BY number DESC LIMIT 1;
    v_horizon := pg_snapshot_xmin(pg_current_snapshot());

    WITH ready AS MATERIALIZED (
      SELECT coalesce(v_last.last_seq, 0) + row_number() OVER (ORDER BY e.recorded_at, e.id) AS seq, e
      FROM ledger_unsealed(p_scheme, coalesce(v_last.horizon, '0'), v_horizon) e
    )
    INSERT INTO sealed_entry (scheme_id, seq, entry_id, hash)
    SELECT p_scheme, seq, (e).id, sha256(convert_to(
      ledger_entry_text(seq, e) || coalesce(string_agg(ledger_transfer_text(t), '' ORDER BY t.id), ''), 'UTF8'))
    FROM ready LEFT JOIN transfer t ON t.scheme_id = p_scheme AND t.entry_id = (e).id AND t.id > (e).transfers_after AND t.id < (e).transfers_after + 10000
    GROUP BY seq, e ORDER BY seq;

    v_seal.scheme_id := p_scheme;
    v_seal.number := coalesce(v_last.number, 0) + 1;
    v_seal.first_seq := coalesce(v_last.last_seq, 0) + 1;
    SELECT count(*), max(seq), string_agg(hash, '' ORDER BY seq) INTO v_seal.entries, v_seal.last_seq, v_leaves
      FROM sealed_entry WHERE scheme_id = p_scheme AND seq >= v_seal.first_seq;
    IF v_seal.entries = 0 THEN
      RETURN NULL;
    END IF;
    SELECT coalesce(v_last.issued, 0) + coalesce(sum(p.delta) FILTER (WHERE a.kind = 'issued'), 0),
           coalesce(v_last.used, 0) + coalesce(sum(p.delta) FILTER (WHERE a.kind = 'used'), 0),
           coalesce(v_last.opening, 0) + coalesce(sum(p.delta) FILTER (WHERE a.kind = 'opening'), 0)
      INTO v_seal.issued, v_seal.used, v_seal.opening
      FROM sealed_entry s JOIN journal_entry e ON e.scheme_id = s.scheme_id AND e.id = s.entry_id
      JOIN posting p ON p.scheme_id = e.scheme_id AND p.entry_id = e.id AND p.transfer_id > e.transfers_after AND p.transfer_id < e.transfers_after + 10000
      JOIN account a ON a.scheme_id = p.scheme_id AND a.id = p.account_id AND NOT a.keeps_balance
      WHERE s.scheme_id = p_scheme AND s.seq >= v_seal.first_seq;
    v_seal.previous := coalesce(v_last.root, decode(repeat('00', 32), 'hex'));
    v_seal.sealed_at := clock_timestamp();
    v_seal.horizon := v_horizon;
    v_seal.root := ledger_seal_root(v_seal, v_leaves);
    INSERT INTO seal SELECT v_seal.*;
    RETURN v_seal.number;
  END $$;
  COMMENT ON FUNCTION ledger_seal(uuid) IS
    'Numbers and fixes every entry whose transaction has ended since the last seal, and returns the new seal''s number, or nothing when there was nothing new.';
  GRANT EXECUTE ON FUNCTION ledger_seal(uuid) TO galaxies_app;
`;
