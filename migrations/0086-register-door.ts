import type { MigrationInterface, QueryRunner } from 'typeorm';
import { LOOKS } from './0064-one-statement.js';
import { insertVersion, REGISTER_STANDING, REGISTER_WRITE } from './0065-registers-quicker.js';
import { GUARD } from './0066-attendance-guard.js';

const GRANTED =
  'INSERT (scheme_id, session_id, person_id, part, galaxies, rate_id, from_version, transfer_id) ON attendance';

/**
 * The only door into registers, as there is one into the book: the service's role writes lines by `register_write` and by
 * nothing else, and what guards a line looks once for the whole list. Whoever owns the tables is looked at line by line.
 */
export class RegisterDoor1764000000086 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PEOPLE_KEPT);
    await runner.query('DROP FUNCTION register_standing, register_write');
    await runner.query(STANDING);
    await runner.query(NAMEABLE);
    await runner.query(ENTER);
    await runner.query(DOOR);
    await runner.query(GUARD_BY_LINE);
    await runner.query(`REVOKE ${GRANTED} FROM galaxies_app`);
    await runner.query(`
      ALTER TABLE attendance DROP CONSTRAINT attendance_person_fkey;
      DROP INDEX attendance_session;
      CREATE INDEX attendance_session ON attendance (scheme_id, session_id) WHERE put_right_version IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX attendance_session;
      CREATE INDEX attendance_session ON attendance (scheme_id, session_id);
      ALTER TABLE attendance ADD CONSTRAINT attendance_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person;
      GRANT ${GRANTED} TO galaxies_app;
      DROP TRIGGER attendance_not_own ON attendance;
      CREATE TRIGGER attendance_not_own AFTER INSERT ON attendance REFERENCING NEW TABLE AS written
        FOR EACH STATEMENT EXECUTE FUNCTION attendance_refuse_own();
      DROP FUNCTION register_standing, register_nameable, register_write, register_write_at, register_enter;
      DROP TRIGGER person_kept ON person;
      DROP TRIGGER person_same ON person;
      DROP FUNCTION person_refuse_removal()`);
    await runner.query(GUARD);
    await runner.query(REGISTER_STANDING);
    await runner.query(REGISTER_WRITE);
  }
}

/** Nobody who was there is ever removed, so that a line need not hold fast whoever it is of. */
const PEOPLE_KEPT = `
  CREATE FUNCTION person_refuse_removal() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    RAISE EXCEPTION 'A person is never removed: lines of registers may be theirs. What is known of them is forgotten instead.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'person_kept';
  END $$;
  REVOKE ALL ON FUNCTION person_refuse_removal() FROM PUBLIC;
  CREATE TRIGGER person_kept BEFORE DELETE OR TRUNCATE ON person
    FOR EACH STATEMENT EXECUTE FUNCTION person_refuse_removal();
  CREATE TRIGGER person_same BEFORE UPDATE ON person
    FOR EACH ROW WHEN ((OLD.scheme_id, OLD.id) IS DISTINCT FROM (NEW.scheme_id, NEW.id)) EXECUTE FUNCTION person_refuse_removal();
`;

