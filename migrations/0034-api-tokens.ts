import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tokens with which programs use the API, and how often somebody may ask. */
export class ApiTokens1764000000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(API_TOKEN);
    await runner.query(RATE_COUNT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION rate_take(text, integer);
      DROP TABLE rate_count, api_token;
    `);
  }
}

const API_TOKEN = `
  CREATE TABLE api_token (
    scheme_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    name text NOT NULL
      CONSTRAINT api_token_name_length CHECK (char_length(name) BETWEEN 1 AND 60 AND name = btrim(name)),
    token_hash bytea NOT NULL CONSTRAINT api_token_token_hash_length CHECK (octet_length(token_hash) = 32),
    scopes text[] NOT NULL CONSTRAINT api_token_scopes_shape CHECK (
      cardinality(scopes) BETWEEN 1 AND 40 AND array_position(scopes, NULL) IS NULL
      AND array_to_string(scopes, ',') ~ '^[a-z]+:(read|write)(,[a-z]+:(read|write))*$'),
    made_by uuid NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ends_at timestamptz NOT NULL,
    used_at timestamptz,
    revoked_by uuid,
    revoked_at timestamptz,
    CONSTRAINT api_token_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT api_token_token_hash_unique UNIQUE (scheme_id, token_hash),
    CONSTRAINT api_token_made_by_fkey FOREIGN KEY (scheme_id, made_by) REFERENCES person,
    CONSTRAINT api_token_revoked_by_fkey FOREIGN KEY (scheme_id, revoked_by) REFERENCES person,
    CONSTRAINT api_token_ends CHECK (ends_at > made_at AND ends_at <= made_at + interval '367 days'),
    CONSTRAINT api_token_revoked_by_somebody CHECK ((revoked_by IS NULL) = (revoked_at IS NULL))
  );
  CREATE UNIQUE INDEX api_token_name_unique ON api_token (scheme_id, lower(name)) WHERE revoked_at IS NULL;
  COMMENT ON TABLE api_token IS 'What a program shows instead of a sign-in. It may do what its scopes name, and nothing else.';
  COMMENT ON COLUMN api_token.name IS 'Which program it is for, in the words of the administrator.';
  COMMENT ON COLUMN api_token.token_hash IS 'SHA-256 of the 256 random bits. The token itself is shown once and kept nowhere.';
  COMMENT ON COLUMN api_token.scopes IS 'What it may be used for, such as registers:write.';
  COMMENT ON COLUMN api_token.made_by IS 'The administrator who answers for it: what it does counts as done by them, and it works only while they are one.';
  COMMENT ON COLUMN api_token.ends_at IS 'It works until here: a year at the most.';
  COMMENT ON COLUMN api_token.used_at IS 'When it was last used, to the minute.';
  COMMENT ON COLUMN api_token.revoked_by IS 'The administrator who ended it.';
  COMMENT ON COLUMN api_token.revoked_at IS 'It works no longer from here.';
  ALTER TABLE api_token ENABLE ROW LEVEL SECURITY;
  CREATE POLICY api_token_of_scheme ON api_token USING (scheme_id = current_scheme());
  GRANT SELECT, INSERT (scheme_id, id, name, token_hash, scopes, made_by, ends_at),
    UPDATE (used_at, revoked_by, revoked_at) ON api_token TO galaxies_app;
`;

const RATE_COUNT = `
  CREATE UNLOGGED TABLE rate_count (
    scheme_id uuid NOT NULL,
    subject text NOT NULL CONSTRAINT rate_count_subject_length CHECK (char_length(subject) BETWEEN 1 AND 100),
    began_at timestamptz NOT NULL,
    taken integer NOT NULL CONSTRAINT rate_count_taken_positive CHECK (taken > 0),
    CONSTRAINT rate_count_pkey PRIMARY KEY (scheme_id, subject),
    CONSTRAINT rate_count_scheme_fkey FOREIGN KEY (scheme_id) REFERENCES scheme
  );
  COMMENT ON TABLE rate_count IS
    'How often somebody asked since a moment. It is not logged: after a crash counting begins anew, which does no harm.';
  COMMENT ON COLUMN rate_count.subject IS 'Who or what is counted, such as token/ and an id or network/ and its first bits.';
  COMMENT ON COLUMN rate_count.began_at IS 'When counting began; after the time that was asked for it begins anew.';
  COMMENT ON COLUMN rate_count.taken IS 'How often since then.';
  ALTER TABLE rate_count ENABLE ROW LEVEL SECURITY;
  CREATE POLICY rate_count_of_scheme ON rate_count USING (scheme_id = current_scheme());

  CREATE FUNCTION rate_take(p_subject text, p_seconds integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE v_taken integer;
  BEGIN
    INSERT INTO rate_count AS r (scheme_id, subject, began_at, taken)
    VALUES (current_scheme(), p_subject, clock_timestamp(), 1)
    ON CONFLICT (scheme_id, subject) DO UPDATE SET
      taken = CASE WHEN r.began_at + p_seconds * interval '1 s' > clock_timestamp() THEN least(r.taken, 1000000000) + 1 ELSE 1 END,
      began_at = CASE WHEN r.began_at + p_seconds * interval '1 s' > clock_timestamp() THEN r.began_at ELSE clock_timestamp() END
    RETURNING taken INTO v_taken;
    IF v_taken = 1 THEN
      DELETE FROM rate_count d USING (
        SELECT scheme_id, subject FROM rate_count
        WHERE scheme_id = current_scheme() AND subject <> p_subject AND began_at < clock_timestamp() - interval '1 day'
        LIMIT 20 FOR UPDATE SKIP LOCKED
      ) old WHERE d.scheme_id = old.scheme_id AND d.subject = old.subject;
    END IF;
    RETURN v_taken;
  END $$;
  COMMENT ON FUNCTION rate_take(text, integer) IS
    'Counts one more of a subject and answers how many there were in its time, this one too. Removes counts a day old as it goes.';
  REVOKE ALL ON FUNCTION rate_take(text, integer) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION rate_take(text, integer) TO galaxies_app;
`;
