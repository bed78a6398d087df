import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { dataSourceOptions, migrate, openDataSource } from '../../src/database/index.js';
import { type SchemaFingerprint, schemaFingerprint } from '../support/schema-fingerprint.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/test-database.js';

/** A guard that lets everything through. */
const EMPTIED = `
  CREATE OR REPLACE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp
    AS $$ BEGIN RETURN NULL; END $$`;

describe('migrations', () => {
  let database: TestDatabase;
  let owner: DataSource;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    owner = await openDataSource(database.ownerUrl, { as: 'owner', poolSize: 1 });
  });
  afterAll(async () => {
    await owner.destroy();
    await database.drop();
  });

  it('each takes back exactly what it made, and up again makes exactly the same', async () => {
    const upwards = await climb(database);
    expect(sizeOf(upwards.at(-1))).toBeGreaterThan(400);
    const downwards = await descend(owner);
    expect(differences(downwards, upwards)).toEqual([]);
    await migrate(database.ownerUrl);
    expect(await schemaFingerprint(owner)).toEqual(upwards.at(-1));
  });

  it('taking all of them back leaves nothing of ours but what keeps the database closed', async () => {
    await migrate(database.ownerUrl);
    for (let left = migrations.length; left > 0; left--)
      await owner.undoLastMigration({ transaction: 'each' });
    const {
      relation = [],
      function: functions = [],
      policy = [],
      view = [],
    } = await schemaFingerprint(owner);
    expect(relation.map((line) => line.split(' | ')[0])).toEqual(['public.migration']);
    expect([functions, policy, view]).toEqual([[], [], []]);
    await migrate(database.ownerUrl);
  });

  it('two that migrate at once do it once', async () => {
    const fresh = await createEmptyDatabase();
    const ran = await Promise.all([migrate(fresh.ownerUrl), migrate(fresh.ownerUrl)]);
    expect(ran.map(({ length }) => length).sort((a, b) => a - b)).toEqual([0, migrations.length]);
    await fresh.drop();
  });
});

describe('the fingerprint of a schema', () => {
  let database: TestDatabase;
  let superuser: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    superuser = await openDataSource(database.superUrl, { as: 'owner', poolSize: 1 });
  });
  afterAll(async () => {
    await superuser.destroy();
    await database.drop();
  });

  it.each([
    ['a disabled trigger', 'ALTER TABLE transfer DISABLE TRIGGER transfer_append_only', 'trigger'],
    ['a disabled foreign key', 'ALTER TABLE seal_signature DISABLE TRIGGER ALL', 'trigger'],
    ['a stray grant', 'GRANT UPDATE ON transfer TO galaxies_app', 'relation'],
    ['a stray grant of one column', 'GRANT UPDATE (balance) ON account TO galaxies_app', 'column'],
    ['a stray right to call', 'GRANT EXECUTE ON FUNCTION ledger_record_at TO galaxies_app', 'function'],
    ['a changed body', EMPTIED, 'function'],
    ['a setting of a function', 'ALTER FUNCTION ledger_seal(uuid) RESET search_path', 'function'],
    ['another owner', 'ALTER FUNCTION ledger_seal(uuid) OWNER TO postgres', 'function'],
    ['a policy that lets all through', 'ALTER POLICY transfer_of_scheme ON transfer USING (true)', 'policy'],
    ['row security switched off', 'ALTER TABLE account DISABLE ROW LEVEL SECURITY', 'relation'],
    ['a view that asks as its owner', 'ALTER VIEW posting RESET (security_invoker)', 'relation'],
    ['another default', "ALTER TABLE journal_entry ALTER xid SET DEFAULT '1'", 'column'],
    ['a dropped rule', 'ALTER DOMAIN transfer_amount DROP CONSTRAINT transfer_amount_in_range', 'constraint'],
    ['a dropped index', 'DROP INDEX transfer_reversed_once', 'index'],
    ['a changed comment', "COMMENT ON COLUMN account.balance IS 'Anything.'", 'column'],
    ['another type', 'ALTER TABLE person ALTER ref TYPE varchar(40)', 'column'],
    [
      'a default for what comes later',
      'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO galaxies_app',
      'default privilege',
    ],
    [
      'temporary tables allowed',
      `DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO galaxies_app', current_database()); END $$`,
      'database',
    ],
    ['a membership', 'GRANT pg_read_all_data TO galaxies_app', 'role'],
  ])('notices %s', async (_what, change, sort) => {
    const before = await schemaFingerprint(superuser);
    const changed = await fingerprintAfter(superuser, change);
    expect(changed[sort]).not.toEqual(before[sort]);
    expect(await schemaFingerprint(superuser)).toEqual(before);
  });
});

