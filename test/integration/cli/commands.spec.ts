import { readCheckpoint } from '../../../src/ledger/index.js';
import { ask } from '../../support/ask.js';
import { Folder, galaxies, tamper } from '../../support/command-line.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../support/test-database.js';

const EXAMPLE = `person_ref,available,held
p001,6,5
p002,12,0
p003,7,0
p004,3,0
p005,5,0
p006,3,3
p007,5,0
p008,5,0
scheme:issued,-54,0
scheme:used,7,0
scheme:goodwill,0,0
scheme:pot,3,0
scheme:opening,-10,0
`;

describe('migrate', () => {
  it('makes the tables once, and says that a second time has nothing to do', async () => {
    const database = await createEmptyDatabase();
    const before = await galaxies(database, 'balances');
    const first = await galaxies(database, 'migrate');
    const second = await galaxies(database, 'migrate');
    expect([before.code, before.stderr]).toEqual([1, expect.stringContaining('`galaxies migrate`')]);
    expect([first.code, first.stdout]).toEqual([
      0,
      expect.stringMatching(/^ran Schemes\d+\n[^]*Ran \d+ migrations\.\n$/),
    ]);
    expect([second.code, second.stdout]).toEqual([0, 'The tables are up to date.\n']);
    await database.drop();
  });
});

