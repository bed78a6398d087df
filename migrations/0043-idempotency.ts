import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What programs were answered, so that asking again does nothing twice and gets the same answer; and the proof that each
 * register and contribution has its transfers, and each of those its source.
 */
export class Idempotency1764000000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(IDEMPOTENCY_KEY);
    await runner.query(BEGIN_AND_PRUNE);
    await runner.query(SOURCES_PROVE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION sources_prove(uuid);
      DROP FUNCTION idempotency_begin(uuid, uuid, text, text), idempotency_prune(interval, integer);
      DROP TABLE idempotency_key;
    `);
  }
}

const IDEMPOTENCY_KEY = `
  CREATE TABLE idempotency_key (
    scheme_id uuid NOT NULL CONSTRAINT idempotency_key_scheme_fkey REFERENCES scheme,
    actor uuid NOT NULL,
    route text NOT NULL CONSTRAINT idempotency_key_route_length CHECK (char_length(route) BETWEEN 1 AND 200),
    key text NOT NULL CONSTRAINT idempotency_key_key_plain CHECK (key ~ '^[!-~]{1,100}$'),
    body_hash bytea NOT NULL CONSTRAINT idempotency_key_body_hash_length CHECK (octet_length(body_hash) = 32),
    status smallint NOT NULL CONSTRAINT idempotency_key_status_good CHECK (status BETWEEN 200 AND 299),
    answer json NOT NULL CONSTRAINT idempotency_key_answer_size CHECK (octet_length(answer::text) <= 1048576),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT idempotency_key_pkey PRIMARY KEY (scheme_id, actor, route, key)
  );
  CREATE INDEX idempotency_key_created ON idempotency_key (created_at);
  COMMENT ON TABLE idempotency_key IS
    'What a request changed and was answered, written in the transaction of its effect. The same request again gets the same answer and changes nothing.';
  COMMENT ON COLUMN idempotency_key.actor IS 'Who asked: another one may use the same key for something else.';
  COMMENT ON COLUMN idempotency_key.route IS 'The method and the pattern of the address, without what it names.';
  COMMENT ON COLUMN idempotency_key.key IS 'Chosen by the client, anew for each thing it wants, and sent again with each retry.';
  COMMENT ON COLUMN idempotency_key.body_hash IS 'SHA-256 of the whole address and the body, whatever the order of its fields.';
  COMMENT ON COLUMN idempotency_key.status IS 'Refusals are not kept: they changed nothing, and may be different by now.';
  COMMENT ON COLUMN idempotency_key.answer IS
    'The body and the headers that were answered, as text and not as jsonb, so that they are the same to the letter.';
  ALTER TABLE idempotency_key ENABLE ROW LEVEL SECURITY;
  CREATE POLICY idempotency_key_of_scheme ON idempotency_key USING (scheme_id = current_scheme());
  GRANT SELECT, INSERT (scheme_id, actor, route, key, body_hash, status, answer) ON idempotency_key TO galaxies_app;
`;

/** Each statement of a volatile function sees what was committed before it, so whoever gets the lock sees what the last holder wrote. */
const BEGIN_AND_PRUNE = `
  CREATE FUNCTION idempotency_begin(of_scheme uuid, of_actor uuid, of_route text, of_key text)
  RETURNS TABLE (running boolean, body_hash bytea, status smallint, answer json)
  LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtextextended(
      concat_ws(' ', 'idempotency', of_scheme, of_actor, of_route, of_key), 0)) THEN
      RETURN QUERY SELECT true, NULL::bytea, NULL::smallint, NULL::json;
      RETURN;
    END IF;
    RETURN QUERY SELECT false, k.body_hash, k.status, k.answer FROM idempotency_key k
      WHERE k.scheme_id = of_scheme AND k.actor = of_actor AND k.route = of_route AND k.key = of_key;
  END $$;
  COMMENT ON FUNCTION idempotency_begin(uuid, uuid, text, text) IS
    'No row when the work is to be done now; running when another transaction is at it; otherwise what was answered. Nobody waits.';
  REVOKE ALL ON FUNCTION idempotency_begin(uuid, uuid, text, text) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION idempotency_begin(uuid, uuid, text, text) TO galaxies_app;

  CREATE FUNCTION idempotency_prune(kept_for interval, most integer) RETURNS integer
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH old_rows AS MATERIALIZED (
      SELECT scheme_id, actor, route, key FROM idempotency_key
      WHERE created_at < clock_timestamp() - greatest(kept_for, interval '180 days')
      ORDER BY created_at LIMIT least(most, 10000) FOR UPDATE SKIP LOCKED
    ), gone AS (
      DELETE FROM idempotency_key k USING old_rows o
      WHERE (k.scheme_id, k.actor, k.route, k.key) = (o.scheme_id, o.actor, o.route, o.key) RETURNING 1
    )
    SELECT count(*)::integer FROM gone
  $$;
  COMMENT ON FUNCTION idempotency_prune(interval, integer) IS
    'Removes answers after their time, never before 180 days: a phone may come back with what it kept. What was recorded has keys of its own for ever.';
  REVOKE ALL ON FUNCTION idempotency_prune(interval, integer) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION idempotency_prune(interval, integer) TO galaxies_app;
`;

/**
 * The service writes a line and its transfer in one transaction. This looks from both sides, so that neither can be changed,
 * added or taken away alone. Keys that do not name a row of these tables belong to somebody else's book.
 */
const SOURCES_PROVE = `
  CREATE FUNCTION sources_prove(p_scheme uuid) RETURNS SETOF ledger_finding
  LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH earned AS MATERIALIZED (
      SELECT t.id, t.amount, t.credit_account_id AS person, e.id AS entry_id, e.kind, e.source_key
      FROM journal_entry e JOIN transfer t ON t.scheme_id = e.scheme_id AND t.entry_id = e.id
        JOIN account i ON i.scheme_id = t.scheme_id AND i.id = t.debit_account_id AND i.kind = 'issued'
      WHERE e.scheme_id = p_scheme
        AND e.source_key ~ '^(register/[0-9a-f-]{36}/[0-9]+|(contribution|thanks)/[0-9a-f-]{36})$'
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
  COMMENT ON FUNCTION sources_prove(uuid) IS
    'What is wrong between the registers and contributions and the book: a line without its transfer, a transfer without its source.';
  REVOKE ALL ON FUNCTION sources_prove(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION sources_prove(uuid) TO galaxies_app;
`;
