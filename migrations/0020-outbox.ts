import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The outbox: what was promised in a business transaction and is done by a job afterwards. And the runs: what the
 * calendar asks for, opened once each by the database's own clock.
 */
export class Outbox1764000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(OUTBOX);
    await runner.query(RUN);
    await runner.query(PROOF);
    await runner.query(CLAIMS);
    await runner.query(CALENDAR);
    await runner.query(UPKEEP);
    for (const face of SERVICE_FUNCTIONS) {
      await runner.query(
        `REVOKE ALL ON FUNCTION ${face} FROM PUBLIC; GRANT EXECUTE ON FUNCTION ${face} TO galaxies_app`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const face of [...SERVICE_FUNCTIONS, ...OWNER_FUNCTIONS])
      await runner.query(`DROP FUNCTION ${face}`);
    await runner.query(`
      DROP TABLE proof, run, outbox;
      DROP FUNCTION outbox_ring();
    `);
  }
}

/** What the service may call. Each looks across all schemes, so each answers with ids and counts only. */
const SERVICE_FUNCTIONS = [
  'outbox_claim(integer)',
  'outbox_claim_again(integer, interval)',
  'outbox_backlog()',
  'outbox_prune(interval, integer)',
  'run_open_minute(text)',
  'run_open_nightly(text, time, integer)',
] as const;

/** What decides which periods are due at a moment of the caller's choosing; the service has no say in the moment. */
const OWNER_FUNCTIONS = [
  'run_open_minute_at(timestamptz, text)',
  'run_open_nightly_at(timestamptz, text, time, integer)',
] as const;

const OUTBOX = `
  CREATE TABLE outbox (
    scheme_id uuid NOT NULL CONSTRAINT outbox_scheme_fkey REFERENCES scheme,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    job text NOT NULL CONSTRAINT outbox_job_plain CHECK (job ~ '^[a-z][a-z0-9-]{0,62}$'),
    payload jsonb NOT NULL
      CONSTRAINT outbox_payload_object CHECK (jsonb_typeof(payload) = 'object')
      CONSTRAINT outbox_payload_ids_only CHECK (NOT jsonb_path_exists(
        payload, 'strict $.* ? (@.type() != "string" || !(@ like_regex "^[0-9A-Za-z:.+_/-]{1,64}$"))')),
    correlation_id text NOT NULL CONSTRAINT outbox_correlation_id_plain CHECK (correlation_id ~ '^[A-Za-z0-9-]{1,64}$'),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    enqueued_at timestamptz,
    drives integer NOT NULL DEFAULT 0 CONSTRAINT outbox_drives_counted CHECK (drives >= 0),
    attempts integer NOT NULL DEFAULT 0 CONSTRAINT outbox_attempts_counted CHECK (attempts >= 0),
    attempted_at timestamptz,
    done_at timestamptz,
    parked_at timestamptz,
    last_error_code text CONSTRAINT outbox_last_error_code_plain CHECK (last_error_code ~ '^[A-Za-z0-9_-]{1,64}$'),
    CONSTRAINT outbox_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT outbox_end_single CHECK (done_at IS NULL OR parked_at IS NULL)
  );
  CREATE INDEX outbox_open ON outbox (enqueued_at NULLS FIRST, created_at) WHERE done_at IS NULL AND parked_at IS NULL;
  CREATE INDEX outbox_done ON outbox (done_at) WHERE done_at IS NOT NULL;
  CREATE INDEX outbox_parked ON outbox (parked_at) WHERE parked_at IS NOT NULL;
  COMMENT ON TABLE outbox IS
    'A job promised by a business transaction. The transaction that makes its effect also closes it, so it happens once.';
  COMMENT ON COLUMN outbox.payload IS 'Ids only; the job reads everything else when it runs. Never a name or a note.';
  COMMENT ON COLUMN outbox.correlation_id IS 'The request or job that promised it, so that one thread runs through the logs.';
  COMMENT ON COLUMN outbox.enqueued_at IS 'When it was last handed to the queue. A queue may lose it; the row stays open and is handed over again.';
  COMMENT ON COLUMN outbox.drives IS 'How often it was handed to the queue.';
  COMMENT ON COLUMN outbox.attempts IS 'How often a worker began it: counted before the work, so that a job that kills its worker is counted too.';
  COMMENT ON COLUMN outbox.parked_at IS 'When it was given up after too many attempts. It waits for a person; setting this to NULL and attempts to 0 tries again.';
  COMMENT ON COLUMN outbox.last_error_code IS 'A code only, never the words of the error.';
  ALTER TABLE outbox ENABLE ROW LEVEL SECURITY;
  CREATE POLICY outbox_of_scheme ON outbox USING (scheme_id = current_scheme());
  GRANT SELECT, INSERT (scheme_id, id, job, payload, correlation_id),
    UPDATE (attempts, attempted_at, done_at, parked_at, last_error_code) ON outbox TO galaxies_app;

  CREATE FUNCTION outbox_ring() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    IF pg_try_advisory_xact_lock(6181020) THEN
      PERFORM pg_notify('galaxies_outbox', '');
    END IF;
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION outbox_ring() IS
    'Wakes the relay at the moment of commit. NOTIFY makes commits queue behind each other, so of transactions at the same time one rings for all; a missed bell costs only the wait for the next poll.';
  CREATE TRIGGER outbox_ring AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION outbox_ring();
`;

