import { type AccountBalance, csvLines, SCHEME_ACCOUNTS } from '../ledger/index.js';
import type { OwnerId } from '../shared/ids.js';

/** One row for each participant, then one for each of the scheme's own accounts. */
export interface SheetRow {
  /** The participant's reference, or `scheme:issued` and the like. */
  readonly who: string;
  readonly available: number;
  readonly held: number;
}

/**
 * The trial balance as people read it: participants by reference, then the scheme's accounts. A scheme's account has its
 * balance in the first number and nought in the second, so that both columns together come to nought.
 */
export function sheetOf(
  balances: readonly AccountBalance[],
  refs: ReadonlyMap<OwnerId, string>,
): readonly SheetRow[] {
  const people = new Map<string, { available: number; held: number }>();
  const scheme = new Map<string, number>();
  for (const { owner, kind, balance } of balances) {
    if (kind === 'available' || kind === 'held') {
      const ref = refs.get(owner) ?? owner;
      people.set(ref, { ...(people.get(ref) ?? { available: 0, held: 0 }), [kind]: balance });
    } else {
      scheme.set(kind, balance);
    }
  }
  const rows = [...people].map(([who, numbers]) => ({ who, ...numbers }));
  rows.sort((one, other) => (one.who < other.who ? -1 : 1));
  const own = SCHEME_ACCOUNTS.map((kind) => ({
    who: `scheme:${kind}`,
    available: scheme.get(kind) ?? 0,
    held: 0,
  }));
  return [...rows, ...own];
}

export function sheetAsCsv(rows: readonly SheetRow[]): string {
  return `person_ref,available,held\n${csvLines(rows.map(({ who, available, held }) => [who, available, held]))}`;
}

/** The same in columns for a person at a terminal. */
export function sheetAsTable(rows: readonly SheetRow[]): string {
  const who = Math.max(...rows.map((row) => row.who.length), 'person'.length);
  const line = (name: string, available: string, held: string): string =>
    `${name.padEnd(who)}  ${available.padStart(12)}  ${held.padStart(12)}\n`;
  const body = rows.map((row) =>
    row.who.startsWith('scheme:')
      ? line(row.who, grouped(row.available), '')
      : line(row.who, grouped(row.available), grouped(row.held)),
  );
  return line('person', 'available', 'held') + body.join('');
}

function grouped(amount: number): string {
  return amount.toLocaleString('en-GB');
}
