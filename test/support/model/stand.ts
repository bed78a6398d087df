import type { SchemeId } from '../../../src/shared/ids.js';
import type { Book } from '../book.js';

export interface AccountStand {
  readonly schemeId: string;
  readonly owner: string;
  readonly kind: string;
  readonly keeps: boolean;
  /** The balance that is kept. */
  readonly balance: number;
  /** What the transfers come to. */
  readonly moved: number;
}

/** How the accounts of some schemes stand at one moment of the database's clock. */
export interface Stand {
  readonly at: string;
  readonly accounts: readonly AccountStand[];
}

const STAND = `
  SELECT a.scheme_id AS "schemeId", a.owner_id AS owner, a.kind, a.keeps_balance AS keeps, a.balance,
         coalesce(sum(p.delta), 0) AS moved, ledger_moment(clock_timestamp()) AS at
  FROM account a LEFT JOIN posting p ON p.scheme_id = a.scheme_id AND p.account_id = a.id
  WHERE a.scheme_id = ANY ($1) GROUP BY a.scheme_id, a.id`;

export async function standOf(book: Book, schemes: readonly SchemeId[]): Promise<Stand> {
  type Row = Omit<AccountStand, 'balance' | 'moved'> & Record<'balance' | 'moved' | 'at', string>;
  const rows: Row[] = await book.ownerSource.query(STAND, [schemes]);
  const at = rows
    .map((row) => row.at)
    .toSorted()
    .at(-1);
  if (at === undefined) throw new Error('These schemes have no accounts.');
  const accounts = rows.map((row) => ({ ...row, balance: Number(row.balance), moved: Number(row.moved) }));
  return { at, accounts };
}

const TABLES = [
  'account',
  'journal_entry',
  'transfer',
  'sealed_entry',
  'seal',
  'seal_signature',
  'participant',
];
const DIGEST = `SELECT md5(string_agg(row, '' ORDER BY row)) AS digest FROM (${TABLES.map(
  (table) => `SELECT '${table}' || x::text AS row FROM ${table} x WHERE scheme_id = ANY ($1)`,
).join(' UNION ALL ')}) rows`;

/** Changes when any row of these schemes' books changes. */
export async function digestOf(book: Book, schemes: readonly SchemeId[]): Promise<string> {
  const [row]: { digest: string }[] = await book.ownerSource.query(DIGEST, [schemes]);
  return row?.digest ?? '';
}
