import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is forgotten, and when. Each rule of the register of personal columns is a function of its own, which takes away some
 * of what is over its time and says how much that was. The service can call them; it cannot choose the time.
 */
export class Retention1764000000057 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DRAFT_TOUCHED);
    await runner.query(NOTE_FORGETTABLE);
    for (const [name, { does, says }] of Object.entries(RULES)) await runner.query(ruleOf(name, does, says));
    await runner.query(PEOPLE);
    await runner.query(MESSAGES(`coalesce(done_at, due_at)`));
    await runner.query(INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    const names = [...Object.keys(RULES), 'people'].map((name) => `forget_${name}(integer)`);
    await runner.query(`
      DROP FUNCTION ${names.join(', ')};
      ${MESSAGES('done_at')}
      DROP INDEX person_to_forget, message_oldest;
      DROP TRIGGER register_version_unedited ON register_version;
      DROP TRIGGER register_version_kept ON register_version;
      CREATE TRIGGER register_version_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON register_version
        FOR EACH STATEMENT EXECUTE FUNCTION register_refuse_removal();
      ALTER TABLE contribution_draft DROP COLUMN touched_at;
      DROP FUNCTION contribution_draft_touch() CASCADE;
    `);
  }
}

const DRAFT_TOUCHED = `
  ALTER TABLE contribution_draft ADD touched_at timestamptz NOT NULL DEFAULT clock_timestamp();
  COMMENT ON COLUMN contribution_draft.touched_at IS 'When something of it was last written; it is forgotten thirty days later.';
  CREATE FUNCTION contribution_draft_touch() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    NEW.touched_at := clock_timestamp();
    RETURN NEW;
  END $$;
  COMMENT ON FUNCTION contribution_draft_touch() IS 'Notes that something of a draft was written.';
  REVOKE ALL ON FUNCTION contribution_draft_touch() FROM PUBLIC;
  CREATE TRIGGER contribution_draft_touched BEFORE UPDATE OF what, choice, occurred_on, length, who_knows ON contribution_draft
    FOR EACH ROW EXECUTE FUNCTION contribution_draft_touch();
`;

export const VERSION_UNEDITED = `
  CREATE TRIGGER register_version_unedited BEFORE UPDATE ON register_version FOR EACH ROW
    WHEN (NEW.note_to_staff IS NOT NULL OR to_jsonb(OLD) - 'note_to_staff' IS DISTINCT FROM to_jsonb(NEW) - 'note_to_staff')
    EXECUTE FUNCTION register_refuse_removal();
`;

/** A version stays as it was, but for the leader's own words to staff, which may be taken away and not replaced. */
const NOTE_FORGETTABLE = `
  DROP TRIGGER register_version_kept ON register_version;
  CREATE TRIGGER register_version_kept BEFORE DELETE OR TRUNCATE ON register_version
    FOR EACH STATEMENT EXECUTE FUNCTION register_refuse_removal();
  ${VERSION_UNEDITED}
`;

/** Finds what is over its time without reading what is not. */
const INDEXES = `
  CREATE INDEX person_to_forget ON person (scheme_id, left_on) WHERE taking_part = 'left' AND anonymous_since IS NULL;
  CREATE INDEX message_oldest ON message (scheme_id, coalesce(done_at, due_at));
`;

/** Rows of one table, the oldest first; what another transaction holds is left for the next time. */
const oldRows = (table: string, key: string, age: string): string => `
    WITH old AS MATERIALIZED (
      SELECT ${key} FROM ${table} t WHERE t.scheme_id = current_scheme() AND ${age} LIMIT least(most, 5000) FOR UPDATE SKIP LOCKED
    ), gone AS (
      DELETE FROM ${table} t USING old WHERE t.scheme_id = current_scheme() AND (${prefixed('t', key)}) = (${prefixed('old', key)}) RETURNING 1
    ) SELECT count(*)::integer FROM gone`;

const prefixed = (alias: string, key: string): string =>
  key
    .split(', ')
    .map((column) => `${alias}.${column}`)
    .join(', ');

interface Rule {
  readonly does: string;
  readonly says: string;
}

