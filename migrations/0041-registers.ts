import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The register of a session: who came, by whom that was written down, and the galaxies it gave. Each saving is a version; a
 * line that a later version changes is put right, never edited. That somebody was not there has no place here.
 */
export class Registers1764000000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(REGISTER_VERSION);
    await runner.query(ATTENDANCE);
    await runner.query(ATTENDANCE_GUARDS);
    await runner.query(REGISTER_CHECK);
    await runner.query(ROSTER);
    await runner.query(REGISTER_ASKED);
    for (const table of TABLES) {
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_of_scheme ON ${table} USING (scheme_id = current_scheme());
      `);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE ${TABLES.toReversed().join(', ')};
      DROP FUNCTION attendance_refuse_own(), attendance_refuse_change(), register_refuse_removal();
    `);
  }
}

const TABLES = [
  'register_version',
  'attendance',
  'register_check',
  'register_tick',
  'roster_sheet',
  'roster_row',
  'register_asked',
] as const;

const REGISTER_VERSION = `
  CREATE TABLE register_version (
    scheme_id uuid NOT NULL,
    session_id uuid NOT NULL,
    version integer NOT NULL CONSTRAINT register_version_version_positive CHECK (version >= 1),
    key text NOT NULL CONSTRAINT register_version_key_length CHECK (char_length(key) BETWEEN 1 AND 200),
    content_hash bytea NOT NULL CONSTRAINT register_version_content_hash_length CHECK (octet_length(content_hash) = 32),
    based_on integer NOT NULL,
    merged boolean NOT NULL DEFAULT false,
    outcome text NOT NULL CONSTRAINT register_version_outcome_known CHECK (outcome IN ('came', 'nobody-came', 'did-not-run')),
    head_count_extra integer NOT NULL DEFAULT 0
      CONSTRAINT register_version_head_count_extra_in_range CHECK (head_count_extra BETWEEN 0 AND 999),
    counted_out integer CONSTRAINT register_version_counted_out_in_range CHECK (counted_out BETWEEN 0 AND 999),
    counted_back integer CONSTRAINT register_version_counted_back_in_range CHECK (counted_back BETWEEN 0 AND 999),
    note_to_staff text CONSTRAINT register_version_note_to_staff_length CHECK (char_length(note_to_staff) BETWEEN 1 AND 500),
    entry_id uuid,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    recorded_by uuid NOT NULL,
    on_behalf_of uuid,
    source text NOT NULL CONSTRAINT register_version_source_known CHECK (source IN ('web', 'api', 'paper', 'import')),
    CONSTRAINT register_version_pkey PRIMARY KEY (scheme_id, session_id, version),
    CONSTRAINT register_version_key_unique UNIQUE (scheme_id, session_id, key),
    CONSTRAINT register_version_session_fkey FOREIGN KEY (scheme_id, session_id) REFERENCES session,
    CONSTRAINT register_version_recorded_by_fkey FOREIGN KEY (scheme_id, recorded_by) REFERENCES person,
    CONSTRAINT register_version_on_behalf_of_fkey FOREIGN KEY (scheme_id, on_behalf_of) REFERENCES person,
    CONSTRAINT register_version_based_on_earlier CHECK (based_on BETWEEN 0 AND version - 1)
  );
  COMMENT ON TABLE register_version IS 'One saving of the register of a session. The latest one counts; the others are kept.';
  COMMENT ON COLUMN register_version.key IS 'Made by whoever sends it, once for each opened form, so that sending again is the same as once.';
  COMMENT ON COLUMN register_version.content_hash IS 'SHA-256 of what was sent, to tell a repeat from something else under the same key.';
  COMMENT ON COLUMN register_version.based_on IS
    'The version that the sender had seen, 0 for none.';
  COMMENT ON COLUMN register_version.merged IS 'True when the sender had not seen the latest list: everyone from both was kept.';
  COMMENT ON COLUMN register_version.outcome IS 'People came, nobody came, or it did not run.';
  COMMENT ON COLUMN register_version.head_count_extra IS 'People who prefer to give no name. They count and get no galaxies.';
  COMMENT ON COLUMN register_version.counted_out IS 'How many were counted when they set out, as counted_back when they were back; no names.';
  COMMENT ON COLUMN register_version.note_to_staff IS 'What the leader wants staff to know.';
  COMMENT ON COLUMN register_version.entry_id IS 'Its journal entry; none where no galaxies moved.';
  COMMENT ON COLUMN register_version.recorded_at IS 'When it was written down, by the database''s clock.';
  COMMENT ON COLUMN register_version.on_behalf_of IS 'The leader whose list it is, when somebody else typed it up.';
  GRANT SELECT, INSERT (scheme_id, session_id, version, key, content_hash, based_on, merged, outcome, head_count_extra,
    counted_out, counted_back, note_to_staff, entry_id, recorded_by, on_behalf_of, source) ON register_version TO galaxies_app;
`;

