import { once } from 'node:events';
import { Client } from 'pg';
import { ask } from '../../support/ask.js';
import { Folder, galaxies, startGalaxies } from '../../support/command-line.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { until } from '../../support/until.js';

const PEOPLE = 300;
const SESSIONS = 834;
const A_LIST = 12;
/** Names as people type them, and some that a spreadsheet would run. */
const NAMES = [
  '=HYPERLINK("http://example.org")',
  '+44 7700',
  '@SUM(A1:A9)',
  '-2+3',
  "Zoë O'Hara",
  'Łucja, the "first"',
  '李小龍',
  '=1+1',
];

let whole: TestDatabase;
let interrupted: TestDatabase;
const folder = new Folder();

beforeAll(async () => {
  whole = await createTestDatabase();
  interrupted = await createTestDatabase();
  write();
});

afterAll(async () => {
  folder.remove();
  await whole.drop();
  await interrupted.drop();
});

it('a dry run of ten thousand lines says what would come in and be refused, and keeps nothing', async () => {
  const before = await everythingIn(whole);
  const { code, stdout, stderr } = await galaxies(whole, 'import', folder.path, '--dry-run');
  expect([code, refusalsIn(stderr)]).toEqual([1, REFUSED]);
  expect(stdout).toContain(TOLD);
  expect(stdout).toContain('This was a dry run: nothing of it was kept.');
  expect(await everythingIn(whole)).toEqual(before);
});

it('ten thousand lines come in, and each bad one is named by line and field', async () => {
  const { code, stdout, stderr } = await galaxies(whole, 'import', folder.path);
  expect([code, refusalsIn(stderr)]).toEqual([1, REFUSED]);
  expect(stdout).toContain(TOLD);
  const book = await ask(whole.ownerUrl, 'SELECT sum(balance)::text AS given FROM account');
  expect(book).toEqual({ given: String(SESSIONS * A_LIST - 3) });
});

it('the database knows at once how much came in, so that long histories are read by their indexes', async () => {
  const [counted, filled] = [await tablesWhere(whole, 'c.reltuples >= 0'), await tablesWhere(whole, 'true')];
  expect(filled).toEqual(
    expect.arrayContaining(['account', 'attendance', 'journal_entry', 'person', 'transfer']),
  );
  expect(filled.filter((table) => !counted.includes(table))).toEqual([]);
});

it('what looks like a formula, quotation marks, commas and accents are kept as they were typed', async () => {
  const rows = await ask(
    whole.ownerUrl,
    'SELECT array_agg(liked_name ORDER BY ref) AS names FROM (SELECT * FROM person ORDER BY ref LIMIT 8) p',
  );
  expect(rows).toEqual({ names: NAMES });
});

it('running it again changes nothing at all', async () => {
  const before = await everythingIn(whole);
  const { stdout, stderr } = await galaxies(whole, 'import', folder.path);
  expect(refusalsIn(stderr)).toEqual(REFUSED);
  expect(stdout).toContain(`register.csv: 0 added, ${LINES} there already, 3 refused.`);
  expect(await everythingIn(whole)).toEqual(before);
});

it('killed half-way and run again it makes the same book', async () => {
  const goOn = await barHalfWay(interrupted);
  const importing = startGalaxies(interrupted, 'import', folder.path);
  const ended = once(importing, 'exit');
  await until(() => isWaiting(interrupted), 'the import is half-way');
  importing.kill('SIGKILL');
  await ended;
  expect(importing.signalCode).toBe('SIGKILL');
  await goOn();
  const half = await versionsIn(interrupted);
  expect([half > 0, half < SESSIONS]).toEqual([true, true]);
  const { stderr } = await galaxies(interrupted, 'import', folder.path);
  expect(refusalsIn(stderr)).toEqual(REFUSED);
  expect(await factsIn(interrupted)).toEqual(await factsIn(whole));
  expect((await galaxies(interrupted, 'prove')).code).toBe(0);
});

/** Nobody gets further than the registers that come in with the first of them until the bar is lifted, however quick they are. */
async function barHalfWay({ ownerUrl }: TestDatabase): Promise<() => Promise<void>> {
  const bar = new Client({ connectionString: ownerUrl });
  await bar.connect();
  await bar.query(`
    CREATE TABLE first AS SELECT NULL::xid8 AS id;
    CREATE FUNCTION bar() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = 0 AS $$
    BEGIN
      UPDATE first SET id = pg_current_xact_id() WHERE id IS NULL;
      IF (SELECT id FROM first) <> pg_current_xact_id() THEN PERFORM pg_advisory_xact_lock_shared(1); END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER bar AFTER INSERT ON register_version FOR EACH STATEMENT EXECUTE FUNCTION bar();
    SELECT pg_advisory_lock(1)`);
  return async () => {
    // Whoever waited and has been killed is gone when the table can be had.
    await bar.query(
      `SELECT pg_advisory_unlock(1); DROP TRIGGER bar ON register_version; DROP FUNCTION bar; DROP TABLE first`,
    );
    await bar.end();
  };
}

async function isWaiting({ ownerUrl }: TestDatabase): Promise<boolean> {
  const row = await ask(
    ownerUrl,
    `SELECT count(*) > 0 AS waits FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'`,
  );
  return row?.['waits'] === true;
}

