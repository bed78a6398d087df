import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { csvLines } from '../../../src/ledger/index.js';
import { galaxies as amount } from '../../../src/shared/galaxies.js';
import type { SchemeId } from '../../../src/shared/ids.js';
import { Book } from '../../support/book.js';
import { Folder } from '../../support/command-line.js';
import { commandsInOne } from '../../support/commands-in-one.js';

const galaxies = commandsInOne();

const REASON = '=HYPERLINK("x"), caf\u00e9\n2020-01-01 fake\n  a  1\u2028\u0085; date:2020-13-99';

describe('an export', () => {
  let book: Book;
  let mine: SchemeId;
  const folder = new Folder();
  const exported = (format: string, out: string, ...more: string[]) =>
    galaxies(
      book.database,
      'export',
      '--scheme',
      'mine',
      '--format',
      format,
      '--out',
      folder.at(out),
      ...more,
    );
  const read = (file: string) => readFileSync(folder.at(file), 'utf8');

  beforeAll(async () => {
    book = await Book.open();
    mine = await book.scheme('mine');
    const other = await book.scheme('other');
    const people = await Promise.all([1, 2, 3].map(() => book.participant(mine, 20)));
    const stranger = await book.participant(other, 9);
    await book.award(other, [[stranger, 4]], 'not-of-mine');
    for (let number = 0; number < 600; number++) {
      await book.award(
        mine,
        people.map((person) => [person, 1]),
        `register/${String(number)}`,
      );
    }
    const [person] = people;
    if (person === undefined) throw new Error('There is nobody.');
    await book.work.write(mine, (tx) =>
      book.ledger.transfer(tx, {
        ...book.details(mine, '@SUM(1+1)'),
        debit: { participant: person, kind: 'available' },
        credit: 'pot',
        amount: amount(2),
        reason: REASON,
      }),
    );
    await book.sealAll(mine);
  });

  afterAll(async () => {
    folder.remove();
    await book.close();
  });

  it('is complete, in the order of the entry numbers, and fixed by its manifest', async () => {
    const { code, stdout } = await exported('jsonl', 'jsonl');
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining('Wrote 604 entries, 1,804 transfers, 11 accounts,'),
    ]);
    const entries = read('jsonl/entries.jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const numbered = entries.filter(({ number }) => number !== null);
    expect(numbered.map(({ number }) => number)).toEqual(numbered.map((_each, place) => place + 1));
    expect(entries).toHaveLength(604);
    expect(entries.flatMap(({ transfers }) => transfers)).toHaveLength(1_804);
    expect(entries.at(-1).reason).toBe(REASON);
    const manifest: { checkpoint: string; files: Record<string, { sha256: string }> } = JSON.parse(
      read('jsonl/manifest.json'),
    );
    expect(manifest).toMatchObject({
      format: 'jsonl',
      scheme: { slug: 'mine' },
      counts: { entries: 604, accounts: 11 },
    });
    expect(manifest.checkpoint).toMatch(/^galaxies\/mine\n/);
    const names = readdirSync(folder.at('jsonl')).filter((name) => name !== 'manifest.json');
    expect(Object.keys(manifest.files).sort()).toEqual(names.sort());
    for (const name of names) {
      const sum = createHash('sha256')
        .update(readFileSync(folder.at(`jsonl/${name}`)))
        .digest('hex');
      expect(manifest.files[name]?.sha256).toBe(sum);
    }
  });

  it('of an unchanged book is the same to the byte', async () => {
    await exported('jsonl', 'again');
    await exported('jsonl', 'once-more');
    for (const name of readdirSync(folder.at('again')))
      expect(read(`once-more/${name}`)).toBe(read(`again/${name}`));
  });

  it('never holds a row of another scheme', async () => {
    for (const format of ['jsonl', 'csv', 'hledger']) {
      await exported(format, `apart-${format}`);
      for (const name of readdirSync(folder.at(`apart-${format}`))) {
        expect(read(`apart-${format}/${name}`)).not.toContain('not-of-mine');
      }
    }
    expect(read('apart-csv/accounts.csv').trimEnd().split('\n')).toHaveLength(12);
  });

  it('gives tables that a spreadsheet shows as they are and never runs', async () => {
    await exported('csv', 'csv');
    const entries = tableIn(read('csv/entries.csv'));
    const last = entries.at(-1);
    expect(entries).toHaveLength(604);
    expect(last).toMatchObject({ source_key: `'@SUM(1+1)`, reason: `'${REASON}` });
    const transfers = tableIn(read('csv/transfers.csv'));
    expect(transfers).toHaveLength(1_804);
    for (const row of [...entries, ...transfers]) {
      for (const [column, cell] of Object.entries(row)) {
        if (!/^-?\d+$/.test(cell))
          expect([column, cell]).toEqual([
            column,
            expect.not.stringMatching(/^[\s]*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20]/),
          ]);
      }
    }
    const issued = tableIn(read('csv/accounts.csv')).find(({ account }) => account === 'scheme:issued');
    expect(issued).toMatchObject({ balance: '-1860', keeps_balance: 'no' });
  });

  it('keeps every kind of formula as text', () => {
    const texts = [
      '=1',
      '+1',
      '-1',
      '@a',
      '\t=1',
      '\r=1',
      '\n=1',
      ' =1',
      '\uFF1D1',
      '\uFF0B1',
      '\uFF0D1',
      '\uFF201',
      `'=1`,
      `'`,
    ];
    const rows: string[][] = parse(csvLines(texts.map((text) => [text, -1])));
    expect(rows).toEqual(texts.map((text) => [`'${text}`, '-1']));
    expect(csvLines([['a=1', null, 5]])).toBe('a=1,,5\n');
  });

  it('says what no seal fixes yet, and puts it at the end without a number', async () => {
    await book.award(mine, [[await book.participant(mine), 1]], 'unsealed/1');
    const { stdout } = await exported('jsonl', 'unsealed', '--no-seal');
    expect(stdout).toContain('No seal fixes 1 entry yet: they stand at the end.');
    const last = JSON.parse(read('unsealed/entries.jsonl').trimEnd().split('\n').at(-1) ?? '');
    expect(last).toMatchObject({ number: null, hash: null, source_key: 'unsealed/1' });
    expect(JSON.parse(read('unsealed/manifest.json')).counts.unsealed).toBe(1);
  });

  it('replaces an earlier export, and refuses a folder or a file that is anything else', async () => {
    await exported('csv', 'place');
    expect((await exported('jsonl', 'place')).code).toBe(0);
    expect(readdirSync(folder.at('place'))).toContain('entries.jsonl');
    expect(existsSync(folder.at('place/entries.csv'))).toBe(false);
    writeFileSync(join(folder.at('place'), 'diary.txt'), 'mine');
    const refused = await exported('csv', 'place');
    const onto = await exported('csv', 'place/diary.txt');
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('holds "diary.txt"')]);
    expect([onto.code, onto.stderr]).toEqual([1, expect.stringContaining('is a file')]);
    expect(read('place/diary.txt')).toBe('mine');
    expect(readdirSync(folder.path).filter((name) => name.includes('partial'))).toEqual([]);
  });
});

function tableIn(text: string): Readonly<Record<string, string>>[] {
  return parse(text, { columns: true });
}