const RULES: Readonly<Record<string, Rule>> = {
  codes: {
    does: oldRows('sign_in_code', 'id', `t.expires_at < clock_timestamp() - interval '1 day'`),
    says: 'Removes codes for signing in a day after they ran out.',
  },
  devices: {
    does: oldRows('known_device', 'key_hash', `t.ends_at < clock_timestamp()`),
    says: 'Removes answers about devices that no longer count.',
  },
  typed: {
    does: oldRows('kept_form', 'key_hash, page', `t.made_at < clock_timestamp() - interval '2 hours'`),
    says: 'Removes what was typed when a sign-in ended, after two hours.',
  },
  tries: {
    does: oldRows('second_factor_try', 'id', `t.tried_at < clock_timestamp() - interval '2 days'`),
    says: 'Removes wrong tries of a second factor after two days.',
  },
  apps: {
    does: oldRows(
      'app_code',
      'id',
      `t.proved_at IS NULL AND t.made_at < clock_timestamp() - interval '1 day'`,
    ),
    says: 'Removes apps that were never proved, after a day.',
  },
  counts: {
    does: oldRows('rate_count', 'subject', `t.began_at < clock_timestamp() - interval '1 day'`),
    says: 'Removes how often somebody asked, a day later.',
  },
  sign_ins: {
    does: oldRows(
      'web_sign_in',
      'id',
      `least(t.ends_at, t.revoked_at) < clock_timestamp() - interval '90 days'`,
    ),
    says: 'Removes sign-ins ninety days after they ended.',
  },
  dev_messages: {
    does: oldRows('dev_message', 'id', `t.made_at < clock_timestamp() - interval '7 days'`),
    says: 'Removes what a developer could read, after a week.',
  },
  drafts: {
    does: oldRows('contribution_draft', 'person_id', `t.touched_at < clock_timestamp() - interval '30 days'`),
    says: 'Removes what somebody began to write and did not send, thirty days after they last wrote.',
  },
  rosters: {
    does: `
    WITH old AS MATERIALIZED (
      SELECT r.code, r.row FROM roster_row r
        JOIN roster_sheet h ON h.scheme_id = r.scheme_id AND h.code = r.code
        JOIN session d ON d.scheme_id = h.scheme_id AND d.id = h.session_id
      WHERE r.scheme_id = current_scheme() AND d.ends_at < clock_timestamp() - interval '30 days'
      LIMIT least(most, 5000) FOR UPDATE OF r SKIP LOCKED
    ), gone AS (
      DELETE FROM roster_row t USING old
      WHERE t.scheme_id = current_scheme() AND (t.code, t.row) = (old.code, old.row) RETURNING 1
    ) SELECT count(*)::integer FROM gone`,
    says: 'Removes who stood beside which number of a printed list, thirty days after the session.',
  },
  audit: {
    does: oldRows('audit_event', 'id', `t.at < clock_timestamp() - interval '2 years'`),
    says: 'Removes what was noted two years ago.',
  },
  tokens: {
    does: oldRows(
      'api_token',
      'id',
      `least(t.ends_at, t.revoked_at) < clock_timestamp() - interval '3 years'`,
    ),
    says: 'Removes tokens of programs three years after they ended.',
  },
  roles: {
    does: oldRows(
      'person_role',
      'id',
      `least(t.until_at, t.withdrawn_at) < clock_timestamp() - interval '3 years'`,
    ),
    says: 'Removes roles three years after they ended, or after what was asked for was withdrawn.',
  },
  checks: {
    does: `
    WITH old AS MATERIALIZED (
      SELECT id FROM register_check t
      WHERE t.scheme_id = current_scheme() AND t.closed_at < clock_timestamp() - interval '3 years'
      LIMIT least(most, 5000) FOR UPDATE SKIP LOCKED
    ), ticks AS (
      DELETE FROM register_tick t USING old WHERE t.scheme_id = current_scheme() AND t.check_id = old.id
    ), gone AS (
      DELETE FROM register_check t USING old WHERE t.scheme_id = current_scheme() AND t.id = old.id RETURNING 1
    ) SELECT count(*)::integer FROM gone`,
    says: 'Removes what staff looked at in a register, three years after they closed it.',
  },
  notes: {
    does: `
    WITH old AS MATERIALIZED (
      SELECT session_id, version FROM register_version t
      WHERE t.scheme_id = current_scheme() AND t.note_to_staff IS NOT NULL AND t.recorded_at < clock_timestamp() - interval '3 years'
      LIMIT least(most, 5000) FOR UPDATE SKIP LOCKED
    ), gone AS (
      UPDATE register_version t SET note_to_staff = NULL FROM old
      WHERE t.scheme_id = current_scheme() AND (t.session_id, t.version) = (old.session_id, old.version) RETURNING 1
    ) SELECT count(*)::integer FROM gone`,
    says: 'Takes away what leaders wrote to staff with a register, three years later.',
  },
  witnesses: {
    does: `
    WITH old AS MATERIALIZED (
      SELECT id FROM contribution t
      WHERE t.scheme_id = current_scheme() AND t.who_knows IS NOT NULL AND t.state <> 'pending'
        AND coalesce(t.decided_at, t.asked_at) < clock_timestamp() - interval '3 years'
      LIMIT least(most, 5000) FOR UPDATE SKIP LOCKED
    ), gone AS (
      UPDATE contribution t SET who_knows = NULL FROM old WHERE t.scheme_id = current_scheme() AND t.id = old.id RETURNING 1
    ) SELECT count(*)::integer FROM gone`,
    says: 'Takes away who knows of a contribution, three years after it was checked.',
  },
};