/** A session without a register has no lines and was never sent, so nothing is asked about that. */
const STANDING = `
  CREATE FUNCTION register_standing(p_scheme uuid, p_session uuid, p_keys text[], p_content_hash bytea, p_people uuid[])
    RETURNS TABLE ("activityId" uuid, "occursOn" text, places smallint, "daysAhead" integer, latest integer, outcome text,
      "headCountExtra" integer, "countedOut" integer, "countedBack" integer, leaders uuid[], known uuid[], open json,
      "sameVersion" integer, "keyUsed" boolean)
    LANGUAGE plpgsql ${LOOKS} AS $$
  DECLARE
    v_version register_version;
  BEGIN
    SELECT s.activity_id, to_char(s.occurs_on, 'YYYY-MM-DD'), s.places, s.occurs_on - (clock_timestamp() AT TIME ZONE z.time_zone)::date
      INTO "activityId", "occursOn", places, "daysAhead"
      FROM session s JOIN scheme z ON z.id = s.scheme_id WHERE s.scheme_id = p_scheme AND s.id = p_session;
    IF NOT FOUND THEN
      RETURN;
    END IF;
    leaders := ARRAY(SELECT l.person_id FROM session_leader l WHERE l.scheme_id = p_scheme AND l.session_id = p_session);
    known := ARRAY(SELECT p.id FROM participant p WHERE p.scheme_id = p_scheme AND p.id = ANY (p_people));
    open := '[]';
    latest := 0;
    "keyUsed" := false;
    SELECT * INTO v_version FROM register_version v WHERE v.scheme_id = p_scheme AND v.session_id = p_session
      ORDER BY v.version DESC LIMIT 1;
    IF FOUND THEN
      latest := v_version.version;
      outcome := v_version.outcome;
      "headCountExtra" := v_version.head_count_extra;
      "countedOut" := v_version.counted_out;
      "countedBack" := v_version.counted_back;
      open := coalesce((SELECT json_agg(json_build_object('id', a.id::text, 'personId', a.person_id, 'part', a.part,
          'galaxies', a.galaxies, 'transferId', a.transfer_id::text, 'fromVersion', a.from_version) ORDER BY a.id)
        FROM attendance a WHERE a.scheme_id = p_scheme AND a.session_id = p_session AND a.put_right_version IS NULL), '[]');
      SELECT v.version INTO "sameVersion" FROM register_version v WHERE v.scheme_id = p_scheme AND v.session_id = p_session
        AND v.key = ANY (p_keys) AND v.content_hash = p_content_hash LIMIT 1;
      "keyUsed" := EXISTS (SELECT FROM register_version v
        WHERE v.scheme_id = p_scheme AND v.session_id = p_session AND v.key = p_keys[1]);
    END IF;
    RETURN NEXT;
  END $$;
  COMMENT ON FUNCTION register_standing IS
    'All that saving a register depends on: the session, the register as it stands, whether this very thing was sent before, and who of those sent can be given galaxies.';
  GRANT EXECUTE ON FUNCTION register_standing TO galaxies_app;
`;

/** Mostly everybody may be found by leaders; what is more to ask is asked only when somebody may not. */
const NAMEABLE = `
  CREATE FUNCTION register_nameable(p_scheme uuid, p_session uuid, p_person uuid, p_people uuid[])
    RETURNS TABLE (leads boolean, nameable uuid[]) LANGUAGE plpgsql ${LOOKS} AS $$
  DECLARE
    v_activity uuid;
    v_starts timestamptz;
  BEGIN
    SELECT s.activity_id, s.starts_at INTO v_activity, v_starts FROM session s WHERE s.scheme_id = p_scheme AND s.id = p_session;
    IF NOT FOUND THEN
      RETURN;
    END IF;
    leads := EXISTS (SELECT FROM session_leader l
      WHERE l.scheme_id = p_scheme AND l.session_id = p_session AND l.person_id = p_person);
    nameable := ARRAY(SELECT p.id FROM person p WHERE p.scheme_id = p_scheme AND p.id = ANY (p_people)
      AND p.findable_by_leaders AND p.taking_part <> 'left');
    IF cardinality(nameable) < cardinality(p_people) THEN
      nameable := nameable || ARRAY(SELECT p.id FROM person p
        WHERE p.scheme_id = p_scheme AND p.id = ANY (p_people) AND p.id <> ALL (nameable) AND (
          EXISTS (SELECT FROM session_leader l WHERE l.scheme_id = p_scheme AND l.session_id = p_session AND l.person_id = p.id)
          OR EXISTS (SELECT FROM place t WHERE t.scheme_id = p_scheme AND t.session_id = p_session AND t.person_id = p.id)
          OR EXISTS (SELECT FROM attendance a WHERE a.scheme_id = p_scheme AND a.session_id = p_session AND a.person_id = p.id)
          OR 3 <= (SELECT count(*) FROM session e
            JOIN attendance a ON a.scheme_id = p_scheme AND a.session_id = e.id AND a.person_id = p.id AND a.put_right_version IS NULL
            WHERE e.scheme_id = p_scheme AND e.activity_id = v_activity AND e.id <> p_session
              AND e.starts_at BETWEEN v_starts - interval '60 days' AND v_starts)));
    END IF;
    RETURN NEXT;
  END $$;
  COMMENT ON FUNCTION register_nameable IS
    'Whether a person leads a session, and whom of those sent they may name on its register: whoever may be found by leaders, and whoever has to do with the session. No row when there is no such session.';
  GRANT EXECUTE ON FUNCTION register_nameable TO galaxies_app;
`;

