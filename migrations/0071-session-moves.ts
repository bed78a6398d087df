import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions that were moved, until whoever planned to come has been told. */
export class SessionMoves1764000000071 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SESSION_MOVE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE session_move');
  }
}

const SESSION_MOVE = `
  CREATE TABLE session_move (
    scheme_id uuid NOT NULL,
    session_id uuid NOT NULL,
    was_starts_at timestamptz NOT NULL,
    was_meet_place text NOT NULL CONSTRAINT session_move_was_meet_place_length CHECK (char_length(was_meet_place) BETWEEN 1 AND 200),
    moved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT session_move_pkey PRIMARY KEY (scheme_id, session_id),
    CONSTRAINT session_move_session_fkey FOREIGN KEY (scheme_id, session_id) REFERENCES session
  );
  CREATE INDEX session_move_ripe ON session_move (scheme_id, moved_at);
  COMMENT ON TABLE session_move IS
    'A session that was moved and of which nobody has been told yet. The row goes with the transaction that tells them.';
  COMMENT ON COLUMN session_move.was_starts_at IS 'When people think that it begins: as it was before the first change that they were not told of.';
  COMMENT ON COLUMN session_move.was_meet_place IS 'Where people think that they meet.';
  COMMENT ON COLUMN session_move.moved_at IS 'The latest change. Some minutes of quiet after it people are told, once, of what it came to.';
  ALTER TABLE session_move ENABLE ROW LEVEL SECURITY;
  CREATE POLICY session_move_of_scheme ON session_move USING (scheme_id = current_scheme());
  GRANT SELECT, INSERT (scheme_id, session_id, was_starts_at, was_meet_place), UPDATE (moved_at), DELETE
    ON session_move TO galaxies_app;
`;