function ruleOf(name: string, does: string, says: string): string {
  return `
  CREATE FUNCTION forget_${name}(most integer) RETURNS integer
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$ ${does} $$;
  COMMENT ON FUNCTION forget_${name}(integer) IS '${says} Answers how many; at most so many at once.';
  REVOKE ALL ON FUNCTION forget_${name}(integer) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION forget_${name}(integer) TO galaxies_app;`;
}

/**
 * The book is not touched: it knows nobody. What people wrote themselves becomes a dash where a rule of the table wants words,
 * and a day of joining becomes the first of its year, so that years can still be counted.
 */
const PEOPLE = `
  CREATE FUNCTION forget_people(most integer) RETURNS SETOF uuid
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    gone uuid[];
  BEGIN
    SELECT array_agg(id) INTO gone FROM (
      SELECT p.id FROM person p JOIN scheme s ON s.id = p.scheme_id
      WHERE p.scheme_id = current_scheme() AND p.taking_part = 'left' AND p.anonymous_since IS NULL
        AND p.left_on <= ((clock_timestamp() AT TIME ZONE s.time_zone)::date - interval '3 years')::date
      ORDER BY p.left_on, p.id LIMIT least(most, 500) FOR UPDATE OF p SKIP LOCKED) old;
    IF gone IS NULL THEN RETURN; END IF;
    DELETE FROM consent WHERE scheme_id = current_scheme() AND person_id = ANY (gone);
    DELETE FROM question WHERE scheme_id = current_scheme() AND person_id = ANY (gone);
    DELETE FROM contribution_draft WHERE scheme_id = current_scheme() AND person_id = ANY (gone);
    DELETE FROM message WHERE scheme_id = current_scheme() AND person_id = ANY (gone);
    DELETE FROM sign_in_code WHERE scheme_id = current_scheme() AND person_id = ANY (gone);
    DELETE FROM sign_in_card WHERE scheme_id = current_scheme() AND person_id = ANY (gone);
    DELETE FROM web_sign_in WHERE scheme_id = current_scheme() AND person_id = ANY (gone);
    DELETE FROM known_device WHERE scheme_id = current_scheme() AND person_id = ANY (gone);
    DELETE FROM kept_form WHERE scheme_id = current_scheme() AND person_id = ANY (gone);
    DELETE FROM app_code WHERE scheme_id = current_scheme() AND person_id = ANY (gone);
    DELETE FROM passkey WHERE scheme_id = current_scheme() AND person_id = ANY (gone);
    DELETE FROM recovery_code WHERE scheme_id = current_scheme() AND person_id = ANY (gone);
    DELETE FROM second_factor_try WHERE scheme_id = current_scheme() AND person_id = ANY (gone);
    DELETE FROM person_role WHERE scheme_id = current_scheme() AND person_id = ANY (gone);
    UPDATE contribution SET what = '-', length = NULL, who_knows = NULL,
      decision_reason = CASE WHEN decision_reason IS NOT NULL THEN '-' END
    WHERE scheme_id = current_scheme() AND person_id = ANY (gone);
    UPDATE put_right SET sentence_for_person = '-', reason = CASE WHEN reason IS NOT NULL THEN '-' END
    WHERE scheme_id = current_scheme() AND person_id = ANY (gone);
    RETURN QUERY UPDATE person p SET ref = label.word, liked_name = label.word, surname = NULL, email = NULL, phone = NULL,
      contact = 'none', message_detail = 'day-and-time', formats = '{}', note_for_leaders = NULL, note_shared = false,
      findable_by_leaders = false, joined_on = date_trunc('year', p.joined_on)::date,
      left_on = date_trunc('year', p.left_on)::date, created_at = date_trunc('year', p.created_at),
      anonymous_since = clock_timestamp()
    FROM (SELECT id, 'left-' || left(replace(gen_random_uuid()::text, '-', ''), 12) AS word FROM unnest(gone) AS id) label
    WHERE p.scheme_id = current_scheme() AND p.id = label.id
    RETURNING p.id;
  END $$;
  COMMENT ON FUNCTION forget_people(integer) IS
    'Takes away all that says who somebody was, three years after they left. What they took part in stays, under a random label. Answers with their ids.';
  REVOKE ALL ON FUNCTION forget_people(integer) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION forget_people(integer) TO galaxies_app;
`;

/** A letter that nobody printed and a call that nobody made are over too. */
const MESSAGES = (since: string): string => `
  CREATE OR REPLACE FUNCTION message_tidy(most integer) RETURNS integer
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (
      DELETE FROM message WHERE scheme_id = current_scheme() AND id IN (
        SELECT id FROM message WHERE scheme_id = current_scheme() AND ${since} < clock_timestamp() - interval '90 days' LIMIT most)
      RETURNING 1)
    SELECT count(*)::integer FROM gone $$;
`;
