import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { csvLines } from '../../src/ledger/export-csv.js';

const STARTS = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
const BEFORE = [
  '',
  ' ',
  '\t',
  '\r',
  '\n',
  '\r\n',
  '\u00a0',
  '\ufeff',
  '  \t ',
  "'",
  "''",
  "'\t",
  '\v',
  '\f',
  '\u3000',
];
const AFTER = [
  '1+1',
  "cmd|'/C calc'!A0",
  'HYPERLINK("http://evil.example","x")',
  'SUM(A1:A9)',
  '',
  '"',
  '",=1',
  '\n=2',
];

/** Every way to begin, with every formula behind it; also a bare tab and a bare line end. */
const CORPUS = [
  ...STARTS.flatMap((start) => BEFORE.flatMap((before) => AFTER.map((after) => before + start + after))),
  ...BEFORE.filter((before) => /^[\t\r\n]/.test(before)).map((before) => `${before}text`),
];

/** What a spreadsheet would run: it looks behind white space, and some take full width for the same. */
const wouldRun = (cell: string): boolean => /^\s*[=+\-@＝＋－＠]/.test(cell) || /^[\t\r\n]/.test(cell);

const NOT_QUITE = "'";

it(`no cell that we write is run by a spreadsheet, whatever it begins with (${String(CORPUS.length)} ways)`, () => {
  const read: string[][] = parse(csvLines(CORPUS.map((text) => [text, 'x', text])), {
    relax_column_count: true,
  });
  expect(read).toHaveLength(CORPUS.length);
  expect(read.flat().filter(wouldRun)).toEqual([]);
});

it('what was written is had back by taking one apostrophe away, and nothing else is changed', () => {
  const read: string[][] = parse(csvLines(CORPUS.map((text) => [text])));
  expect(read.map(([cell = '']) => cell.slice(cell.startsWith(NOT_QUITE) ? 1 : 0))).toEqual(CORPUS);
  const plain = ['Hill walk', '07700 900 982', 'a = b', 'jo@example.org', ''];
  expect(csvLines(plain.map((text) => [text, 'x']))).toBe(plain.map((text) => `${text},x\n`).join(''));
});

it('numbers stay numbers', () => {
  expect(csvLines([[-3, 0, 12]])).toBe('-3,0,12\n');
});

it('every file of ours that writes CSV does it here', () => {
  const root = join(__dirname, '../..');
  const found = execFileSync('grep', ['-rlE', 'csv-stringify|text/csv.*join', 'src'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(found.trim().split('\n')).toEqual(['src/ledger/export-csv.ts']);
});