const RUN = `
  CREATE TABLE run (
    scheme_id uuid NOT NULL CONSTRAINT run_scheme_fkey REFERENCES scheme,
    job text NOT NULL CONSTRAINT run_job_plain CHECK (job ~ '^[a-z][a-z0-9-]{0,62}$'),
    period text NOT NULL CONSTRAINT run_period_plain CHECK (period ~ '^[0-9TZ:-]{10,20}$'),
    opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    done_at timestamptz,
    CONSTRAINT run_pkey PRIMARY KEY (scheme_id, job, period)
  );
  CREATE INDEX run_opened ON run (opened_at);
  COMMENT ON TABLE run IS 'One period of one scheduled job. Its key is what makes the period happen once, however many clocks ask for it.';
  COMMENT ON COLUMN run.period IS 'A night by the scheme''s own calendar (2008-10-11), or a minute in UTC (2008-10-11T03:00Z).';
  ALTER TABLE run ENABLE ROW LEVEL SECURITY;
  CREATE POLICY run_of_scheme ON run USING (scheme_id = current_scheme());
  GRANT SELECT, UPDATE (done_at) ON run TO galaxies_app;
`;

const PROOF = `
  CREATE TABLE proof (
    scheme_id uuid NOT NULL CONSTRAINT proof_scheme_fkey REFERENCES scheme,
    period text NOT NULL CONSTRAINT proof_period_plain CHECK (period ~ '^[0-9TZ:-]{10,20}$'),
    proved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    holds boolean NOT NULL,
    findings jsonb NOT NULL CONSTRAINT proof_findings_list CHECK (jsonb_typeof(findings) = 'array'),
    CONSTRAINT proof_pkey PRIMARY KEY (scheme_id, period)
  );
  COMMENT ON TABLE proof IS 'What the nightly proof of the book found. One result a night; a second one is not kept.';
  COMMENT ON COLUMN proof.findings IS 'One item for each line of the proof that does not hold; empty when the book holds.';
  ALTER TABLE proof ENABLE ROW LEVEL SECURITY;
  CREATE POLICY proof_of_scheme ON proof USING (scheme_id = current_scheme());
  GRANT SELECT, INSERT (scheme_id, period, holds, findings) ON proof TO galaxies_app;
`;

/** SKIP LOCKED also passes over a row whose effect is being made at this moment: it needs no second drive. */
const CLAIMS = `
  CREATE FUNCTION outbox_claim(most integer)
  RETURNS TABLE (scheme_id uuid, id uuid, job text, drives integer)
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH due AS MATERIALIZED (
      SELECT o.scheme_id, o.id FROM outbox o
      WHERE o.done_at IS NULL AND o.parked_at IS NULL AND o.enqueued_at IS NULL
      ORDER BY o.enqueued_at NULLS FIRST, o.created_at
      LIMIT least(most, 500) FOR UPDATE SKIP LOCKED
    )
    UPDATE outbox o SET enqueued_at = clock_timestamp(), drives = o.drives + 1
    FROM due WHERE o.scheme_id = due.scheme_id AND o.id = due.id
    RETURNING o.scheme_id, o.id, o.job, o.drives
  $$;
  COMMENT ON FUNCTION outbox_claim(integer) IS 'Takes the oldest rows that no queue has seen and marks them handed over.';

  CREATE FUNCTION outbox_claim_again(most integer, waited interval)
  RETURNS TABLE (scheme_id uuid, id uuid, job text, drives integer)
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH due AS MATERIALIZED (
      SELECT o.scheme_id, o.id FROM outbox o
      WHERE o.done_at IS NULL AND o.parked_at IS NULL AND o.enqueued_at < clock_timestamp() - waited
      ORDER BY o.enqueued_at NULLS FIRST, o.created_at
      LIMIT least(most, 500) FOR UPDATE SKIP LOCKED
    )
    UPDATE outbox o SET enqueued_at = clock_timestamp(), drives = o.drives + 1
    FROM due WHERE o.scheme_id = due.scheme_id AND o.id = due.id
    RETURNING o.scheme_id, o.id, o.job, o.drives
  $$;
  COMMENT ON FUNCTION outbox_claim_again(integer, interval) IS
    'Takes rows that were handed over some time ago and are still open: a queue lost them, or their worker died.';
`;

/**
 * PostgreSQL gives a local time that does not exist (a night the clocks go forward) the moment as long after midnight
 * as ever, and a local time that comes twice its second moment. Either way the night is one period.
 */
