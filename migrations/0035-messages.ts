import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages to people: what each is about, which way it goes, and what became of it. */
export class Messages1764000000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(MESSAGE);
    await runner.query(COMMENTS);
    await runner.query(FUNCTIONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION message_tidy(integer), message_moment(timestamptz, text);
      DROP TABLE message;
    `);
  }
}

const MESSAGE = `
  CREATE TABLE message (
    scheme_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    person_id uuid NOT NULL,
    kind text NOT NULL CONSTRAINT message_kind_shape CHECK (kind ~ '^[a-z]+(-[a-z]+)*$' AND char_length(kind) <= 40),
    key text NOT NULL CONSTRAINT message_key_length CHECK (char_length(key) BETWEEN 1 AND 100),
    parts jsonb NOT NULL CONSTRAINT message_parts_small CHECK (
      jsonb_typeof(parts) = 'object' AND length(parts::text) <= 2000),
    channel text NOT NULL
      CONSTRAINT message_channel_known CHECK (channel IN ('text', 'email', 'letter', 'phone', 'none')),
    state text NOT NULL DEFAULT 'queued' CONSTRAINT message_state_known CHECK (
      state IN ('queued', 'sent', 'delivered', 'not_delivered', 'stopped')),
    why text CONSTRAINT message_why_known CHECK (why IN ('break', 'left', 'week-full', 'no-way', 'too-late', 'failed')),
    tries smallint NOT NULL DEFAULT 0 CONSTRAINT message_tries_in_range CHECK (tries BETWEEN 0 AND 10),
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    due_at timestamptz NOT NULL,
    until_at timestamptz,
    promised_at timestamptz,
    done_at timestamptz,
    done_by uuid,
    CONSTRAINT message_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT message_told_once UNIQUE (scheme_id, person_id, kind, key),
    CONSTRAINT message_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person,
    CONSTRAINT message_done_by_fkey FOREIGN KEY (scheme_id, done_by) REFERENCES person,
    CONSTRAINT message_why_told CHECK ((state IN ('stopped', 'not_delivered')) = (why IS NOT NULL)),
    CONSTRAINT message_done_told CHECK ((state = 'queued') = (done_at IS NULL))
  );
  CREATE INDEX message_due ON message (scheme_id, due_at) WHERE state = 'queued';
  CREATE INDEX message_person ON message (scheme_id, person_id, due_at);
  ALTER TABLE message ENABLE ROW LEVEL SECURITY;
  CREATE POLICY message_of_scheme ON message USING (scheme_id = current_scheme());
  GRANT SELECT, INSERT (scheme_id, id, person_id, kind, key, parts, channel, state, why, due_at, until_at, promised_at, done_at),
    UPDATE (channel, state, why, tries, due_at, promised_at, done_at, done_by) ON message TO galaxies_app;
`;

const COMMENTS = `
  COMMENT ON TABLE message IS 'One message to one person. Codes for signing in are not here: they are never kept.';
  COMMENT ON COLUMN message.kind IS 'What it is about, such as date-called-off; the words are in the catalogue.';
  COMMENT ON COLUMN message.key IS 'What it is about, by its id: nobody is told the same thing twice.';
  COMMENT ON COLUMN message.parts IS 'What is put into the words: a day, a time, what, where, why.';
  COMMENT ON COLUMN message.channel IS 'How it goes. letter: staff print it; phone: staff call.';
  COMMENT ON COLUMN message.state IS
    'queued, sent (handed to the gateway, printed), delivered (it arrived), not_delivered, or stopped: it was not to be sent.';
  COMMENT ON COLUMN message.why IS 'Why it was stopped or did not arrive.';
  COMMENT ON COLUMN message.tries IS 'How often the gateway was asked. Each time it is told the same reference, the id.';
  COMMENT ON COLUMN message.due_at IS 'Not before: between nine and six by the clock of the scheme.';
  COMMENT ON COLUMN message.until_at IS 'Not after: it would be of no use then.';
  COMMENT ON COLUMN message.promised_at IS 'When its job was promised; empty while it waits for the morning.';
  COMMENT ON COLUMN message.done_at IS 'When it was sent, printed, told or stopped.';
  COMMENT ON COLUMN message.done_by IS 'The member of staff who printed it or called.';
`;

const FUNCTIONS = `
  CREATE FUNCTION message_moment(p_moment timestamptz, p_zone text) RETURNS timestamptz
    LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT CASE
      WHEN local::time < time '09:00' THEN (date_trunc('day', local) + interval '9 hours') AT TIME ZONE p_zone
      WHEN local::time >= time '18:00' THEN (date_trunc('day', local) + interval '1 day 9 hours') AT TIME ZONE p_zone
      ELSE p_moment END
    FROM (SELECT p_moment AT TIME ZONE p_zone AS local) here $$;
  COMMENT ON FUNCTION message_moment(timestamptz, text) IS
    'The moment itself between nine and six by the clock of that zone; otherwise the next nine in the morning.';
  REVOKE ALL ON FUNCTION message_moment(timestamptz, text) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION message_moment(timestamptz, text) TO galaxies_app;

  CREATE FUNCTION message_tidy(most integer) RETURNS integer
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (
      DELETE FROM message WHERE scheme_id = current_scheme() AND id IN (
        SELECT id FROM message WHERE scheme_id = current_scheme() AND done_at < clock_timestamp() - interval '90 days' LIMIT most)
      RETURNING 1)
    SELECT count(*)::integer FROM gone $$;
  COMMENT ON FUNCTION message_tidy(integer) IS 'Removes messages ninety days after they were done with.';
  REVOKE ALL ON FUNCTION message_tidy(integer) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION message_tidy(integer) TO galaxies_app;
`;
