import { tamper } from '../../support/command-line.js';
import { commandsInOne } from '../../support/commands-in-one.js';
import { balancesByHand, rowsOf, SEASON } from '../../support/season.js';
import { copyOf, createTestDatabase, type TestDatabase } from '../../support/test-database.js';

const galaxies = commandsInOne();

let database: TestDatabase;
let tried: Awaited<ReturnType<typeof galaxies>>;
let imported: Awaited<ReturnType<typeof galaxies>>;

beforeAll(async () => {
  database = await createTestDatabase();
  tried = await galaxies(database, 'import', SEASON, '--dry-run');
  imported = await galaxies(database, 'import', SEASON);
}, 600_000);

afterAll(() => database.drop());

async function sheet(): Promise<string> {
  return (await galaxies(database, 'balances', '--format', 'csv')).stdout;
}

describe('the season', () => {
  it('comes in whole: every row of every file, none refused', () => {
    expect([imported.code, refusalsIn(imported.stderr)]).toEqual([0, []]);
    const files = ['people', 'activities', 'earning_rates', 'sessions', 'register', 'contributions'];
    for (const file of files) {
      const count = rowsOf(`${file}.csv`).length.toLocaleString('en-GB');
      expect(imported.stdout).toContain(`${file}.csv: ${count} added, 0 there already, 0 refused.`);
    }
    expect(imported.stdout).toContain('left for later: offers.csv (7 rows), redemptions.csv (557 rows).');
  });

  it('gives everybody what the files say, to the galaxy', async () => {
    const lines = [...balancesByHand()].map(([ref, balance]) => `${ref},${String(balance)},0`).sort();
    const people = (await sheet()).split('\n').filter((line) => /^p\d/.test(line));
    expect(people.sort()).toEqual(lines);
    expect(lines.length).toBe(150);
  });

  it('was tried out first with the same result, and nothing of it was kept', () => {
    expect(tried.code).toBe(0);
    expect(tried.stdout).toBe(`${imported.stdout}This was a dry run: nothing of it was kept.\n`);
  });

  it('is proved, line by line', async () => {
    const { code, stdout } = await galaxies(database, 'prove');
    expect([code, stdout]).toEqual([0, expect.not.stringMatching(/\bno\b/)]);
  });

  it.each([
    [
      'a line that somebody made larger',
      'UPDATE attendance SET galaxies = galaxies + 1 WHERE id = (SELECT min(id) FROM attendance)',
    ],
    [
      'a line that went to somebody else',
      'UPDATE attendance a SET person_id = (SELECT p.id FROM participant p WHERE p.id NOT IN (SELECT b.person_id FROM attendance b WHERE b.session_id = a.session_id) LIMIT 1) WHERE a.id = (SELECT min(id) FROM attendance)',
    ],
    [
      'a line that is gone',
      'DELETE FROM attendance WHERE id = (SELECT min(id) FROM attendance WHERE put_right_version IS NULL)',
    ],
    ['a contribution that is gone', "DELETE FROM contribution WHERE ref = 'c0073'"],
    [
      'a version that is gone',
      'UPDATE register_version SET entry_id = NULL WHERE entry_id = (SELECT min(entry_id::text)::uuid FROM register_version)',
    ],
    [
      'a reversal of another line',
      'UPDATE attendance SET reversal_id = transfer_id WHERE id = (SELECT min(id) FROM attendance WHERE reversal_id IS NOT NULL)',
    ],
  ])('is not proved with %s', async (_what, statement) => {
    const copy = await copyOf(database);
    await tamper(copy, statement);
    const { code, stdout } = await galaxies(copy, 'prove');
    await copy.drop();
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/^NO {3}Every (line of a register|transfer of a register)/m),
    ]);
  });

  it('again changes nothing', async () => {
    const before = await sheet();
    const again = await galaxies(database, 'import', SEASON);
    expect([again.code, refusalsIn(again.stderr)]).toEqual([0, []]);
    expect(again.stdout.match(/: 0 added, [\d,]+ there already, 0 refused/g)).toHaveLength(6);
    expect(await sheet()).toBe(before);
  });
});

/** What standard error says beside how far it has come. */
function refusalsIn(stderr: string): readonly string[] {
  return stderr.split('\n').filter((line) => line !== '' && !/^\S+: [\d,]+ of [\d,]+$/.test(line));
}
