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

interface Rows {
  readonly file: string;
  readonly rows: readonly { readonly line: number }[];
  /** What became of each row. */
  readonly outcomes: readonly ('added' | 'there' | DomainError)[];
  /** What was refused before it came so far. */
  readonly refusals: readonly Refusal[];
  readonly unknown: readonly string[];
}

/** Counts the rows of a file and names each that was refused, by line. */
export function tally({ file, rows, outcomes, refusals, unknown }: Rows) {
  const late = outcomes.flatMap((outcome, place): Refusal[] =>
    outcome instanceof DomainError ? [{ file, line: rows[place]?.line ?? 0, ...explained(outcome) }] : [],
  );
  const all = [...refusals, ...late].sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
  const counts: FileTally = {
    file,
    added: outcomes.filter((outcome) => outcome === 'added').length,
    there: outcomes.filter((outcome) => outcome === 'there').length,
    refused: new Set(all.map(({ line }) => line)).size,
  };
  const columns =
    unknown.length === 0 ? [] : [`${file}: not read, for they are not known: ${unknown.join(', ')}.`];
  return { counts, refusals: all, unknown: columns };
}

/** What the ledger refused, in the words of whoever fills in the file. */
function explained({ code, detail }: DomainError): { field?: string; reason: string } {
  switch (code) {
    case 'source-key-used':
      return {
        field: 'galaxies',
        reason:
          'This person has another opening balance already, and it stays. Put a difference right with an adjustment.',
      };
    case 'recorded-out-of-order':
      return {
        field: 'as_at',
        reason: 'Something later was recorded for this person already. An opening balance comes first.',
      };
    default:
      return { reason: detail };
  }
}
