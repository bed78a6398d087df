import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a scheme runs and when, who plans to come, and what taking part gives. */
export class Activities1764000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ACTIVITY);
    await runner.query(SESSION);
    await runner.query(SESSION_LEADER);
    await runner.query(PLACE);
    await runner.query(PLACE_LINK);
    await runner.query(EARNING_RATE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE earning_rate, place_link, place, session_leader, session, session_series, activity;
      DROP FUNCTION earning_rate_guard();
      DROP FUNCTION session_day();
    `);
  }
}

/** What the scheme's own papers and files call it. */
const REF = (table: string): string =>
  `ref text NOT NULL CONSTRAINT ${table}_ref_plain CHECK (ref ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$')`;

/** Text of a limited length that neither begins nor ends with a space. */
const TEXT = (table: string, column: string, most: number): string =>
  `${column} text CONSTRAINT ${table}_${column}_length
      CHECK (char_length(${column}) BETWEEN 1 AND ${String(most)} AND ${column} = btrim(${column}))`;

const BEHIND_ITS_SCHEME = (table: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  CREATE POLICY ${table}_of_scheme ON ${table} USING (scheme_id = current_scheme());
`;

const ACTIVITY = `
  CREATE TABLE activity (
    scheme_id uuid NOT NULL CONSTRAINT activity_scheme_fkey REFERENCES scheme,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    ${REF('activity')},
    ${TEXT('activity', 'name', 80)} NOT NULL,
    kind text NOT NULL
      CONSTRAINT activity_kind_known CHECK (kind IN ('group', 'outing', 'course', 'one-to-one', 'open')),
    ${TEXT('activity', 'usual_place', 120)},
    places smallint NOT NULL CONSTRAINT activity_places_in_range CHECK (places BETWEEN 2 AND 200),
    setting text CONSTRAINT activity_setting_known CHECK (setting IN ('indoors', 'outdoors')),
    easy_to_reach boolean NOT NULL DEFAULT false,
    ${TEXT('activity', 'feels_like', 80)},
    ${TEXT('activity', 'bring', 120)},
    ${TEXT('activity', 'cost', 40)},
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT activity_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT activity_ref_unique UNIQUE (scheme_id, ref)
  );
  COMMENT ON TABLE activity IS 'Something the scheme runs, again and again: a garden group, a hill walk.';
  COMMENT ON COLUMN activity.kind IS 'open: an event where people are counted and not named.';
  COMMENT ON COLUMN activity.usual_place IS 'Where its dates meet unless a date says otherwise.';
  COMMENT ON COLUMN activity.places IS 'How many may plan to come, unless a date says otherwise. It limits plans, never a register.';
  COMMENT ON COLUMN activity.setting IS 'Indoors or outdoors; empty when both.';
  ${BEHIND_ITS_SCHEME('activity')}
  GRANT SELECT,
    INSERT (scheme_id, id, ref, name, kind, usual_place, places, setting, easy_to_reach, feels_like, bring, cost),
    UPDATE (name, kind, usual_place, places, setting, easy_to_reach, feels_like, bring, cost)
    ON activity TO galaxies_app;
`;

const SESSION = `
  CREATE TABLE session_series (
    scheme_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    activity_id uuid NOT NULL,
    rule text NOT NULL CONSTRAINT session_series_rule_length CHECK (char_length(rule) BETWEEN 1 AND 400),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT session_series_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT session_series_activity_fkey FOREIGN KEY (scheme_id, activity_id) REFERENCES activity
  );
  COMMENT ON TABLE session_series IS 'Sessions that were made together, by a rule.';
  COMMENT ON COLUMN session_series.rule IS 'The repeat as RFC 5545 writes it; its times are those of the scheme''s wall clock.';
  ${BEHIND_ITS_SCHEME('session_series')}
  GRANT SELECT, INSERT (scheme_id, id, activity_id, rule) ON session_series TO galaxies_app;

  CREATE TABLE session (
    scheme_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    ${REF('session')},
    activity_id uuid NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    occurs_on date NOT NULL,
    ${TEXT('session', 'meet_place', 120)} NOT NULL,
    places smallint NOT NULL CONSTRAINT session_places_in_range CHECK (places BETWEEN 2 AND 200),
    ${TEXT('session', 'places_reason', 200)},
    count_back boolean NOT NULL DEFAULT false,
    online_joining boolean NOT NULL DEFAULT true,
    series_id uuid,
    called_off_at timestamptz,
    ${TEXT('session', 'called_off_reason', 200)},
    called_off_by uuid,
    said_yes smallint CONSTRAINT session_said_yes_counted CHECK (said_yes >= 0),
    said_maybe smallint CONSTRAINT session_said_maybe_counted CHECK (said_maybe >= 0),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT session_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT session_ref_unique UNIQUE (scheme_id, ref),
    CONSTRAINT session_activity_fkey FOREIGN KEY (scheme_id, activity_id) REFERENCES activity,
    CONSTRAINT session_series_fkey FOREIGN KEY (scheme_id, series_id) REFERENCES session_series,
    CONSTRAINT session_called_off_by_fkey FOREIGN KEY (scheme_id, called_off_by) REFERENCES person,
    CONSTRAINT session_ends_after_start CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '14 days'),
    CONSTRAINT session_called_off_whole CHECK (
      num_nulls(called_off_at, called_off_reason, called_off_by) IN (0, 3))
  );
  CREATE INDEX session_by_start ON session (scheme_id, starts_at, id);
  CREATE INDEX session_by_activity ON session (scheme_id, activity_id, starts_at);
  CREATE UNIQUE INDEX session_series_start_unique ON session (scheme_id, series_id, starts_at) WHERE series_id IS NOT NULL;
  COMMENT ON TABLE session IS 'One dated occurrence of an activity.';
  COMMENT ON COLUMN session.occurs_on IS 'The day of starts_at by the scheme''s own clock; the database works it out. Earning rates follow it.';
  COMMENT ON COLUMN session.places IS 'How many may plan to come. It limits plans, never a register.';
  COMMENT ON COLUMN session.online_joining IS 'When false, people ask staff for a place.';
  COMMENT ON COLUMN session.called_off_reason IS 'Everybody who said yes or maybe reads it.';
  COMMENT ON COLUMN session.said_yes IS 'How many had said yes, kept when the answers are cleared.';

  CREATE FUNCTION session_day() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
  BEGIN
    SELECT (NEW.starts_at AT TIME ZONE time_zone)::date INTO NEW.occurs_on FROM scheme WHERE id = NEW.scheme_id;
    RETURN NEW;
  END $$;
  CREATE TRIGGER session_day BEFORE INSERT OR UPDATE ON session FOR EACH ROW EXECUTE FUNCTION session_day();
  ${BEHIND_ITS_SCHEME('session')}
  GRANT SELECT,
    INSERT (scheme_id, id, ref, activity_id, starts_at, ends_at, meet_place, places, places_reason, count_back,
      online_joining, series_id),
    UPDATE (starts_at, ends_at, meet_place, places, places_reason, count_back, online_joining,
      called_off_at, called_off_reason, called_off_by, said_yes, said_maybe)
    ON session TO galaxies_app;
`;

const SESSION_LEADER = `
  CREATE TABLE session_leader (
    scheme_id uuid NOT NULL,
    session_id uuid NOT NULL,
    person_id uuid NOT NULL,
    position smallint NOT NULL CONSTRAINT session_leader_position_in_range CHECK (position BETWEEN 1 AND 9),
    CONSTRAINT session_leader_pkey PRIMARY KEY (scheme_id, session_id, person_id),
    CONSTRAINT session_leader_session_fkey FOREIGN KEY (scheme_id, session_id) REFERENCES session,
    CONSTRAINT session_leader_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person,
    CONSTRAINT session_leader_position_unique UNIQUE (scheme_id, session_id, position)
  );
  CREATE INDEX session_leader_by_person ON session_leader (scheme_id, person_id);
  COMMENT ON TABLE session_leader IS 'Who is to lead a session.';
  COMMENT ON COLUMN session_leader.position IS '1 leads, 2 is the second leader.';
  ${BEHIND_ITS_SCHEME('session_leader')}
  GRANT SELECT, INSERT, DELETE ON session_leader TO galaxies_app;
`;

const PLACE = `
  CREATE TABLE place (
    scheme_id uuid NOT NULL,
    session_id uuid NOT NULL,
    person_id uuid NOT NULL,
    answer text NOT NULL CONSTRAINT place_answer_known CHECK (answer IN ('yes', 'maybe', 'waiting', 'not-this-time')),
    ${TEXT('place', 'tell_leader', 200)},
    answered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    answered_by uuid NOT NULL,
    CONSTRAINT place_pkey PRIMARY KEY (scheme_id, session_id, person_id),
    CONSTRAINT place_session_fkey FOREIGN KEY (scheme_id, session_id) REFERENCES session,
    CONSTRAINT place_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person,
    CONSTRAINT place_answered_by_fkey FOREIGN KEY (scheme_id, answered_by) REFERENCES person
  );
  CREATE INDEX place_by_person ON place (scheme_id, person_id);
  COMMENT ON TABLE place IS 'A person''s answer about a session, cleared 30 days after it. There is no reason, and no record of who did not come.';
  COMMENT ON COLUMN place.tell_leader IS 'What they want the leader to know, in their words.';
  COMMENT ON COLUMN place.answered_at IS 'When this answer was given; the waiting list goes by it.';
  COMMENT ON COLUMN place.answered_by IS 'The person themself, or whoever of the staff wrote it down for them.';
  ${BEHIND_ITS_SCHEME('place')}
  GRANT SELECT, INSERT, UPDATE (answer, tell_leader, answered_at, answered_by), DELETE ON place TO galaxies_app;
`;

const PLACE_LINK = `
  CREATE TABLE place_link (
    scheme_id uuid NOT NULL,
    token_hash bytea NOT NULL CONSTRAINT place_link_token_hash_size CHECK (octet_length(token_hash) = 32),
    session_id uuid NOT NULL,
    person_id uuid NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    used_at timestamptz,
    CONSTRAINT place_link_pkey PRIMARY KEY (scheme_id, token_hash),
    CONSTRAINT place_link_session_fkey FOREIGN KEY (scheme_id, session_id) REFERENCES session,
    CONSTRAINT place_link_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person
  );
  COMMENT ON TABLE place_link IS 'A link in a message that says "not this time" without signing in. It is cleared with the answers.';
  COMMENT ON COLUMN place_link.token_hash IS 'SHA-256 of the secret in the link.';
  ${BEHIND_ITS_SCHEME('place_link')}
  GRANT SELECT, INSERT (scheme_id, token_hash, session_id, person_id), UPDATE (used_at), DELETE ON place_link TO galaxies_app;
`;

/** The running service has no right to write `origin`, so a rate of its own always needs two people. */
const EARNING_RATE = `
  CREATE TABLE earning_rate (
    scheme_id uuid NOT NULL CONSTRAINT earning_rate_scheme_fkey REFERENCES scheme,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    activity_id uuid,
    part text NOT NULL CONSTRAINT earning_rate_part_known CHECK (part IN ('attended', 'led', 'contributed')),
    galaxies smallint NOT NULL CONSTRAINT earning_rate_galaxies_in_range CHECK (galaxies BETWEEN 1 AND 10),
    from_on date NOT NULL,
    ${TEXT('earning_rate', 'why', 200)} NOT NULL,
    origin text NOT NULL DEFAULT 'scheme' CONSTRAINT earning_rate_origin_known CHECK (origin IN ('scheme', 'import')),
    asked_by uuid,
    asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    agreed_by uuid,
    published_at timestamptz,
    withdrawn_at timestamptz,
    CONSTRAINT earning_rate_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT earning_rate_activity_fkey FOREIGN KEY (scheme_id, activity_id) REFERENCES activity,
    CONSTRAINT earning_rate_asked_by_fkey FOREIGN KEY (scheme_id, asked_by) REFERENCES person,
    CONSTRAINT earning_rate_agreed_by_fkey FOREIGN KEY (scheme_id, agreed_by) REFERENCES person,
    CONSTRAINT earning_rate_origin_told CHECK ((origin = 'import') = (asked_by IS NULL)),
    CONSTRAINT earning_rate_published_by_two CHECK (asked_by <> agreed_by),
    CONSTRAINT earning_rate_published_agreed CHECK (
      (published_at IS NOT NULL) = (agreed_by IS NOT NULL OR origin = 'import')),
    CONSTRAINT earning_rate_withdrawn_unpublished CHECK (withdrawn_at IS NULL OR published_at IS NULL)
  );
  CREATE INDEX earning_rate_in_force ON earning_rate (scheme_id, part, from_on DESC) WHERE published_at IS NOT NULL;
  CREATE UNIQUE INDEX earning_rate_import_unique ON earning_rate (scheme_id, activity_id, part, from_on) NULLS NOT DISTINCT
    WHERE origin = 'import';
  COMMENT ON TABLE earning_rate IS 'What taking part gives, from a day on. It takes two people to publish one; once published it never changes.';
  COMMENT ON COLUMN earning_rate.activity_id IS 'The activity it is for; empty when it is for all that have none of their own.';
  COMMENT ON COLUMN earning_rate.from_on IS 'The first day, of the session itself, that it counts for.';
  COMMENT ON COLUMN earning_rate.origin IS 'import: it was in force before the scheme moved in. Only the operator''s command line writes it.';
  COMMENT ON COLUMN earning_rate.agreed_by IS 'Another person, who agreed; until then it is only asked for.';
  COMMENT ON COLUMN earning_rate.withdrawn_at IS 'It was asked for and taken back before anybody agreed.';

  CREATE FUNCTION earning_rate_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND OLD.published_at IS NOT NULL THEN
      RAISE EXCEPTION 'A published rate never changes.' USING ERRCODE = 'check_violation', CONSTRAINT = 'earning_rate_published_frozen';
    END IF;
    IF NEW.origin = 'scheme' AND NEW.published_at IS NOT NULL AND NEW.from_on <
        (SELECT (clock_timestamp() AT TIME ZONE time_zone)::date FROM scheme WHERE id = NEW.scheme_id) THEN
      RAISE EXCEPTION 'A rate counts from the day it is published at the earliest.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'earning_rate_from_not_past';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER earning_rate_guard BEFORE INSERT OR UPDATE ON earning_rate
    FOR EACH ROW EXECUTE FUNCTION earning_rate_guard();
  ${BEHIND_ITS_SCHEME('earning_rate')}
  GRANT SELECT, INSERT (scheme_id, id, activity_id, part, galaxies, from_on, why, asked_by),
    UPDATE (agreed_by, published_at, withdrawn_at) ON earning_rate TO galaxies_app;
`;
