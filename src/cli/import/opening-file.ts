import {
  dayIn,
  type IsoDate,
  type IsoInstant,
  parseIsoDate,
  parseIsoInstant,
} from '../../shared/calendar.js';
import { DomainError } from '../../shared/domain-error.js';
import { type Galaxies, parseGalaxies } from '../../shared/galaxies.js';
import type { CsvRow, CsvTable } from './csv-table.js';
import type { Checked } from './people-file.js';
import type { Refusal } from './report.js';

export const OPENING = 'opening.csv';
export const OPENING_COLUMNS = { needed: ['person_ref', 'galaxies', 'as_at'] };

/** What somebody brings along from an older book. */
export interface Opening {
  readonly line: number;
  readonly ref: string;
  /** Nothing when they bring none. */
  readonly amount: Galaxies | undefined;
  readonly on: IsoDate;
  readonly at: IsoInstant;
}

export interface OpeningRules {
  readonly isKnown: (ref: string) => boolean;
  readonly timeZone: string;
  readonly now: Date;
  /** When a day begins in the scheme's time zone. */
  readonly beginOf: (day: IsoDate) => IsoInstant | undefined;
}

/** The opening balances of the file: one for a person, of somebody who is known, not in the future. */
export function checkedOpenings({ rows, refusals }: CsvTable, rules: OpeningRules): Checked<Opening> {
  const good = new Map<string, Opening>();
  const bad: Refusal[] = [...refusals];
  for (const row of rows) {
    const found = readRow(row, rules, good.get(row.of('person_ref'))?.line);
    if ('opening' in found) good.set(found.opening.ref, found.opening);
    else bad.push(...found.faults.map((fault) => ({ file: OPENING, line: row.line, ...fault })));
  }
  return { good: [...good.values()], refusals: bad };
}

interface Fault {
  readonly field: string;
  readonly reason: string;
}

/** Every field is looked at, so that one pass finds all there is to put right. */
function readRow(
  row: CsvRow,
  rules: OpeningRules,
  earlier: number | undefined,
): { opening: Opening } | { faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const read = <T>(field: string, reader: (text: string) => T): T | undefined => {
    try {
      return reader(row.of(field));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      faults.push({ field, reason: error.detail });
      return undefined;
    }
  };
  const ref = read('person_ref', (text) => knownRef(text, rules, earlier));
  const amount = read('galaxies', (text) => (text === '0' ? undefined : parseGalaxies(text)));
  const when = read('as_at', (text) => momentOf(text, rules));
  if (ref === undefined || when === undefined || faults.length > 0) return { faults };
  return { opening: { line: row.line, ref, amount, ...when } };
}

function knownRef(ref: string, { isKnown }: OpeningRules, earlier: number | undefined): string {
  if (!isKnown(ref))
    throw wrong('There is nobody of this reference in people.csv. Add them there, or correct it here.');
  if (earlier !== undefined)
    throw wrong(`Line ${String(earlier)} has an opening balance of this person. Keep one.`);
  return ref;
}

/** A day counts from its first moment, so that whatever was recorded on that day comes after it. */
function momentOf(text: string, { timeZone, now, beginOf }: OpeningRules): { on: IsoDate; at: IsoInstant } {
  const found = text.includes('T')
    ? { on: dayIn(timeZone, new Date(parseIsoInstant(text))), at: parseIsoInstant(text) }
    : beginning(parseIsoDate(text), beginOf);
  if (new Date(found.at) > now) throw wrong('It lies in the future. Write when the balance was counted.');
  if (found.on < '1900-01-01') throw wrong('It lies before 1900. Check the year.');
  return found;
}

function wrong(reason: string): DomainError {
  return new DomainError('bad-row', 'invalid', reason);
}

function beginning(on: IsoDate, beginOf: OpeningRules['beginOf']): { on: IsoDate; at: IsoInstant } {
  const at = beginOf(on);
  if (at === undefined) throw wrong('There is no such day. Check it in a calendar.');
  return { on, at };
}
