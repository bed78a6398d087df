import { readRows } from './roster-numbers.js';
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

/** The most names that are typed up beside the numbers of one paper. */
export const MOST_EXTRA = 5;

/** What the numbers and names of a paper say. */
export interface PaperNumbers {
  readonly rows: readonly number[];
  readonly helped: readonly number[];
  readonly led: readonly number[];
  readonly names: readonly string[];
  readonly headCountExtra: number | undefined;
  readonly countedOut: number | undefined;
  readonly countedBack: number | undefined;
}

/** Reads what was typed against a list of that many rows, or says which fields cannot be read. */
export function readTyped(
  typed: PaperTyped,
  last: number,
): { readonly numbers: PaperNumbers } | { readonly faults: readonly PaperField[] } {
  const read: Read = {
    rows: readRows(typed.rows, last),
    helped: readRows(typed.helped_rows, last),
    led: readRows(typed.led_rows, last),
    names: readNames(typed.extra_names),
    headCountExtra: readHeads(typed.head_count_extra),
    countedOut: readHeads(typed.out),
    countedBack: readHeads(typed.back),
  };
  const isNobody = read.rows?.length === 0 && read.names?.length === 0;
  return isWhole(read) && !isNobody
    ? { numbers: read }
    : { faults: faultyFields(isNobody ? { ...read, rows: undefined } : read) };
}

/** The names of the lines; nothing when one cannot be a name, or when there are too many. */
function readNames(text: string): readonly string[] | undefined {
  const lines = text.split(/[\n,;]+/).filter((line) => line.trim() !== '');
  const names = lines.map(readFirstName);
  const read = names.flatMap((name) => name ?? []);
  return read.length === lines.length && read.length <= MOST_EXTRA ? read : undefined;
}

/** A list that cannot be read is missing; a number that cannot is none. */
type Read = { readonly [Name in keyof PaperNumbers]: PaperNumbers[Name] | undefined };

function isWhole(read: Read): read is PaperNumbers {
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
