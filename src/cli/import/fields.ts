import {
  dayIn,
  type IsoDate,
  type IsoInstant,
  parseIsoDate,
  parseIsoInstant,
} from '../../shared/calendar.js';
import { DomainError } from '../../shared/domain-error.js';
import { refReason } from './refs.js';
import type { CsvRow, CsvTable } from './csv-table.js';
import type { Refusal } from './report.js';

/** A row that can be used, and the line it begins on. */
export type Read<Row> = Row & { readonly line: number };

export interface Checked<Row> {
  readonly good: readonly Row[];
  readonly refusals: readonly Refusal[];
}

/** The fields of one row. What is wrong with each is gathered, so that one pass finds all there is to put right. */
export class Fields {
  readonly faults: { readonly field: string; readonly reason: string }[] = [];

  constructor(private readonly row: CsvRow) {}

  /** What a field says; nothing when it cannot be used, and then the row is refused. */
  read<T>(field: string, reader: (text: string) => T): T | undefined {
    try {
      return reader(keepable(this.row.of(field)));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.faults.push({ field, reason: error.detail });
      return undefined;
    }
  }
}

/** Reads every row of a table. One with a fault in any field is refused, and each of its faults is named. */
export function readRows<Row extends object>(
  file: string,
  { rows, refusals }: CsvTable,
  reader: (fields: Fields, line: number) => Row | undefined,
): Checked<Read<Row>> {
  const good: Read<Row>[] = [];
  const bad: Refusal[] = [...refusals];
  for (const row of rows) {
    const fields = new Fields(row);
    const found = reader(fields, row.line);
    if (found !== undefined && fields.faults.length === 0) good.push({ ...found, line: row.line });
    else bad.push(...fields.faults.map((fault) => ({ file, line: row.line, ...fault })));
  }
  return { good, refusals: bad };
}

/** PostgreSQL has no text with a zero in it; nobody sees one, so nobody can have meant it. */
function keepable(text: string): string {
  if (text.includes('\0')) throw wrong('It has a character in it that cannot be seen or kept. Type it anew.');
  return text;
}

export function wrong(reason: string): DomainError {
  return new DomainError('bad-row', 'invalid', reason);
}

export function refuse(reason: string): never {
  throw wrong(reason);
}

/** A reference that no row before has. */
export function newRef(lines: Map<string, number>, line: number): (ref: string) => string {
  return (ref) => {
    const reason = refReason(ref);
    if (reason !== undefined) throw wrong(reason);
    const earlier = lines.get(ref);
    if (earlier !== undefined)
      throw wrong(`Line ${String(earlier)} has the same reference. Keep the one that is right.`);
    lines.set(ref, line);
    return ref;
  };
}

/** What a reference stands for. */
export function knownIn<T>(known: ReadonlyMap<string, T>, file: string): (ref: string) => T {
  return (ref) => {
    const found = known.get(ref);
    if (found === undefined)
      throw wrong(`There is nothing of this reference in ${file}. Add it there, or correct it here.`);
    return found;
  };
}

/** True when every field of a row could be read. */
export function isWhole<Row extends object>(
  row: Row,
): row is Row & { readonly [Field in keyof Row]: Exclude<Row[Field], undefined> } {
  return Object.values(row).every((value) => value !== undefined);
}

/** One of a few words. */
export function oneOf<const Word extends string>(words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const found = words.find((word) => word === text);
    if (found === undefined) throw wrong(`Write one of: ${words.join(', ')}.`);
    return found;
  };
}

/** What the reader reads, or nothing where the field is empty. */
export function ifThere<T>(reader: (text: string) => T): (text: string) => T | null {
  return (text) => (text === '' ? null : reader(text));
}

export function text(most: number): (text: string) => string {
  return (given) => {
    if (given === '') throw wrong('It is empty. Write a text.');
    if (given.length > most) throw wrong(`Write ${String(most)} characters or fewer.`);
    return given;
  };
}

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (given) => {
    const number = /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw wrong(`Write a whole number from ${String(least)} to ${String(most)}.`);
  };
}

export const day: (text: string) => IsoDate = parseIsoDate;

/** A moment that has been. */
export function past(now: Date): (text: string) => IsoInstant {
  return (given) => {
    const moment = parseIsoInstant(given);
    if (new Date(moment) > now) throw wrong('It lies in the future. Write when it was written down.');
    if (dayIn('UTC', new Date(moment)) < '1900-01-02') throw wrong('It lies before 1900. Check the year.');
    return moment;
  };
}
