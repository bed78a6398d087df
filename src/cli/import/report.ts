import { DomainError } from '../../shared/domain-error.js';

/** Something in a file that was refused: where it is, and what to do about it. Values are not repeated: they may be personal. */
export interface Refusal {
  readonly file: string;
  /** The line it begins on, the header being line 1; none for a file as a whole. */
  readonly line?: number;
  readonly field?: string;
  readonly reason: string;
}

export function sentenceOf({ file, line, field, reason }: Refusal): string {
  const place = line === undefined ? file : `${file}, line ${String(line)}`;
  return `${field === undefined ? place : `${place}, ${field}`}: ${reason}`;
}

/** What happened to the rows of one file. */
export interface FileTally {
  readonly file: string;
  readonly added: number;
  readonly there: number;
  readonly refused: number;
}

/** What became of one or more rows that are one thing. */
export interface Outcome {
  readonly lines: readonly number[];
  readonly result: Result | DomainError;
  /** Lines of it that were refused for themselves. */
  readonly refused?: readonly { readonly line: number; readonly field: string; readonly reason: string }[];
}

export type Result = 'added' | 'there';

export interface FileDone {
  readonly counts: FileTally;
  readonly refusals: readonly Refusal[];
  readonly notes: readonly string[];
}

interface Rows {
  readonly file: string;
  readonly outcomes: readonly Outcome[];
  /** What was refused before it came so far. */
  readonly refusals: readonly Refusal[];
  /** Columns that mean nothing to us. */
  readonly unknown: readonly string[];
}

/** Counts the rows of a file and names each that was refused, by line. */
export function tally({ file, outcomes, refusals, unknown }: Rows): FileDone {
  const late = outcomes.flatMap((outcome) => refusedIn(file, outcome));
  const all = [...refusals, ...late].sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
  const bad = new Set([...all.map(({ line }) => line), ...outcomes.flatMap(wholeRefused)]);
  const count = (result: Result): number =>
    outcomes
      .filter((outcome) => outcome.result === result)
      .flatMap(({ lines }) => lines)
      .filter((line) => !bad.has(line)).length;
  const columns =
    unknown.length === 0 ? [] : [`${file}: not read, for they are not known: ${unknown.join(', ')}.`];
  return {
    counts: { file, added: count('added'), there: count('there'), refused: bad.size },
    refusals: all,
    notes: columns,
  };
}

function wholeRefused({ lines, result }: Outcome): readonly number[] {
  return result instanceof DomainError ? lines : [];
}

/** Several rows that were refused as one are named by the first. */
function refusedIn(file: string, { lines, result, refused = [] }: Outcome): readonly Refusal[] {
  if (!(result instanceof DomainError)) return refused.map((line) => ({ file, ...line }));
  const [line = 0] = lines;
  const last = lines.at(-1) ?? line;
  const all = last === line ? '' : ` This is so for the whole list, which ends on line ${String(last)}.`;
  return explained(file, result).map(({ reason, ...rest }) => ({
    file,
    line,
    ...rest,
    reason: reason + all,
  }));
}

type Explained = Pick<Refusal, 'field' | 'reason'>;

/** What was refused further in, in the words of whoever fills in the file. */
function explained(file: string, { code, detail, fields }: DomainError): readonly Explained[] {
  const known = EXPLAINED[code];
  if (known !== undefined)
    return [{ field: known.field[file] ?? '', reason: known.reason ?? detail }].map(withoutNothing);
  if (fields.length === 0) return [{ reason: detail }];
  return fields.map((field) => ({
    field: COLUMN_OF[field.pointer] ?? snake(field.pointer),
    reason: field.detail,
  }));
}

function withoutNothing({ field = '', reason }: Explained): Explained {
  return field === '' ? { reason } : { field, reason };
}

const MOMENTS = { 'opening.csv': 'as_at', 'register.csv': 'recorded_at', 'contributions.csv': 'checked_at' };

const EXPLAINED: Readonly<
  Record<string, { readonly field: Readonly<Record<string, string>>; readonly reason?: string } | undefined>
> = {
  'source-key-used': {
    field: { 'opening.csv': 'galaxies' },
    reason:
      'This person has another opening balance already, and it stays. Put a difference right with an adjustment.',
  },
  'recorded-out-of-order': {
    field: MOMENTS,
    reason:
      'Something later was recorded for this person already, and the book goes forward only. Record it in the service.',
  },
  'email-taken': { field: { 'people.csv': 'email' } },
  'phone-taken': { field: { 'people.csv': 'phone' } },
  'no-rate': { field: { 'contributions.csv': 'on' } },
  'id-used': {
    field: { 'contributions.csv': 'ref' },
    reason: 'Another contribution of this reference is there already, and it stays. Use a new reference.',
  },
};

const COLUMN_OF: Readonly<Record<string, string | undefined>> = {
  '/fromOn': 'from',
  '/leaders': 'leader_refs',
  '/occurredOn': 'on',
  '/placesReason': 'places',
};

/** `/likedName` as a file calls it: `liked_name`. */
function snake(pointer: string): string {
  return pointer.replace(/^\//, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
