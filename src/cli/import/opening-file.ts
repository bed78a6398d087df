import {
  dayIn,
  type IsoDate,
  type IsoInstant,
  parseIsoDate,
  parseIsoInstant,
} from '../../shared/calendar.js';
import { type Galaxies, parseGalaxies } from '../../shared/galaxies.js';
import type { CsvTable } from './csv-table.js';
import { type Checked, type Fields, type Read, readRows, wrong } from './fields.js';

export const OPENING = 'opening.csv';
export const OPENING_COLUMNS = { needed: ['person_ref', 'galaxies', 'as_at'] };

/** What somebody brings along from an older book. */
export type Opening = Read<{
  readonly ref: string;
  /** Nothing when they bring none. */
  readonly amount: Galaxies | undefined;
  readonly on: IsoDate;
  readonly at: IsoInstant;
}>;

export interface OpeningRules {
  readonly isKnown: (ref: string) => boolean;
  readonly timeZone: string;
  readonly now: Date;
  /** When a day begins in the scheme's time zone. */
  readonly beginOf: (day: IsoDate) => IsoInstant | undefined;
}

/** The opening balances of the file: one for a person, of somebody who is known, not in the future. */
export function checkedOpenings(table: CsvTable, rules: OpeningRules): Checked<Opening> {
  const lines = new Map<string, number>();
  return readRows(OPENING, table, (fields, line) => {
    const found = readRow(fields, rules, lines);
    if (found !== undefined && fields.faults.length === 0) lines.set(found.ref, line);
    return found;
  });
}

/** Every field is looked at, so that one pass finds all there is to put right. */
function readRow(
  fields: Fields,
  rules: OpeningRules,
  lines: ReadonlyMap<string, number>,
): Omit<Opening, 'line'> | undefined {
  const ref = fields.read('person_ref', (text) => knownRef(text, rules, lines.get(text)));
  const amount = fields.read('galaxies', (text) => (text === '0' ? undefined : parseGalaxies(text)));
  const when = fields.read('as_at', (text) => momentOf(text, rules));
  return ref === undefined || when === undefined ? undefined : { ref, amount, ...when };
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

function beginning(on: IsoDate, beginOf: OpeningRules['beginOf']): { on: IsoDate; at: IsoInstant } {
  const at = beginOf(on);
  if (at === undefined) throw wrong('There is no such day. Check it in a calendar.');
  return { on, at };
}