const ATTENDANCE = `
  CREATE TABLE attendance (
    scheme_id uuid NOT NULL,
    id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    session_id uuid NOT NULL,
    person_id uuid NOT NULL,
    part text NOT NULL CONSTRAINT attendance_part_known CHECK (part IN ('attended', 'led', 'contributed')),
    galaxies smallint NOT NULL CONSTRAINT attendance_galaxies_in_range CHECK (galaxies BETWEEN 0 AND 10),
    rate_id uuid,
    from_version integer NOT NULL,
    transfer_id bigint,
    put_right_version integer,
    reversal_id bigint,
    CONSTRAINT attendance_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT attendance_from_version_fkey FOREIGN KEY (scheme_id, session_id, from_version) REFERENCES register_version,
    CONSTRAINT attendance_put_right_version_fkey FOREIGN KEY (scheme_id, session_id, put_right_version) REFERENCES register_version,
    CONSTRAINT attendance_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person,
    CONSTRAINT attendance_rate_fkey FOREIGN KEY (scheme_id, rate_id) REFERENCES earning_rate,
    CONSTRAINT attendance_galaxies_from_rate CHECK ((galaxies > 0) = (rate_id IS NOT NULL)),
    CONSTRAINT attendance_galaxies_transferred CHECK ((galaxies > 0) = (transfer_id IS NOT NULL)),
    CONSTRAINT attendance_put_right_later CHECK (put_right_version > from_version),
    CONSTRAINT attendance_put_right_whole CHECK ((reversal_id IS NOT NULL) = (put_right_version IS NOT NULL AND transfer_id IS NOT NULL))
  );
  CREATE UNIQUE INDEX attendance_open_once ON attendance (scheme_id, session_id, person_id) WHERE put_right_version IS NULL;
  CREATE INDEX attendance_session ON attendance (scheme_id, session_id);
  CREATE UNIQUE INDEX attendance_transfer_unique ON attendance (scheme_id, transfer_id) WHERE transfer_id IS NOT NULL;
  CREATE UNIQUE INDEX attendance_reversal_unique ON attendance (scheme_id, reversal_id) WHERE reversal_id IS NOT NULL;
  COMMENT ON TABLE attendance IS
    'One person''s line in a register: the line is the transfer. It stands until a later version puts it right. Nobody has a line for not being there.';
  COMMENT ON COLUMN attendance.galaxies IS 'What it gave, by the rate of the session''s own day; nought where there was no rate.';
  COMMENT ON COLUMN attendance.from_version IS 'The version of the register that it is first in.';
  COMMENT ON COLUMN attendance.transfer_id IS
    'Its transfer in the book. No foreign key: both are written in one transaction, and ledger_prove looks for strays.';
  COMMENT ON COLUMN attendance.put_right_version IS 'The version that it is no longer in; null while it stands.';
  COMMENT ON COLUMN attendance.reversal_id IS 'The transfer that turned it round.';
  GRANT SELECT, INSERT (scheme_id, session_id, person_id, part, galaxies, rate_id, from_version, transfer_id),
    UPDATE (put_right_version, reversal_id) ON attendance TO galaxies_app;
`;

