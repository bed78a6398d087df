import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A role that was asked for may be withdrawn again, as long as nobody has agreed to it. */
export class RoleRequests1764000000036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE person_role
        ADD withdrawn_by uuid,
        ADD withdrawn_at timestamptz,
        ADD CONSTRAINT person_role_withdrawn_by_fkey FOREIGN KEY (scheme_id, withdrawn_by) REFERENCES person,
        ADD CONSTRAINT person_role_withdrawn_by_somebody CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL)),
        ADD CONSTRAINT person_role_withdrawn_never_counts CHECK (withdrawn_at IS NULL OR from_at IS NULL);
      DROP INDEX person_role_open_once;
      CREATE UNIQUE INDEX person_role_open_once ON person_role (scheme_id, person_id, role)
        WHERE until_at IS NULL AND withdrawn_at IS NULL;
      COMMENT ON COLUMN person_role.withdrawn_by IS 'The administrator who withdrew what was asked for.';
      COMMENT ON COLUMN person_role.withdrawn_at IS 'When; such a role never counts.';
      GRANT UPDATE (withdrawn_by, withdrawn_at) ON person_role TO galaxies_app;
    `);
  }

  /** What was withdrawn has never counted, so it is left out. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM person_role WHERE withdrawn_at IS NOT NULL;
      DROP INDEX person_role_open_once;
      ALTER TABLE person_role DROP COLUMN withdrawn_by, DROP COLUMN withdrawn_at;
      CREATE UNIQUE INDEX person_role_open_once ON person_role (scheme_id, person_id, role) WHERE until_at IS NULL;
    `);
  }
}