const CALENDAR = `
  CREATE FUNCTION run_open_minute_at(moment timestamptz, job_name text) RETURNS integer
  LANGUAGE sql SET search_path = public, pg_temp AS $$
    WITH opened AS (
      INSERT INTO run (scheme_id, job, period)
      SELECT s.id, job_name, to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') FROM scheme s
      WHERE NOT EXISTS (
        SELECT FROM outbox o
        WHERE o.scheme_id = s.id AND o.job = job_name AND o.done_at IS NULL AND o.parked_at IS NULL)
      ON CONFLICT DO NOTHING RETURNING scheme_id, period
    ), promised AS (
      INSERT INTO outbox (scheme_id, job, payload, correlation_id)
      SELECT scheme_id, job_name, jsonb_build_object('period', period), gen_random_uuid()::text FROM opened RETURNING 1
    )
    SELECT count(*)::integer FROM promised
  $$;
  COMMENT ON FUNCTION run_open_minute_at(timestamptz, text) IS
    'Opens the latest minute of every scheme and promises its job. Minutes that passed are not caught up, and none queues behind an open one.';

  CREATE FUNCTION run_open_nightly_at(moment timestamptz, job_name text, at_time time, nights integer) RETURNS integer
  LANGUAGE sql SET search_path = public, pg_temp AS $$
    WITH opened AS (
      INSERT INTO run (scheme_id, job, period)
      SELECT s.id, job_name, to_char(night.day, 'YYYY-MM-DD')
      FROM scheme s
      CROSS JOIN LATERAL (
        SELECT (moment AT TIME ZONE s.time_zone)::date - back AS day
        FROM generate_series(0, least(greatest(nights, 1), 31)) back
      ) night
      WHERE (night.day + at_time) AT TIME ZONE s.time_zone <= moment
        AND (night.day + at_time) AT TIME ZONE s.time_zone > greatest(s.created_at, moment - make_interval(days => nights))
      ORDER BY night.day
      ON CONFLICT DO NOTHING RETURNING scheme_id, period
    ), promised AS (
      INSERT INTO outbox (scheme_id, job, payload, correlation_id)
      SELECT scheme_id, job_name, jsonb_build_object('period', period), gen_random_uuid()::text FROM opened RETURNING 1
    )
    SELECT count(*)::integer FROM promised
  $$;
  COMMENT ON FUNCTION run_open_nightly_at(timestamptz, text, time, integer) IS
    'Opens every night that is due by the scheme''s own calendar and was missed, as far back as told and never before the scheme began.';
  REVOKE ALL ON FUNCTION run_open_minute_at(timestamptz, text), run_open_nightly_at(timestamptz, text, time, integer) FROM PUBLIC;

  CREATE FUNCTION run_open_minute(job_name text) RETURNS integer
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
    AS $$ SELECT run_open_minute_at(clock_timestamp(), job_name) $$;
  CREATE FUNCTION run_open_nightly(job_name text, at_time time, nights integer) RETURNS integer
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
    AS $$ SELECT run_open_nightly_at(clock_timestamp(), job_name, at_time, nights) $$;
  COMMENT ON FUNCTION run_open_minute(text) IS 'As run_open_minute_at, now by the database''s clock.';
  COMMENT ON FUNCTION run_open_nightly(text, time, integer) IS 'As run_open_nightly_at, now by the database''s clock.';
`;

const UPKEEP = `
  CREATE FUNCTION outbox_backlog() RETURNS TABLE (open_rows bigint, parked_rows bigint, oldest_open_seconds double precision)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT
      (SELECT count(*) FROM outbox WHERE done_at IS NULL AND parked_at IS NULL),
      (SELECT count(*) FROM outbox WHERE parked_at IS NOT NULL),
      (SELECT coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)::double precision
       FROM outbox WHERE done_at IS NULL AND parked_at IS NULL)
  $$;
  COMMENT ON FUNCTION outbox_backlog() IS 'How much is promised and not yet done, over all schemes, and how old the oldest of it is.';

  CREATE FUNCTION outbox_prune(kept_for interval, most integer) RETURNS integer
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH old_rows AS MATERIALIZED (
      SELECT scheme_id, id FROM outbox
      WHERE done_at < clock_timestamp() - greatest(kept_for, interval '1 day')
      ORDER BY done_at LIMIT least(most, 10000) FOR UPDATE SKIP LOCKED
    ), gone AS (
      DELETE FROM outbox o USING old_rows r WHERE o.scheme_id = r.scheme_id AND o.id = r.id RETURNING 1
    ), old_runs AS MATERIALIZED (
      SELECT scheme_id, job, period FROM run
      WHERE opened_at < clock_timestamp() - greatest(kept_for, interval '1 day') - interval '31 days' AND done_at IS NOT NULL
      ORDER BY opened_at LIMIT least(most, 10000) FOR UPDATE SKIP LOCKED
    ), gone_runs AS (
      DELETE FROM run u USING old_runs r
      WHERE u.scheme_id = r.scheme_id AND u.job = r.job AND u.period = r.period RETURNING 1
    )
    SELECT ((SELECT count(*) FROM gone) + (SELECT count(*) FROM gone_runs))::integer
  $$;
  COMMENT ON FUNCTION outbox_prune(interval, integer) IS
    'Removes finished rows after their time, never less than a day, and runs a month later than that, so that no night is opened twice. Open and parked rows stay.';
`;
