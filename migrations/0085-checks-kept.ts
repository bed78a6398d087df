import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ATTENDANCE_APPEND_ONLY } from './0041-registers.js';
import { VERSION_UNEDITED } from './0057-retention.js';

/**
 * Rules about one column of the tables that are written all the time, as domains: PostgreSQL reads the text of a table's
 * check anew for each statement, and keeps that of a domain. They keep their names and say the same.
 */
export class ChecksKept1764000000085 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await withoutTriggers(runner, async () => {
      for (const [table, columns] of Object.entries(RULES)) {
        for (const [column, { domain, type, rule, check }] of Object.entries(columns))
          await runner.query(`CREATE DOMAIN ${domain} AS ${type} CONSTRAINT ${table}_${rule} CHECK (${check('VALUE')});
            ALTER TABLE ${table} DROP CONSTRAINT ${table}_${rule};
            COMMENT ON DOMAIN ${domain} IS 'What ${table}.${column} may be.'`);
        await runner.query(altered(table, columns, ({ domain }) => domain));
      }
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await withoutTriggers(runner, async () => {
      for (const [table, columns] of Object.entries(RULES)) {
        await runner.query(altered(table, columns, ({ type }) => type));
        for (const [column, { domain, rule, check }] of Object.entries(columns))
          await runner.query(`DROP DOMAIN ${domain};
            ALTER TABLE ${table} ADD CONSTRAINT ${table}_${rule} CHECK (${check(column)})`);
      }
    });
  }
}

interface Rule {
  readonly domain: string;
  readonly type: string;
  /** The name of the constraint, after that of the table. */
  readonly rule: string;
  readonly check: (value: string) => string;
}

type Rules = Readonly<Record<string, Rule>>;

const PLAIN_ID = (value: string): string => `${value} ~ '^[A-Za-z0-9-]{1,64}$'`;
const COUNT = (value: string): string => `${value} BETWEEN 0 AND 999`;

const AUDIT_EVENT: Rules = {
  action: {
    ...{ domain: 'audit_action', type: 'text', rule: 'action_shape' },
    check: (value) => `${value} ~ '^[a-z]+(-[a-z]+)*([.][a-z]+(-[a-z]+)*)+$' AND char_length(${value}) <= 60`,
  },
  actor_role: {
    ...{ domain: 'audit_role', type: 'text', rule: 'actor_role_shape' },
    check: (value) => `${value} ~ '^[a-z]{1,20}$'`,
  },
  asked_how: {
    ...{ domain: 'audit_asked_how', type: 'text', rule: 'asked_how_known' },
    check: (value) => `${value} IN ('phone', 'desk', 'letter', 'visit')`,
  },
  subject_kind: {
    ...{ domain: 'audit_subject_kind', type: 'text', rule: 'subject_kind_shape' },
    check: (value) => `${value} ~ '^[a-z]+(-[a-z]+)*$'`,
  },
  subject_id: { domain: 'audit_subject_id', type: 'text', rule: 'subject_id_plain', check: PLAIN_ID },
  channel: {
    ...{ domain: 'audit_channel', type: 'text', rule: 'channel_known' },
    check: (value) => `${value} IN ('web', 'api', 'command', 'job')`,
  },
  correlation_id: {
    ...{ domain: 'audit_correlation_id', type: 'text', rule: 'correlation_id_plain', check: PLAIN_ID },
  },
  details: {
    ...{ domain: 'audit_details', type: 'jsonb', rule: 'details_plain' },
    check: (value) => `
      jsonb_typeof(${value}) = 'object' AND length(${value}::text) <= 2000 AND NOT jsonb_path_exists(${value},
        '$.** ? (@.type() == "string" && !(@ like_regex "^([a-z][a-z0-9._-]{0,63}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{4}-[0-9]{2}-[0-9]{2})$"))')`,
  },
};

const REGISTER_VERSION: Rules = {
  version: {
    ...{ domain: 'register_number', type: 'integer', rule: 'version_positive' },
    check: (value) => `${value} >= 1`,
  },
  key: {
    ...{ domain: 'register_key', type: 'text', rule: 'key_length' },
    check: (value) => `char_length(${value}) BETWEEN 1 AND 200`,
  },
  content_hash: {
    ...{ domain: 'register_content_hash', type: 'bytea', rule: 'content_hash_length' },
    check: (value) => `octet_length(${value}) = 32`,
  },
  outcome: {
    ...{ domain: 'register_outcome', type: 'text', rule: 'outcome_known' },
    check: (value) => `${value} IN ('came', 'nobody-came', 'did-not-run')`,
  },
  head_count_extra: {
    ...{ domain: 'register_head_count', type: 'integer', rule: 'head_count_extra_in_range', check: COUNT },
  },
  counted_out: {
    ...{ domain: 'register_counted_out', type: 'integer', rule: 'counted_out_in_range', check: COUNT },
  },
  counted_back: {
    ...{ domain: 'register_counted_back', type: 'integer', rule: 'counted_back_in_range', check: COUNT },
  },
  note_to_staff: {
    ...{ domain: 'register_note', type: 'text', rule: 'note_to_staff_length' },
    check: (value) => `char_length(${value}) BETWEEN 1 AND 500`,
  },
  source: {
    ...{ domain: 'register_source', type: 'text', rule: 'source_known' },
    check: (value) => `${value} IN ('web', 'api', 'paper', 'import')`,
  },
};

const ATTENDANCE: Rules = {
  part: {
    ...{ domain: 'attendance_part', type: 'text', rule: 'part_known' },
    check: (value) => `${value} IN ('attended', 'led', 'contributed')`,
  },
  galaxies: {
    ...{ domain: 'attendance_galaxies', type: 'smallint', rule: 'galaxies_in_range' },
    check: (value) => `${value} BETWEEN 0 AND 10`,
  },
};

const RULES: Readonly<Record<string, Rules>> = {
  audit_event: AUDIT_EVENT,
  register_version: REGISTER_VERSION,
  attendance: ATTENDANCE,
};

/** All columns of a table at once, so that it is written anew once. */
function altered(table: string, columns: Rules, typeOf: (rule: Rule) => string): string {
  const changes = Object.entries(columns).map(([column, rule]) => `ALTER ${column} TYPE ${typeOf(rule)}`);
  return `ALTER TABLE ${table} ${changes.join(', ')}`;
}

/** A trigger that looks at a column stands in the way of its type, so these are put aside and made again as they were. */
async function withoutTriggers(runner: QueryRunner, work: () => Promise<void>): Promise<void> {
  await runner.query(`
    DROP TRIGGER attendance_append_only ON attendance;
    DROP TRIGGER register_version_unedited ON register_version`);
  await work();
  await runner.query(ATTENDANCE_APPEND_ONLY);
  await runner.query(VERSION_UNEDITED);
}
