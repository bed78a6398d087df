import { basename } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import type { Refusal } from './report.js';
import { readText } from './text-file.js';

export interface CsvRow {
  /** The line of the file that it begins on; the header is line 1. */
  readonly line: number;
  /** The text in a column, without spaces around it; nothing where the column is not there. */
  of(column: string): string;
}

export interface CsvTable {
  readonly rows: readonly CsvRow[];
  readonly refusals: readonly Refusal[];
  /** Columns that mean nothing to us; not those without a name, which spreadsheets leave at the end. */
  readonly unknown: readonly string[];
}

export interface CsvColumns {
  readonly needed: readonly string[];
  /** Columns that may be there too. */
  readonly others?: readonly string[];
}

/** Reads a table whose columns may come in any order. A row that has not the header's number of columns is refused. */
export function readTable(path: string, { needed, others = [] }: CsvColumns): CsvTable {
  const file = basename(path);
  const { records, refusal } = recordsOf(path, file);
  const [header, ...body] = records;
  if (header === undefined)
    return refused(refusal ?? { file, reason: 'It is empty. The first line names the columns.' });
  const columns = header.cells.map((name) => name.trim().toLowerCase());
  const fault = faultOf(columns, needed);
  if (fault !== undefined) return refused({ file, line: 1, reason: fault });
  const whole = body.filter(({ cells }) => cells.length === columns.length);
  const ragged = body.filter(({ cells }) => cells.length !== columns.length);
  return {
    rows: whole.map(({ line, cells }) => ({
      line,
      of: (column) => cells[columns.indexOf(column)]?.trim() ?? '',
    })),
    refusals: [
      ...ragged.map(({ line, cells }) => ({
        file,
        line,
        reason: raggedReason(cells.length, columns.length),
      })),
      ...(refusal === undefined ? [] : [refusal]),
    ],
    unknown: columns.filter((name) => ![...needed, ...others, ''].includes(name)),
  };
}

function refused(refusal: Refusal): CsvTable {
  return { rows: [], refusals: [refusal], unknown: [] };
}

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What stands before a slip in the quotes is read; nobody can know how to go on behind it. */
function recordsOf(path: string, file: string): { records: readonly CsvRecord[]; refusal?: Refusal } {
  const records: CsvRecord[] = [];
  try {
    parse(readText(path).replace(/\r\n?/g, '\n'), {
      record_delimiter: '\n',
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { lines }) => {
        records.push({ line: lines - breaksIn(cells), cells });
        return null;
      },
    });
    return { records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const reason =
      'A quotation mark is out of place, so nothing from here on can be read. Double it, or take it away.';
    const last = records.at(-1)?.line ?? 0;
    return { records, refusal: { file, line: last + 1, reason } };
  }
}

/** How many lines a record goes on for behind its first: those that are quoted. */
function breaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.split('\n').length - 1), 0);
}

function faultOf(columns: readonly string[], needed: readonly string[]): string | undefined {
  const missing = needed.filter((name) => !columns.includes(name));
  if (missing.length > 0)
    return `There is no column ${missing.join(', ')}. The first line names the columns, with commas between.`;
  const twice = columns.find((name, place) => name !== '' && columns.indexOf(name) !== place);
  return twice === undefined ? undefined : `The column ${twice} is there twice. Take one away.`;
}

function raggedReason(has: number, wanted: number): string {
  return `It has ${String(has)} columns where the first line has ${String(wanted)}. Quote a text that has a comma in it.`;
}