describe('the commands on a seeded scheme', () => {
  let database: TestDatabase;
  const folder = new Folder();

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(async () => {
    folder.remove();
    await database.drop();
  });

  it('says what to do where there is no scheme yet', async () => {
    const { code, stderr } = await galaxies(database, 'prove');
    expect([code, stderr]).toEqual([1, expect.stringContaining('`galaxies seed`')]);
  });

  it('seeds the same example everywhere, and changes nothing the second time', async () => {
    const first = await galaxies(database, 'seed');
    const before = await galaxies(database, 'balances', '--format', 'csv');
    const second = await galaxies(database, 'seed');
    const after = await galaxies(database, 'balances', '--format', 'csv');
    expect([first.code, first.stdout]).toEqual([0, expect.stringContaining('Recorded 25 entries')]);
    expect([second.code, second.stdout]).toEqual([0, expect.stringContaining('Nothing was changed.')]);
    expect([before.stdout, after.stdout]).toEqual([EXAMPLE, EXAMPLE]);
    expect(before.stderr).toBe('');
  });

  it('makes up from goodwill what the example had used before it was put right', async () => {
    const row = await ask(
      database.ownerUrl,
      `SELECT made_up::int AS made FROM journal_entry WHERE kind = 'reversal'`,
    );
    expect(row).toEqual({ made: 1 });
  });

  it('prints balances as at a day to its end, as at a moment, and by when things happened', async () => {
    const line = async (...args: string[]) => {
      const { stdout } = await galaxies(database, 'balances', '--format', 'csv', ...args);
      return stdout.split('\n').find((each) => each.startsWith('p004,'));
    };
    expect(await line('--as-at', '2026-03-05')).toBe('p004,2,0');
    expect(await line('--as-at', '2026-03-05T15:29:59Z')).toBe('p004,1,0');
    expect(await line('--as-at', '2026-03-05T15:30:00Z')).toBe('p004,2,0');
    expect(await line('--as-at', '2026-03-11')).toBe('p004,0,3');
    expect(await line('--as-at', '2026-03-05', '--by', 'occurred')).toBe('p004,2,0');
    expect(await line('--as-at', '1999-01-01')).toBe('p004,0,0');
  });

  it('prints a table for people whose numbers are the same', async () => {
    const { stdout } = await galaxies(database, 'balances');
    expect(stdout).toMatch(/^person +available +held\n/);
    expect(stdout).toMatch(/^p001 +6 +5$/m);
    expect(stdout).toMatch(/^scheme:issued +-54/m);
  });

  it('proves the book in plain words and as JSON', async () => {
    const words = await galaxies(database, 'prove');
    const json = await galaxies(database, 'prove', '--json');
    expect([words.code, words.stderr, json.code]).toEqual([0, '', 0]);
    expect(words.stdout).toContain('yes  Every entry balances.\n');
    expect(words.stdout).not.toContain('NO ');
    expect(words.stdout).toContain(
      'Looked at 25 entries, 57 transfers, 1 seal (0 signed).\nThe book of Example adds up.',
    );
    expect(JSON.parse(json.stdout)).toMatchObject({
      scheme: 'example',
      holds: true,
      counts: { entries: 25 },
    });
  });

  it('says which past moment it has proved, when it was asked for one', async () => {
    const words = await galaxies(database, 'prove', '--as-at', '2026-03-05');
    const json = await galaxies(database, 'prove', '--as-at', '2026-03-05', '--json');
    expect(words.stdout).toContain('\nLooked at every balance as at 2026-03-05T23:59:59.999999Z, too.\n');
    expect(JSON.parse(json.stdout)).toMatchObject({ holds: true, asAt: '2026-03-05T23:59:59.999999Z' });
  });

  it.each(['balances', 'prove'])('%s says nothing of what has not been yet', async (command) => {
    for (const ahead of ['2999-01-01', '2999-01-01T00:00:00Z']) {
      const { code, stdout, stderr } = await galaxies(database, command, '--as-at', ahead);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toBe('--as-at lies in the future. Give a day or a moment that has been.\n');
    }
    const today = new Date().toISOString().slice(0, 10);
    expect((await galaxies(database, command, '--as-at', today)).code).toBe(0);
  });

  it('says that a file is no folder to import', async () => {
    const { code, stderr } = await galaxies(database, 'import', folder.write('season', 'a file'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/season" is not a folder, or not in one\. Check the path\.\n$/);
  });

  it('names the place where an export cannot be written', async () => {
    const place = folder.write('closed', 'a file, so nothing can be put into it');
    const { code, stderr } = await galaxies(database, 'export', '--format=csv', `--out=${place}/book`);
    expect([code, stderr]).toEqual([
      1,
      `Nothing can be written in "${place}" (EEXIST). Choose another folder.\n`,
    ]);
  });

  it('prints a checkpoint that prove accepts back, and seals nothing twice', async () => {
    const note = await galaxies(database, 'checkpoint');
    const kept = folder.write('checkpoint.txt', note.stdout);
    expect(readCheckpoint(note.stdout)).toMatchObject({ origin: 'galaxies/example', entries: 25, seal: 1 });
    const proof = await galaxies(database, 'prove', '--checkpoint', kept);
    expect([proof.code, proof.stdout]).toEqual([
      0,
      expect.stringContaining('what the saved checkpoint says'),
    ]);
    expect((await galaxies(database, 'seal')).stdout).toBe('There is nothing new to seal.\n');
  });

  it('refuses a checkpoint file that is none, and one that is not there', async () => {
    const none = await galaxies(database, 'prove', '--checkpoint', folder.write('other.txt', 'hello'));
    const gone = await galaxies(database, 'prove', '--checkpoint', folder.at('gone.txt'));
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('holds no checkpoint')]);
    expect([gone.code, gone.stderr]).toEqual([
      1,
      `There is no "${folder.at('gone.txt')}". Check the path.\n`,
    ]);
  });

  it.each([
    ['roles', 'list'],
    ['second-factor', 'reset', 'p006'],
    ['jobs', 'parked'],
    ['export', '--format', 'jsonl', '--out', folder.at('book')],
  ])('ends by itself, in a process of its own: %s %s', async (...args) => {
    const { code, stderr } = await galaxies(database, ...args);
    expect([code, stderr]).toEqual([0, '']);
  });

  it('asks which scheme where there are two, and lists them', async () => {
    folder.write('other/scheme.json', schemeJson('other'));
    await galaxies(database, 'import', folder.at('other'));
    const unsaid = await galaxies(database, 'balances');
    const wrong = await galaxies(database, 'balances', '--scheme', 'third');
    const said = await galaxies(database, 'balances', '--scheme', 'other', '--format', 'csv');
    expect([unsaid.code, unsaid.stderr]).toEqual([
      2,
      'Which scheme? Add --scheme and one of: example, other.\n',
    ]);
    expect([wrong.code, wrong.stderr]).toEqual([
      1,
      'There is no scheme "third" here. There is: example, other.\n',
    ]);
    expect(said.stdout).toMatch(/^person_ref,available,held\nscheme:issued,0,0\n/);
  });

  it('ends with 1 and names the rows when the book does not add up', async () => {
    await tamper(database, `UPDATE account SET balance = balance + 7 WHERE balance = 12`);
    const words = await galaxies(database, 'prove', '--scheme', 'example');
    const json = await galaxies(database, 'prove', '--scheme', 'example', '--json');
    expect([words.code, json.code]).toEqual([1, 1]);
    expect(words.stdout).toMatch(
      /^NO {3}Each kept balance equals its transfers\.\n {7}account [0-9a-f-]{36} keeps 19 where its transfers come to 12$/m,
    );
    expect(words.stdout).toContain('does NOT add up: 1 answer is no.');
    expect(JSON.parse(json.stdout).holds).toBe(false);
  });
});

function schemeJson(slug: string): string {
  const currency = { one: 'galaxy', many: 'galaxies' };
  return JSON.stringify({ slug, name: slug, neutral_name: slug, time_zone: 'Europe/London', currency });
}
