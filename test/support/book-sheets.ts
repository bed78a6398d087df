import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** What each account holds, by the name that an export has for it. */
export type Sheet = ReadonlyMap<string, number>;

/** What `galaxies balances --format csv` says. */
export function sheetOfBalances(csv: string): Sheet {
  const rows: { person_ref: string; available: string; held: string }[] = parse(csv, { columns: true });
  return sorted(
    rows.flatMap(({ person_ref: who, available, held }): [string, number][] =>
      who.startsWith('scheme:')
        ? [[who, Number(available)]]
        : [
            [`people:${who}:available`, Number(available)],
            [`people:${who}:held`, Number(held)],
          ],
    ),
  );
}

/** What `hledger balance --flat --empty --no-total -O csv` says. */
export function sheetOfHledger(csv: string): Sheet {
  const rows: { account: string; balance: string }[] = parse(csv, { columns: true });
  return sorted(rows.map(({ account, balance }) => [account, Number(balance.replace(/ galaxies$/, ''))]));
}

/** What the transfers of a CSV export add up to. */
export function sheetOfCsv(folder: string): Sheet {
  const accounts = csvRows(join(folder, 'accounts.csv')).map(({ account = '' }) => account);
  const moved = csvRows(join(folder, 'transfers.csv')).map(
    ({ debit_account: debit = '', credit_account: credit = '', amount }) => ({
      debit,
      credit,
      amount: Number(amount),
    }),
  );
  return addedUp(accounts, moved);
}

/** What the transfers of a JSON lines export add up to. */
export function sheetOfJsonl(folder: string): Sheet {
  const accounts = linesOf(join(folder, 'accounts.jsonl')).map((line): JsonAccount => JSON.parse(line));
  const entries = linesOf(join(folder, 'entries.jsonl')).map((line): JsonEntry => JSON.parse(line));
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const named = (id: string): string => names.get(id) ?? id;
  const moved = entries.flatMap(({ transfers }) =>
    transfers.map(({ debit_account: debit, credit_account: credit, amount }) => ({
      debit: named(debit),
      credit: named(credit),
      amount,
    })),
  );
  return addedUp([...names.values()], moved);
}

/** The rows of a CSV file, by the names of its columns. */
export function csvRows(path: string): readonly Readonly<Record<string, string>>[] {
  return parse(readFileSync(path, 'utf8'), { columns: true });
}

/** The lines of a file that say something. */
export function linesOf(path: string): readonly string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

interface JsonAccount {
  readonly id: string;
  readonly name: string;
}

interface JsonEntry {
  readonly transfers: readonly {
    readonly debit_account: string;
    readonly credit_account: string;
    readonly amount: number;
  }[];
}

interface Moved {
  readonly debit: string;
  readonly credit: string;
  readonly amount: number;
}

function addedUp(accounts: readonly string[], transfers: readonly Moved[]): Sheet {
  const held = new Map(accounts.map((account) => [account, 0]));
  for (const { debit, credit, amount } of transfers) {
    held.set(debit, (held.get(debit) ?? 0) - amount);
    held.set(credit, (held.get(credit) ?? 0) + amount);
  }
  return sorted([...held]);
}

function sorted(named: readonly (readonly [string, number])[]): Sheet {
  return new Map(named.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