const LINES = (SESSIONS * A_LIST - 3).toLocaleString('en-GB');
const TOLD = `register.csv: ${LINES} added, 0 there already, 3 refused.`;

/** The file's lines are one more than the lines of the lists, and three of those are spoilt. */
const REFUSED = [
  'register.csv, line 3, part',
  'register.csv, line 5002, person_ref',
  'register.csv, line 9999, person_ref',
];

function refusalsIn(stderr: string): readonly string[] {
  return stderr.split('\n').flatMap((line) => (/, line \d+/.test(line) ? [line.split(': ')[0] ?? ''] : []));
}

async function versionsIn({ ownerUrl }: TestDatabase): Promise<number> {
  const row = await ask(ownerUrl, 'SELECT count(*)::int AS versions FROM register_version');
  return Number(row?.['versions']);
}

/** The tables that hold rows of the scheme. */
async function tablesWhere({ ownerUrl }: TestDatabase, condition: string): Promise<readonly string[]> {
  const row = await ask(
    ownerUrl,
    `SELECT string_agg(c.relname, ' ') AS names FROM pg_class c
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'migration' AND ${condition}
       AND query_to_xml(format('SELECT FROM %I LIMIT 1', c.relname), false, false, '')::text LIKE '%<row%'`,
  );
  return String(row?.['names']).split(' ');
}

/** Every row that an import could leave, by a sum of each table. */
async function everythingIn({ ownerUrl }: TestDatabase): Promise<unknown> {
  const tables = [
    'scheme',
    'person',
    'participant',
    'person_role',
    'activity',
    'session',
    'session_leader',
    'earning_rate',
    'register_version',
    'attendance',
    'account',
    'journal_entry',
    'transfer',
    'audit_event',
    'outbox',
    'message',
  ];
  const sums = tables.map(
    (table) =>
      `SELECT '${table}' AS name, count(*), md5(string_agg(t::text, ';' ORDER BY t::text)) FROM ${table} t`,
  );
  return ask(ownerUrl, `SELECT json_agg(s ORDER BY name) AS tables FROM (${sums.join(' UNION ALL ')}) s`);
}

/** What the book says, by the references of the files: ids are made anew in each database. */
async function factsIn({ ownerUrl }: TestDatabase): Promise<unknown> {
  return ask(
    ownerUrl,
    `SELECT json_agg(fact) AS facts FROM (SELECT p.ref, s.ref AS session, a.part, a.galaxies, v.version, v.recorded_at::text, e.recorded_at::text AS entered,
       e.occurred_on::text, t.amount
     FROM attendance a JOIN person p ON p.id = a.person_id JOIN session s ON s.id = a.session_id
       JOIN register_version v ON v.session_id = a.session_id AND v.version = a.from_version
       JOIN journal_entry e ON e.id = v.entry_id JOIN transfer t ON t.id = a.transfer_id ORDER BY 2, 1) fact`,
  );
}

/** Columns in any order, a byte order mark, lines that end as on Windows, and quotation marks where nobody needs them. */
function write(): void {
  const currency = { one: 'galaxy', many: 'galaxies' };
  const scheme = { slug: 'large', name: 'Large', time_zone: 'Europe/London', currency };
  folder.write('scheme.json', JSON.stringify(scheme));
  const table = (name: string, rows: readonly string[]) =>
    folder.write(name, `\uFEFF${rows.join('\r\n')}\r\n`);
  const named = Array.from(
    { length: PEOPLE },
    (_, n) => `"${(NAMES[n % NAMES.length] ?? '').replaceAll('"', '""')}",${personRef(n)}`,
  );
  table('people.csv', ['liked_name,ref', ...named]);
  table('activities.csv', ['kind,name,ref', 'group,"Garden, ""the big one""",garden']);
  table('earning_rates.csv', ['galaxies,from,part', '1,2008-10-01,attended']);
  const sessions = Array.from(
    { length: SESSIONS },
    (_, n) => `${momentOf(n, 12)},s${String(n)},${momentOf(n, 10)},Gate,garden,`,
  );
  table('sessions.csv', ['ends_at,ref,starts_at,meet_place,activity_ref,leader_refs', ...sessions]);
  const lines = Array.from({ length: SESSIONS * A_LIST }, (_, n) =>
    lineOf(Math.floor(n / A_LIST), n % A_LIST),
  );
  lines[1] = lines[1]?.replace('attended', '=attended') ?? '';
  lines[5_000] = lines[5_000]?.replace(/p\d{5}/, 'nobody') ?? '';
  lines[9_997] = lines[9_997]?.replace(/p\d{5}/, '=1+1') ?? '';
  table('register.csv', ['part,"person_ref",recorded_at,version,recorded_by_ref,session_ref', ...lines]);
}

function lineOf(session: number, place: number): string {
  const person = personRef((session * 7 + place) % (PEOPLE - 1));
  return `"attended",${person},${momentOf(session, 13)},1,${personRef(PEOPLE - 1)},s${String(session)}`;
}

function personRef(number: number): string {
  return `p${String(number).padStart(5, '0')}`;
}

/** A session a day. */
function momentOf(session: number, hour: number): string {
  return new Date(Date.UTC(2008, 9, 2 + session, hour)).toISOString();
}