const VERSION = `p_scheme uuid, p_session uuid, p_version integer, p_key text, p_content_hash bytea, p_based_on integer,
  p_merged boolean, p_outcome text, p_head_count_extra integer, p_counted_out integer, p_counted_back integer,
  p_note_to_staff text, p_recorded_by uuid, p_on_behalf_of uuid, p_source text, p_source_key text`;

const LINES =
  'p_put_right bigint[], p_people uuid[], p_parts text[], p_galaxies smallint[], p_rates uuid[], p_places integer[]';

const GIVEN = [...VERSION.matchAll(/p_\w+/g), ...LINES.matchAll(/p_\w+/g)].join(', ');

const REFUSED = (constraint: string, message: string, code: string): string =>
  `RAISE EXCEPTION '${message}' USING ERRCODE = '${code}', CONSTRAINT = '${constraint}';`;

const NOT_OWN = REFUSED(
  'attendance_not_own',
  'Nobody gives galaxies to themselves: a leader is marked as planned, everyone else by somebody else.',
  'restrict_violation',
);

const STRAY = (constraint: string): string =>
  REFUSED(
    constraint,
    'A line of a register belongs to a person, a version and a rate that are there.',
    'foreign_key_violation',
  );

/** What is put right is put right before anything is added, so that a person never has two lines that stand. */
const ENTER = `
  CREATE FUNCTION register_enter(${VERSION}, ${LINES}, p_recorded_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    v_entry uuid;
    v_after bigint;
    v_rates uuid[] := array_remove(p_rates, NULL);
    v_door text;
  BEGIN
    IF (p_scheme = current_scheme()) IS NOT TRUE THEN
      ${REFUSED('ledger_scheme_is_current', 'A register is saved in the scheme of the transaction.', 'insufficient_privilege')}
    END IF;
    IF cardinality(p_people) <> (SELECT count(*) FROM person WHERE scheme_id = p_scheme AND id = ANY (p_people)) THEN
      ${STRAY('attendance_person_fkey')}
    END IF;
    WHILE v_rates <> '{}' LOOP
      PERFORM FROM earning_rate WHERE scheme_id = p_scheme AND id = v_rates[1];
      IF NOT FOUND THEN
        ${STRAY('attendance_rate_fkey')}
      END IF;
      v_rates := array_remove(v_rates, v_rates[1]);
    END LOOP;
    IF p_recorded_by = ANY (p_people) AND (p_parts[array_position(p_people, p_recorded_by)] <> 'led' OR NOT EXISTS (
        SELECT FROM session_leader WHERE scheme_id = p_scheme AND session_id = p_session AND person_id = p_recorded_by)) THEN
      ${NOT_OWN}
    END IF;
    IF p_source_key IS NOT NULL THEN
      SELECT e.id, e.transfers_after INTO v_entry, v_after FROM journal_entry e
        WHERE e.scheme_id = p_scheme AND e.source_key = p_source_key;
    END IF;
    ${insertVersion('p_recorded_at IS NULL', '', '')}
    ${insertVersion('p_recorded_at IS NOT NULL', ', recorded_at', ', p_recorded_at')}
    IF p_put_right <> '{}' THEN
      UPDATE attendance a SET put_right_version = p_version, reversal_id =
          (SELECT t.id FROM transfer t WHERE t.scheme_id = a.scheme_id AND t.reverses_id = a.transfer_id)
        WHERE a.scheme_id = p_scheme AND a.session_id = p_session AND a.id = ANY (p_put_right);
    END IF;
    v_door := set_config('galaxies.door', 'open', true);
    INSERT INTO attendance (scheme_id, session_id, person_id, part, galaxies, rate_id, from_version, transfer_id)
      SELECT p_scheme, p_session, l.person_id, l.part, l.galaxies, l.rate_id, p_version, v_after + l.place
      FROM unnest(p_people, p_parts, p_galaxies, p_rates, p_places) AS l (person_id, part, galaxies, rate_id, place);
    v_door := set_config('galaxies.door', '', true);
  END $$;
  COMMENT ON FUNCTION register_enter IS
    'Writes a version of a register with its lines, each with its transfer of the entry that has this source key: the transfer at its place, or the one that turns an earlier one round.';
  REVOKE ALL ON FUNCTION register_enter FROM PUBLIC;
`;

