import { DomainError } from '../../shared/domain-error.js';
import { checkedRef } from '../../participants/index.js';
import type { CsvTable } from './csv-table.js';
import type { Refusal } from './report.js';

export const PEOPLE = 'people.csv';
/** Only `ref` is used; what else the file says about people is read over, and neither kept nor logged. */
export const PEOPLE_COLUMNS = {
  needed: ['ref'],
  others: ['liked_name', 'surname', 'email', 'phone', 'contact', 'roles', 'joined_on'],
};

export interface Person {
  readonly line: number;
  readonly ref: string;
}

export interface Checked<Row> {
  readonly good: readonly Row[];
  readonly refusals: readonly Refusal[];
}

/** The people of the file, each reference once. */
export function checkedPeople({ rows, refusals }: CsvTable): Checked<Person> {
  const lines = new Map<string, number>();
  const bad: Refusal[] = [];
  for (const row of rows) {
    const ref = row.of('ref');
    const reason = refReason(ref) ?? againReason(lines.get(ref));
    if (reason === undefined) lines.set(ref, row.line);
    else bad.push({ file: PEOPLE, line: row.line, field: 'ref', reason });
  }
  return { good: [...lines].map(([ref, line]) => ({ ref, line })), refusals: [...refusals, ...bad] };
}

/** What is wrong with a reference; nothing when it can be kept. */
export function refReason(ref: string): string | undefined {
  try {
    checkedRef(ref);
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.detail;
    throw error;
  }
}

function againReason(line: number | undefined): string | undefined {
  return line === undefined
    ? undefined
    : `Line ${String(line)} has the same reference. Keep the one that is right.`;
}
