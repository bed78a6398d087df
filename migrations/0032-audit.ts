import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who did what, for whom, when and from where; also who looked. Nobody changes it afterwards. */
export class Audit1764000000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(AUDIT_EVENT);
    await runner.query(COMMENTS);
    await runner.query(RIGHTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_event');
  }
}

const AUDIT_EVENT = `
  CREATE TABLE audit_event (
    scheme_id uuid NOT NULL CONSTRAINT audit_event_scheme_fkey REFERENCES scheme,
    id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    action text NOT NULL CONSTRAINT audit_event_action_shape
      CHECK (action ~ '^[a-z]+(-[a-z]+)*([.][a-z]+(-[a-z]+)*)+$' AND char_length(action) <= 60),
    actor_id uuid,
    actor_role text CONSTRAINT audit_event_actor_role_shape CHECK (actor_role ~ '^[a-z]{1,20}$'),
    person_id uuid,
    on_behalf_of uuid,
    asked_how text CONSTRAINT audit_event_asked_how_known CHECK (asked_how IN ('phone', 'desk', 'letter', 'visit')),
    subject_kind text NOT NULL CONSTRAINT audit_event_subject_kind_shape CHECK (subject_kind ~ '^[a-z]+(-[a-z]+)*$'),
    subject_id text NOT NULL CONSTRAINT audit_event_subject_id_plain CHECK (subject_id ~ '^[A-Za-z0-9-]{1,64}$'),
    channel text NOT NULL CONSTRAINT audit_event_channel_known CHECK (channel IN ('web', 'api', 'command', 'job')),
    correlation_id text NOT NULL CONSTRAINT audit_event_correlation_id_plain CHECK (correlation_id ~ '^[A-Za-z0-9-]{1,64}$'),
    details jsonb NOT NULL DEFAULT '{}' CONSTRAINT audit_event_details_plain CHECK (
      jsonb_typeof(details) = 'object' AND length(details::text) <= 2000 AND NOT jsonb_path_exists(details,
        '$.** ? (@.type() == "string" && !(@ like_regex "^([a-z][a-z0-9._-]{0,63}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{4}-[0-9]{2}-[0-9]{2})$"))')),
    CONSTRAINT audit_event_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT audit_event_actor_fkey FOREIGN KEY (scheme_id, actor_id) REFERENCES person,
    CONSTRAINT audit_event_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person,
    CONSTRAINT audit_event_on_behalf_of_fkey FOREIGN KEY (scheme_id, on_behalf_of) REFERENCES person,
    CONSTRAINT audit_event_actor_told CHECK (channel IN ('command', 'job') OR actor_id IS NOT NULL),
    CONSTRAINT audit_event_on_behalf_of_another CHECK (on_behalf_of <> actor_id),
    CONSTRAINT audit_event_asked_how_told CHECK ((asked_how IS NULL) = (on_behalf_of IS NULL))
  );
  CREATE INDEX audit_event_at ON audit_event (scheme_id, at);
  CREATE INDEX audit_event_person ON audit_event (scheme_id, person_id, at) WHERE person_id IS NOT NULL;
  CREATE INDEX audit_event_actor ON audit_event (scheme_id, actor_id, at) WHERE actor_id IS NOT NULL;
  CREATE INDEX audit_event_subject ON audit_event (scheme_id, subject_kind, subject_id);
`;

const COMMENTS = `
  COMMENT ON TABLE audit_event IS 'Who did what, for whom, when and from where. Rows are added and never changed.';
  COMMENT ON COLUMN audit_event.id IS 'Grows with each row; the order in which they were written down.';
  COMMENT ON COLUMN audit_event.at IS 'By the database''s clock.';
  COMMENT ON COLUMN audit_event.action IS 'What was done, such as person.changed or person.looked.';
  COMMENT ON COLUMN audit_event.actor_id IS 'The person who did it; none when a job or a command of the operator did.';
  COMMENT ON COLUMN audit_event.actor_role IS 'The role in which they did it.';
  COMMENT ON COLUMN audit_event.person_id IS 'The person whose affairs it was about, if it was about one.';
  COMMENT ON COLUMN audit_event.on_behalf_of IS 'The person who asked for it, when staff did it in their place.';
  COMMENT ON COLUMN audit_event.asked_how IS 'How that person asked: by phone, at the desk, by letter, on a visit.';
  COMMENT ON COLUMN audit_event.subject_kind IS 'What kind of thing it was done to, such as person or redemption.';
  COMMENT ON COLUMN audit_event.subject_id IS 'Its id.';
  COMMENT ON COLUMN audit_event.channel IS 'Where it came from: a page, the API, a command of the operator, a job.';
  COMMENT ON COLUMN audit_event.correlation_id IS 'The request or job it was part of, as in the logs.';
  COMMENT ON COLUMN audit_event.details IS 'Codes, ids, days and numbers that say more. A sentence or a name is refused.';
`;

const RIGHTS = `
  ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY;
  CREATE POLICY audit_event_of_scheme ON audit_event USING (scheme_id = current_scheme());
  GRANT SELECT, INSERT (scheme_id, action, actor_id, actor_role, person_id, on_behalf_of, asked_how, subject_kind,
    subject_id, channel, correlation_id, details) ON audit_event TO galaxies_app;
`;
