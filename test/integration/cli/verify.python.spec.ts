import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Folder, run, tamper } from '../../support/command-line.js';
import { commandsInOne } from '../../support/commands-in-one.js';
import { PROJECT } from '../../support/planted-tree.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

const galaxies = commandsInOne();

const CHECKER = join(PROJECT, 'docs/verify/verify.py');

describe('the checker in Python', () => {
  let database: TestDatabase;
  const folder = new Folder();
  const check = (out: string, ...more: string[]) => run([CHECKER, folder.at(out), ...more], 'python3');
  const exportTo = (out: string) =>
    galaxies(database, 'export', '--format', 'jsonl', '--out', folder.at(out));

  beforeAll(async () => {
    database = await createTestDatabase();
    await galaxies(database, 'seed');
    await exportTo('good');
    folder.write('checkpoint.txt', (await galaxies(database, 'checkpoint')).stdout);
  });

  afterAll(async () => {
    folder.remove();
    await database.drop();
  });

  it('has sixty lines at most', () => {
    expect(readFileSync(CHECKER, 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(60);
  });

  it('finds nothing wrong with a good export, its checkpoint and an earlier export', async () => {
    const kept = ['--checkpoint', folder.at('checkpoint.txt'), '--earlier', folder.at('good')];
    expect(await check('good', ...kept)).toEqual({
      code: 0,
      stdout: '57 transfers, 25 sealed entries, 1 seals: all of it adds up\n',
      stderr: '',
    });
  });

  it.each<[string, string, (text: string) => string, RegExp]>([
    [
      'an amount',
      'entries',
      (text) => text.replace('"amount":2', '"amount":3'),
      /NO {3}entry 2 is not what was sealed/,
    ],
    [
      'an amount of half a galaxy',
      'entries',
      (text) => text.replace('"amount":2', '"amount":2.5'),
      /NO {3}entry 2/,
    ],
    [
      'a reason',
      'entries',
      (text) => text.replace('The walk', 'A walk'),
      /NO {3}entry \d+ is not what was sealed/,
    ],
    [
      'the day',
      'entries',
      (text) => text.replace('2026-03-10', '2026-03-11'),
      /NO {3}entry 4 is not what was sealed/,
    ],
    ['a missing entry', 'entries', (text) => without(text, 6), /NO {3}entry 8 stands behind entry 6/],
    ['two entries swapped', 'entries', (text) => swapped(text, 4), /NO {3}entry 6 stands behind entry 4/],
    [
      'the last entries',
      'entries',
      (text) => without(text, 24),
      /NO {3}the seals end at entry 25 and the .* at 24/,
    ],
    [
      'a hash',
      'entries',
      (text) => text.replace(/"hash":"..../, '"hash":"0000'),
      /NO {3}entry 1 is not what was sealed/,
    ],
    [
      'a reversal',
      'entries',
      (text) => text.replace(/"reverses":"\d+"/, '"reverses":"1"'),
      /NO {3}entry \d+, transfer \d+ reverses wrongly/,
    ],
    [
      'a hold let go',
      'entries',
      (text) => text.replace(/"closes":"\d+"/, '"closes":null'),
      /p004:held holds 0 where the open holds come to 3/,
    ],
    [
      'a balance',
      'accounts',
      (text) => text.replace('"balance":12', '"balance":13'),
      /NO {3}people:p002:available says 13 where its transfers come to 12/,
    ],
    [
      'an owner',
      'accounts',
      (text) => text.replace(/"owner":"......../, '"owner":"00000000'),
      /NO {3}\S+: its owner/,
    ],
    ['a root', 'seals', (text) => text.replace(/"root":"..../, '"root":"0000'), /NO {3}seal 1: its root/],
    ['a total', 'seals', (text) => text.replace('"used":7', '"used":6'), /NO {3}seal 1/],
    [
      'half a file',
      'entries',
      (text) => text.slice(0, text.length / 2),
      /NO {3}this export cannot be read to its end/,
    ],
  ])('finds %s that was changed, and says where', async (what, file, change, sentence) => {
    damage(what, `${file}.jsonl`, change);
    const { code, stdout } = await check(what);
    expect([code, stdout]).toEqual([1, expect.stringMatching(sentence)]);
    expect(stdout).not.toMatch(/checksum/);
  });

  it('finds a file that the manifest does not describe', async () => {
    cpSync(folder.at('good'), folder.at('sums'), { recursive: true });
    writeFileSync(folder.at('sums/signatures.jsonl'), '{}\n');
    expect(await check('sums')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('signatures.jsonl: its checksum'),
    });
  });

  it('finds by a kept checkpoint, and by an earlier export, a book that was sealed anew', async () => {
    await tamper(database, `DELETE FROM seal`);
    await tamper(database, `DELETE FROM sealed_entry`);
    await tamper(database, `UPDATE journal_entry SET reason = 'another' WHERE source_key = 'gift/g1'`);
    await exportTo('anew');
    const alone = await check('anew');
    const checkpoint = await check('anew', '--checkpoint', folder.at('checkpoint.txt'));
    const earlier = await check('anew', '--earlier', folder.at('good'));
    expect([alone.code, checkpoint.code, earlier.code]).toEqual([0, 1, 1]);
    expect(checkpoint.stdout).toContain('the saved checkpoint is not of this book');
    expect(earlier.stdout).toMatch(/NO {3}entry \d+ is not what the earlier export has/);
  });

  /** Changes one file of a copy and mends the manifest, as whoever means harm would. */
  function damage(out: string, file: string, change: (text: string) => string): void {
    cpSync(folder.at('good'), folder.at(out), { recursive: true });
    const before = readFileSync(folder.at(`good/${file}`), 'utf8');
    const after = change(before);
    expect(after).not.toBe(before);
    writeFileSync(folder.at(`${out}/${file}`), after);
    const manifest = readFileSync(folder.at('good/manifest.json'), 'utf8');
    writeFileSync(folder.at(`${out}/manifest.json`), manifest.replace(sum(before), sum(after)));
  }
});

function sum(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Without the line in that place, counted from nought. */
function without(text: string, place: number): string {
  return text
    .split('\n')
    .filter((_line, at) => at !== place)
    .join('\n');
}

function swapped(text: string, place: number): string {
  const lines = text.split('\n');
  const [one = '', other = ''] = lines.slice(place, place + 2);
  return lines
    .with(place, other)
    .with(place + 1, one)
    .join('\n');
}
