import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notes are kept for two years; after that only how many there were of each kind in each month. */
export class AuditMonths1764000000069 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(AUDIT_MONTH);
    await runner.query(forgetAudit(COUNTED, COUNTED_SAYS));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(forgetAudit(FORMER, FORMER_SAYS));
    await runner.query('DROP TABLE audit_month');
  }
}

const AUDIT_MONTH = `
  CREATE TABLE audit_month (
    scheme_id uuid NOT NULL CONSTRAINT audit_month_scheme_fkey REFERENCES scheme,
    month date NOT NULL CONSTRAINT audit_month_month_first CHECK (extract(day FROM month) = 1),
    action text NOT NULL CONSTRAINT audit_month_action_shape
      CHECK (action ~ '^[a-z]+(-[a-z]+)*([.][a-z]+(-[a-z]+)*)+$' AND char_length(action) <= 60),
    events bigint NOT NULL CONSTRAINT audit_month_events_some CHECK (events > 0),
    CONSTRAINT audit_month_pkey PRIMARY KEY (scheme_id, month, action)
  );
  COMMENT ON TABLE audit_month IS 'How many notes of each kind were made in a month. Says nothing of anybody: the notes are gone.';
  COMMENT ON COLUMN audit_month.month IS 'The first day of the month in which it was done, by the clock of the scheme.';
  COMMENT ON COLUMN audit_month.action IS 'What was done, such as person.changed.';
  COMMENT ON COLUMN audit_month.events IS 'How many of the notes that are gone said so.';
  ALTER TABLE audit_month ENABLE ROW LEVEL SECURITY;
  CREATE POLICY audit_month_of_scheme ON audit_month USING (scheme_id = current_scheme());
  GRANT SELECT ON audit_month TO galaxies_app;
`;

const forgetAudit = (does: string, says: string): string => `
  CREATE OR REPLACE FUNCTION forget_audit(most integer) RETURNS integer
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$ ${does} $$;
  COMMENT ON FUNCTION forget_audit(integer) IS '${says} Answers how many; at most so many at once.';`;

/** What is removed is counted by the same statement, so that each note counts once. In one order, so that two never wait for each other. */
const COUNTED = `
    WITH old AS MATERIALIZED (
      SELECT id FROM audit_event t WHERE t.scheme_id = current_scheme() AND t.at < clock_timestamp() - interval '2 years'
      LIMIT least(most, 5000) FOR UPDATE SKIP LOCKED
    ), gone AS (
      DELETE FROM audit_event t USING old WHERE t.scheme_id = current_scheme() AND t.id = old.id RETURNING t.at, t.action
    ), counted AS (
      INSERT INTO audit_month AS m (scheme_id, month, action, events)
      SELECT s.id, date_trunc('month', g.at AT TIME ZONE s.time_zone)::date, g.action, count(*)
      FROM gone g JOIN scheme s ON s.id = current_scheme() GROUP BY 1, 2, 3 ORDER BY 2, 3
      ON CONFLICT (scheme_id, month, action) DO UPDATE SET events = m.events + excluded.events
    ) SELECT count(*)::integer FROM gone`;
const COUNTED_SAYS =
  'Removes what was noted two years ago, and keeps how many of each kind there were in its month.';

/** Letter for letter what 0057 made. */
const FORMER = `
    WITH old AS MATERIALIZED (
      SELECT id FROM audit_event t WHERE t.scheme_id = current_scheme() AND t.at < clock_timestamp() - interval '2 years' LIMIT least(most, 5000) FOR UPDATE SKIP LOCKED
    ), gone AS (
      DELETE FROM audit_event t USING old WHERE t.scheme_id = current_scheme() AND (t.id) = (old.id) RETURNING 1
    ) SELECT count(*)::integer FROM gone`;
const FORMER_SAYS = 'Removes what was noted two years ago.';
