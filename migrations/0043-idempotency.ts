import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What programs were answered, so that asking again does nothing twice and gets the same answer. */
export class Idempotency1764000000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(IDEMPOTENCY_KEY);
    await runner.query(BEGIN_AND_PRUNE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
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