const PINNED =
  'SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off SET plan_cache_mode = force_generic_plan';

/** Everybody's registers are of the database's moment; another one is the owner's to say. */
const DOOR = `
  CREATE FUNCTION register_write(${VERSION}, ${LINES}) RETURNS void LANGUAGE plpgsql ${PINNED} AS $$
  BEGIN
    PERFORM register_enter(${GIVEN}, NULL);
  END $$;
  COMMENT ON FUNCTION register_write IS 'Writes a version of a register with its lines: the only way for the service.';
  REVOKE ALL ON FUNCTION register_write FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION register_write TO galaxies_app;

  CREATE FUNCTION register_write_at(${VERSION}, ${LINES}, p_recorded_at timestamptz) RETURNS void LANGUAGE plpgsql ${PINNED} AS $$
  BEGIN
    PERFORM register_enter(${GIVEN}, p_recorded_at);
  END $$;
  COMMENT ON FUNCTION register_write_at IS 'The same with a moment of its own, for the owner.';
  REVOKE ALL ON FUNCTION register_write_at FROM PUBLIC;
`;

/** What did not come through the door is looked at line by line. */
const GUARD_BY_LINE = `
  CREATE OR REPLACE FUNCTION attendance_refuse_own() RETURNS trigger LANGUAGE plpgsql
    SET search_path = public, pg_temp SET enable_seqscan = off AS $$
  DECLARE
    v_saver uuid := (SELECT v.recorded_by FROM register_version v
      WHERE v.scheme_id = NEW.scheme_id AND v.session_id = NEW.session_id AND v.version = NEW.from_version);
  BEGIN
    IF v_saver IS NULL THEN
      ${STRAY('attendance_from_version_fkey')}
    END IF;
    IF NOT EXISTS (SELECT FROM person p WHERE p.scheme_id = NEW.scheme_id AND p.id = NEW.person_id) THEN
      ${STRAY('attendance_person_fkey')}
    END IF;
    IF NEW.rate_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM earning_rate r WHERE r.scheme_id = NEW.scheme_id AND r.id = NEW.rate_id) THEN
      ${STRAY('attendance_rate_fkey')}
    END IF;
    IF NEW.person_id = v_saver AND (NEW.part <> 'led' OR NOT EXISTS (SELECT FROM session_leader l
        WHERE l.scheme_id = NEW.scheme_id AND l.session_id = NEW.session_id AND l.person_id = NEW.person_id)) THEN
      ${NOT_OWN}
    END IF;
    RETURN NULL;
  END $$;
  DROP TRIGGER attendance_not_own ON attendance;
  CREATE TRIGGER attendance_not_own AFTER INSERT ON attendance
    FOR EACH ROW WHEN (current_setting('galaxies.door', true) IS DISTINCT FROM 'open') EXECUTE FUNCTION attendance_refuse_own();
`;