describe('the schema explains itself', () => {
  let database: TestDatabase;
  let owner: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = await openDataSource(database.ownerUrl, { as: 'owner', poolSize: 1 });
  });
  afterAll(async () => {
    await owner.destroy();
    await database.drop();
  });

  it('every table and view says what it is', async () => {
    const tables: { name: string; comment: string | null }[] = await owner.query(`
      SELECT relname AS name, obj_description(oid, 'pg_class') AS comment FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v') AND relname <> 'migration'`);
    expect(tables.length).toBeGreaterThan(9);
    expect(tables.filter(({ comment }) => comment === null)).toEqual([]);
  });

  it('every function that the service may call says what it does', async () => {
    const silent: unknown[] = await owner.query(`
      SELECT oid::regprocedure::text AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        AND has_function_privilege('galaxies_app', oid, 'EXECUTE') AND obj_description(oid, 'pg_proc') IS NULL`);
    expect(silent).toEqual([]);
  });

  it('every constraint is named table_column_rule, by us', async () => {
    const named: Named[] = await owner.query(CONSTRAINTS);
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((constraint) => !isWellNamed(constraint))).toEqual([]);
    const generated = { table: 'transfer', kind: 'c', columns: ['amount'], name: 'transfer_amount_check1' };
    expect(isWellNamed(generated)).toBe(false);
  });
});

interface Named {
  readonly table: string;
  readonly name: string;
  readonly kind: string;
  readonly columns: readonly string[];
}

const CONSTRAINTS = `
  SELECT k.conrelid::regclass::text AS table, k.conname AS name, k.contype AS kind,
    ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)) AS columns
  FROM pg_constraint k WHERE k.connamespace = 'public'::regnamespace AND k.conrelid <> 0
    AND k.conrelid <> 'migration'::regclass AND k.contype IN ('c', 'f', 'p', 'u', 'x', 't')`;

const ENDINGS: Readonly<Record<string, RegExp>> = { f: /_fkey$/, p: /_pkey$/, u: /_(unique|once)$/ };

/** What PostgreSQL makes up by itself ends in check, key or a number. */
function isWellNamed({ table, name, kind, columns }: Named): boolean {
  const [column] = columns;
  const stem =
    columns.length === 1 && column !== undefined ? `${table}_${column.replace(/_id$/, '')}` : table;
  if (kind === 'p') return name === `${table}_pkey`;
  return (
    name.startsWith(`${stem}_`.replace(/_$/, '')) &&
    !/(_check|_key|_excl|\d)$/.test(name) &&
    (ENDINGS[kind] ?? /./).test(name)
  );
}

/** The fingerprint before the first migration and after each. */
async function climb({ ownerUrl }: TestDatabase): Promise<readonly SchemaFingerprint[]> {
  const found: SchemaFingerprint[] = [];
  for (let count = 0; count <= migrations.length; count++) {
    const options = dataSourceOptions(ownerUrl, { as: 'owner', poolSize: 1 });
    const source = await new DataSource({ ...options, migrations: migrations.slice(0, count) }).initialize();
    await source.runMigrations({ transaction: 'each' });
    found.push(await schemaFingerprint(source));
    await source.destroy();
  }
  return found;
}

/** The fingerprint after each is taken back, the fewest migrations first. */
async function descend(owner: DataSource): Promise<readonly SchemaFingerprint[]> {
  const found: SchemaFingerprint[] = [];
  for (let left = migrations.length; left > 0; left--) {
    found.unshift(await schemaFingerprint(owner));
    await owner.undoLastMigration({ transaction: 'each' });
  }
  return found;
}

/** What the fingerprint would be after a change, which is not kept. */
async function fingerprintAfter(superuser: DataSource, change: string): Promise<SchemaFingerprint> {
  const runner = superuser.createQueryRunner();
  try {
    await runner.startTransaction();
    await runner.query(change);
    return await schemaFingerprint(runner.manager);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

function differences(found: readonly SchemaFingerprint[], wanted: readonly SchemaFingerprint[]): string[] {
  return found.flatMap((fingerprint, index) => {
    const other = wanted[index + 1] ?? {};
    const sorts = new Set([...Object.keys(fingerprint), ...Object.keys(other)]);
    return [...sorts]
      .filter((sort) => String(fingerprint[sort]) !== String(other[sort]))
      .map((sort) => `${String(migrations[index]?.name)}: ${sort}`);
  });
}

function sizeOf(fingerprint: SchemaFingerprint = {}): number {
  return Object.values(fingerprint).reduce((sum, { length }) => sum + length, 0);
}
