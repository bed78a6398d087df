import { stringify } from 'csv-stringify/sync';
import type { AccountId } from '../shared/ids.js';
import type {
  BookFormat,
  Chunk,
  ExportedAccount,
  ExportedEntry,
  ExportedSeal,
  ExportedTransfer,
} from './export.js';

type Cell = string | number | null;

const HEADERS = {
  'accounts.csv': 'id,account,owner,kind,keeps_balance,balance,postings',
  'entries.csv':
    'number,id,kind,source_key,content_hash,occurred_on,recorded_at,recorded_by,on_behalf_of,reason,made_up,hash,xid',
  'transfers.csv':
    'entry_number,entry_id,id,debit_account,credit_account,amount,reverses,closes,debit_seq,debit_balance,credit_seq,credit_balance',
  'seals.csv': 'number,first_entry,last_entry,entries,issued,used,opening,previous,sealed_at,horizon,root',
  'signatures.csv': 'seal,public_key,signature',
} as const;
type CsvFile = keyof typeof HEADERS;

const BEGINS_A_FORMULA = /^['\s]*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20]|^['\t\r\n]/;

/**
 * A text that a spreadsheet shows as it is and never runs: one that begins like a formula (also in full width, or behind
 * spaces or a tab) or with an apostrophe gets an apostrophe in front. Taking one away gives the text back. Numbers are
 * not texts: `-3` stays a number.
 */
export function formulaSafe(text: string): string {
  return BEGINS_A_FORMULA.test(text) ? `'${text}` : text;
}

/** Rows as CSV (RFC 4180, lines end with a line feed), every text formula-safe. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  const safe = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? formulaSafe(cell) : cell)));
  return stringify(safe, { record_delimiter: '\n' });
}

/** One table a file, as a spreadsheet opens them. */
export function csvFormat(): BookFormat {
  const names = new Map<AccountId, string>();
  return {
    files: Object.keys(HEADERS),
    head: (accounts) => {
      for (const { id, name } of accounts) names.set(id, name);
      const headers = Object.entries(HEADERS).map(([file, header]) => ({ file, text: `${header}\n` }));
      return [...headers, chunk('accounts.csv', accounts.map(accountRow))];
    },
    entries: (page) => [
      chunk('entries.csv', page.map(entryRow)),
      chunk(
        'transfers.csv',
        page.flatMap((entry) => entry.transfers.map((transfer) => transferRow(entry, transfer, names))),
      ),
    ],
    seals: (page) => [
      chunk('seals.csv', page.map(sealRow)),
      chunk('signatures.csv', page.flatMap(signatureRows)),
    ],
    foot: () => [],
  };
}

function chunk(file: CsvFile, rows: readonly (readonly Cell[])[]): Chunk {
  return { file, text: csvLines(rows) };
}

function accountRow({ id, name, owner, kind, keepsBalance, balance, postings }: ExportedAccount): Cell[] {
  return [id, name, owner, kind, keepsBalance ? 'yes' : 'no', balance, postings];
}

function entryRow(entry: ExportedEntry): Cell[] {
  return [
    ...[entry.number, entry.id, entry.kind, entry.sourceKey, entry.contentHash, entry.occurredOn],
    ...[entry.recordedAt, entry.recordedBy, entry.onBehalfOf, entry.reason, entry.madeUp, entry.hash],
    entry.xid,
  ];
}

function transferRow(
  { number, id }: ExportedEntry,
  transfer: ExportedTransfer,
  names: ReadonlyMap<AccountId, string>,
): Cell[] {
  return [
    ...[number, id, transfer.id, nameOf(transfer.debitAccount, names), nameOf(transfer.creditAccount, names)],
    ...[transfer.amount, transfer.reverses, transfer.closes, transfer.debitSeq, transfer.debitBalance],
    ...[transfer.creditSeq, transfer.creditBalance],
  ];
}

function nameOf(account: AccountId, names: ReadonlyMap<AccountId, string>): string {
  return names.get(account) ?? account;
}

function sealRow(seal: ExportedSeal): Cell[] {
  return [
    ...[seal.number, seal.firstEntry, seal.lastEntry, seal.entries, seal.issued, seal.used, seal.opening],
    ...[seal.previous, seal.sealedAt, seal.horizon, seal.root],
  ];
}

function signatureRows({ number, signatures }: ExportedSeal): Cell[][] {
  return signatures.map(({ publicKey, signature }) => [number, publicKey, signature]);
}
