import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Leaders who cannot lead a session after all, so that staff find somebody. */
export class Handovers1764000000052 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SESSION_HANDOVER);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE session_handover');
  }
}

const SESSION_HANDOVER = `
  CREATE TABLE session_handover (
    scheme_id uuid NOT NULL,
    session_id uuid NOT NULL,
    person_id uuid NOT NULL,
    said_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    seen_at timestamptz,
    seen_by uuid,
    CONSTRAINT session_handover_pkey PRIMARY KEY (scheme_id, session_id, person_id),
    CONSTRAINT session_handover_session_fkey FOREIGN KEY (scheme_id, session_id) REFERENCES session,
    CONSTRAINT session_handover_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person,
    CONSTRAINT session_handover_seen_by_fkey FOREIGN KEY (scheme_id, seen_by) REFERENCES person,
    CONSTRAINT session_handover_seen_whole CHECK ((seen_at IS NULL) = (seen_by IS NULL))
  );
  CREATE INDEX session_handover_by_person ON session_handover (scheme_id, person_id);
  CREATE INDEX session_handover_open ON session_handover (scheme_id, said_at) WHERE seen_at IS NULL;
  COMMENT ON TABLE session_handover IS
    'A leader who cannot lead a session, said beforehand and without a reason. It is cleared 30 days after the session, with the answers.';
  COMMENT ON COLUMN session_handover.person_id IS 'Who was to lead.';
  COMMENT ON COLUMN session_handover.said_at IS 'When they said so.';
  COMMENT ON COLUMN session_handover.seen_at IS 'When staff had seen to it; until then it is on their list.';
  ALTER TABLE session_handover ENABLE ROW LEVEL SECURITY;
  CREATE POLICY session_handover_of_scheme ON session_handover USING (scheme_id = current_scheme());
  GRANT SELECT, INSERT (scheme_id, session_id, person_id), UPDATE (said_at, seen_at, seen_by), DELETE
    ON session_handover TO galaxies_app;
`;