export const ATTENDANCE_APPEND_ONLY = `
  CREATE TRIGGER attendance_append_only BEFORE UPDATE ON attendance FOR EACH ROW
    WHEN (OLD.put_right_version IS NOT NULL
      OR (OLD.scheme_id, OLD.id, OLD.session_id, OLD.person_id, OLD.part, OLD.galaxies, OLD.from_version)
        IS DISTINCT FROM (NEW.scheme_id, NEW.id, NEW.session_id, NEW.person_id, NEW.part, NEW.galaxies, NEW.from_version)
      OR OLD.rate_id IS DISTINCT FROM NEW.rate_id OR OLD.transfer_id IS DISTINCT FROM NEW.transfer_id)
    EXECUTE FUNCTION attendance_refuse_change();
`;

/** Whoever saves a register may not put themselves into it, but for leading as planned. The person counts, not the sign-in. */
const ATTENDANCE_GUARDS = `
  CREATE FUNCTION attendance_refuse_own() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    IF EXISTS (
      SELECT FROM written w
      JOIN register_version v ON v.scheme_id = w.scheme_id AND v.session_id = w.session_id AND v.version = w.from_version
        AND v.recorded_by = w.person_id
      WHERE w.part <> 'led' OR NOT EXISTS (SELECT FROM session_leader l
        WHERE l.scheme_id = w.scheme_id AND l.session_id = w.session_id AND l.person_id = w.person_id)
    ) THEN
      RAISE EXCEPTION 'Nobody gives galaxies to themselves: a leader is marked as planned, everyone else by somebody else.'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'attendance_not_own';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER attendance_not_own AFTER INSERT ON attendance REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION attendance_refuse_own();

  CREATE FUNCTION attendance_refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    RAISE EXCEPTION 'A line is put right once, and never edited.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'attendance_append_only';
  END $$;
  ${ATTENDANCE_APPEND_ONLY}

  CREATE FUNCTION register_refuse_removal() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    RAISE EXCEPTION 'A register is never edited: % on % is refused. Save a new version instead.', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_kept';
  END $$;
  CREATE TRIGGER attendance_kept BEFORE DELETE OR TRUNCATE ON attendance
    FOR EACH STATEMENT EXECUTE FUNCTION register_refuse_removal();
  CREATE TRIGGER register_version_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON register_version
    FOR EACH STATEMENT EXECUTE FUNCTION register_refuse_removal();
  REVOKE ALL ON FUNCTION attendance_refuse_own(), attendance_refuse_change(), register_refuse_removal() FROM PUBLIC;
`;

const REGISTER_CHECK = `
  CREATE TABLE register_check (
    scheme_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    session_id uuid NOT NULL,
    version integer NOT NULL CONSTRAINT register_check_version_not_negative CHECK (version >= 0),
    kind text NOT NULL CONSTRAINT register_check_kind_known
      CHECK (kind IN ('merged', 'over-places', 'note', 'changed-late', 'count-back', 'no-rate')),
    sent_by uuid,
    key text CONSTRAINT register_check_key_length CHECK (char_length(key) BETWEEN 1 AND 200),
    outcome text CONSTRAINT register_check_outcome_known CHECK (outcome IN ('came', 'nobody-came', 'did-not-run')),
    note_to_staff text CONSTRAINT register_check_note_to_staff_length CHECK (char_length(note_to_staff) BETWEEN 1 AND 500),
    opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    closed_at timestamptz,
    closed_by uuid,
    CONSTRAINT register_check_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT register_check_session_fkey FOREIGN KEY (scheme_id, session_id) REFERENCES session,
    CONSTRAINT register_check_sent_by_fkey FOREIGN KEY (scheme_id, sent_by) REFERENCES person,
    CONSTRAINT register_check_closed_by_fkey FOREIGN KEY (scheme_id, closed_by) REFERENCES person,
    CONSTRAINT register_check_closed_whole CHECK ((closed_at IS NULL) = (closed_by IS NULL))
  );
  CREATE UNIQUE INDEX register_check_key_unique ON register_check (scheme_id, session_id, key) WHERE key IS NOT NULL;
  CREATE INDEX register_check_open ON register_check (scheme_id, opened_at) WHERE closed_at IS NULL;
  COMMENT ON TABLE register_check IS 'One thing about a register for staff to look at. It stops nothing: what was sent is recorded.';
  COMMENT ON COLUMN register_check.version IS 'The version it is about; 0 where nothing was recorded yet.';
  COMMENT ON COLUMN register_check.kind IS
    'Two lists were merged; more came than planned; a note; a leader asks for a change after 14 days; the two counts differ; a part has no rate.';
  COMMENT ON COLUMN register_check.key IS 'Of a change that was asked for and not recorded: asked again, it is the same one.';
  COMMENT ON COLUMN register_check.outcome IS 'What that change would say: people came, nobody came, or it did not run.';
  GRANT SELECT, INSERT (scheme_id, id, session_id, version, kind, sent_by, key, outcome, note_to_staff),
    UPDATE (closed_at, closed_by) ON register_check TO galaxies_app;

  CREATE TABLE register_tick (
    scheme_id uuid NOT NULL,
    check_id uuid NOT NULL,
    person_id uuid NOT NULL,
    part text NOT NULL CONSTRAINT register_tick_part_known CHECK (part IN ('attended', 'led', 'contributed')),
    CONSTRAINT register_tick_pkey PRIMARY KEY (scheme_id, check_id, person_id),
    CONSTRAINT register_tick_check_fkey FOREIGN KEY (scheme_id, check_id) REFERENCES register_check,
    CONSTRAINT register_tick_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person
  );
  COMMENT ON TABLE register_tick IS 'The list that was sent, where that is not the list that counts: a check shows staff both.';
  GRANT SELECT, INSERT (scheme_id, check_id, person_id, part) ON register_tick TO galaxies_app;
`;

