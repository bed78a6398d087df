import type { Part } from '../activities/index.js';
import { EMPTY_ROWS, readRows } from './roster-numbers.js';
import { readFirstName, readHeads } from './typed-register.js';

/** What was typed from a paper list, as text. */
export interface PaperTyped {
  readonly roster_code: string;
  readonly rows: string;
  readonly helped_rows: string;
  readonly led_rows: string;
  /** First names that somebody wrote into the empty rows, one on each line. */
  readonly extra_names: string;
  readonly head_count_extra: string;
  readonly out: string;
  readonly back: string;
}

export type PaperField = keyof PaperTyped;

/** What keeps a paper from being read: a field, or numbers of empty rows for which no names were typed. */
export type PaperFault = PaperField | 'empty_rows';

/** The most names that are typed up beside the numbers of one paper. */
export const MOST_EXTRA = 5;

/** Rows of the people who were printed, by what is ticked there. */
export interface PaperRows {
  readonly rows: readonly number[];
  readonly helped: readonly number[];
  readonly led: readonly number[];
}

/** A name that somebody wrote on the paper; its row is known when the number was typed as well. */
export interface PaperName {
  readonly name: string;
  readonly row: number | undefined;
  /** The row where it stands all the same: without a number, names stand from the first empty row on. */
  readonly place: number;
  readonly part: Part;
}

/** What the numbers and names of a paper say. */
export interface PaperNumbers extends PaperRows {
  readonly names: readonly PaperName[];
  readonly headCountExtra: number | undefined;
  readonly countedOut: number | undefined;
  readonly countedBack: number | undefined;
}

/** The last number on a list with that many people: the empty rows are numbered, too. */
export function lastRow(people: number): number {
  return people + EMPTY_ROWS;
}

/** Reads what was typed against a list of so many people and its empty rows, or says what cannot be read. */
export function readTyped(
  typed: PaperTyped,
  people: number,
): { readonly numbers: PaperNumbers } | { readonly faults: readonly PaperFault[] } {
  const last = lastRow(people);
  const read: Read = {
    rows: readRows(typed.rows, last),
    helped: readRows(typed.helped_rows, last),
    led: readRows(typed.led_rows, last),
    names: readNames(typed.extra_names),
    headCountExtra: readHeads(typed.head_count_extra),
    countedOut: readHeads(typed.out),
    countedBack: readHeads(typed.back),
  };
  if (!isWhole(read) || saysNothing(read))
    return { faults: faultyFields(isWhole(read) ? { ...read, rows: undefined } : read) };
  const names = namesInRows(read, people);
  return names === undefined
    ? { faults: ['empty_rows'] }
    : { numbers: { ...read, ...printedRows(read, people), names } };
}

/** The names of the lines; nothing when one cannot be a name, or when there are too many. */
function readNames(text: string): readonly string[] | undefined {
  const lines = text.split(/[\n,;]+/).filter((line) => line.trim() !== '');
  const names = lines.map(readFirstName);
  const read = names.flatMap((name) => name ?? []);
  return read.length === lines.length && read.length <= MOST_EXTRA ? read : undefined;
}

/** Everything that was typed, each by itself: numbers may be of empty rows, and names stand nowhere yet. */
interface ReadWhole extends Omit<PaperNumbers, 'names'> {
  readonly names: readonly string[];
}

/** Nobody is ticked in any column or written in, and nobody was counted without a name. */
function saysNothing({ rows, helped, led, names, headCountExtra = 0 }: ReadWhole): boolean {
  return rows.length + helped.length + led.length + names.length + headCountExtra === 0;
}

/** A list that cannot be read is missing; a number that cannot is none. */
type Read = { readonly [Name in keyof ReadWhole]: ReadWhole[Name] | undefined };

function isWhole(read: Read): read is ReadWhole {
  return faultyFields(read).length === 0;
}

function faultyFields(read: Read): readonly PaperField[] {
  const fields: readonly (readonly [PaperField, boolean])[] = [
    ['rows', read.rows === undefined],
    ['helped_rows', read.helped === undefined],
    ['led_rows', read.led === undefined],
    ['extra_names', read.names === undefined],
    ['head_count_extra', Number.isNaN(read.headCountExtra)],
    ['out', Number.isNaN(read.countedOut)],
    ['back', Number.isNaN(read.countedBack)],
  ];
  return fields.filter(([, isFault]) => isFault).map(([field]) => field);
}

/**
 * The names with their rows. Where as many empty rows are numbered as there are names, each name has the next of those
 * numbers; otherwise the names stand from the first empty row on. Nothing when a number is left without a name.
 */
function namesInRows({ names, ...numbers }: ReadWhole, people: number): readonly PaperName[] | undefined {
  const typed = [...numbers.rows, ...numbers.helped, ...numbers.led].filter((row) => row > people);
  const empty = [...new Set(typed)].sort((one, other) => one - other);
  const rows = empty.length === names.length ? empty : names.map((_, index) => people + index + 1);
  if (!empty.every((row) => rows.includes(row))) return undefined;
  return names.map((name, index) => {
    const row = rows[index] ?? 0;
    const part = numbers.helped.includes(row)
      ? 'contributed'
      : numbers.led.includes(row)
        ? 'led'
        : 'attended';
    return { name, row: empty.includes(row) ? row : undefined, place: row, part };
  });
}

function printedRows({ rows, helped, led }: PaperRows, people: number): PaperRows {
  const printed = (each: readonly number[]) => each.filter((row) => row <= people);
  return { rows: printed(rows), helped: printed(helped), led: printed(led) };
}