const ROSTER = `
  CREATE TABLE roster_sheet (
    scheme_id uuid NOT NULL,
    code text NOT NULL CONSTRAINT roster_sheet_code_shape CHECK (code ~ '^R-[0-9]{4}-[0-9]{4}-[0-9]{2,4}$'),
    session_id uuid NOT NULL,
    version integer NOT NULL CONSTRAINT roster_sheet_version_positive CHECK (version >= 1),
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT roster_sheet_pkey PRIMARY KEY (scheme_id, code),
    CONSTRAINT roster_sheet_version_unique UNIQUE (scheme_id, session_id, version),
    CONSTRAINT roster_sheet_session_fkey FOREIGN KEY (scheme_id, session_id) REFERENCES session
  );
  COMMENT ON TABLE roster_sheet IS 'A list that was printed. What is on paper decides the numbering for ever.';
  COMMENT ON COLUMN roster_sheet.code IS 'On the paper, like R-2026-0614-02: the day of the session and a number of that day.';
  GRANT SELECT, INSERT (scheme_id, code, session_id, version) ON roster_sheet TO galaxies_app;

  CREATE TABLE roster_row (
    scheme_id uuid NOT NULL,
    code text NOT NULL,
    row smallint NOT NULL CONSTRAINT roster_row_row_in_range CHECK (row BETWEEN 1 AND 250),
    person_id uuid NOT NULL,
    CONSTRAINT roster_row_pkey PRIMARY KEY (scheme_id, code, row),
    CONSTRAINT roster_row_person_unique UNIQUE (scheme_id, code, person_id),
    CONSTRAINT roster_row_sheet_fkey FOREIGN KEY (scheme_id, code) REFERENCES roster_sheet,
    CONSTRAINT roster_row_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person
  );
  COMMENT ON TABLE roster_row IS 'Who stands beside a number on a printed list.';
  GRANT SELECT, INSERT (scheme_id, code, row, person_id) ON roster_row TO galaxies_app;
`;

const REGISTER_ASKED = `
  CREATE TABLE register_asked (
    scheme_id uuid NOT NULL,
    session_id uuid NOT NULL,
    asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT register_asked_pkey PRIMARY KEY (scheme_id, session_id),
    CONSTRAINT register_asked_session_fkey FOREIGN KEY (scheme_id, session_id) REFERENCES session
  );
  COMMENT ON TABLE register_asked IS 'The leader was asked for the register of this session. That happens once.';
  GRANT SELECT, INSERT (scheme_id, session_id) ON register_asked TO galaxies_app;
`;
