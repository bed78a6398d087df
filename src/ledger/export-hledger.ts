import type { AccountId } from '../shared/ids.js';
import type { BookFormat, ExportedAccount, ExportedEntry, ExportedTransfer } from './export.js';

const FILE = 'book.journal';

/**
 * A journal that hledger, ledger and beancount's importers read. Every account and the commodity are declared, so that
 * `hledger check --strict` may be asked. Entries stand in the order of their numbers, which is not always that of their
 * days; so the balances are asserted once, at the end, behind the latest day.
 */
export function hledgerFormat(origin: string): BookFormat {
  const names = new Map<AccountId, string>();
  let accounts: readonly ExportedAccount[] = [];
  let latest = '';
  return {
    files: [FILE],
    head: (all) => {
      accounts = all;
      for (const { id, name } of all) names.set(id, name);
      return [{ file: FILE, text: preamble(origin, all) }];
    },
    entries: (page) => {
      for (const { occurredOn } of page) latest = occurredOn > latest ? occurredOn : latest;
      return [{ file: FILE, text: page.map((entry) => transaction(entry, names)).join('') }];
    },
    seals: () => [],
    foot: () => (latest === '' ? [] : [{ file: FILE, text: closing(latest, accounts) }]),
  };
}

function preamble(origin: string, accounts: readonly ExportedAccount[]): string {
  const declared = accounts.map(({ name }) => `account ${name}\n`).join('');
  return `; The book ${origin}, entry by entry. Credits raise an account, so what was issued is below nought.\n\ncommodity 1000. galaxies\n\n${declared}`;
}

function transaction(entry: ExportedEntry, names: ReadonlyMap<AccountId, string>): string {
  const code = entry.number === null ? '' : ` (${String(entry.number)})`;
  const tags = [
    `entry: ${entry.id}`,
    `kind: ${entry.kind}`,
    ...(entry.number === null ? [] : [`number: ${String(entry.number)}`]),
    `recorded: ${entry.recordedAt}`,
    `by: ${entry.recordedBy}`,
  ];
  const lines = [
    `${entry.occurredOn} *${code} ${entry.kind}`,
    `    ; ${tags.join(', ')}`,
    `    ; source: ${oneLine(entry.sourceKey)}`,
    ...(entry.reason === null ? [] : [`    ; reason: ${oneLine(entry.reason)}`]),
    ...entry.transfers.flatMap((transfer) => postings(transfer, names)),
  ];
  return `\n${lines.join('\n')}\n`;
}

function postings(transfer: ExportedTransfer, names: ReadonlyMap<AccountId, string>): readonly string[] {
  const { id, amount, reverses, closes } = transfer;
  const links = [
    `transfer: ${id}`,
    ...(reverses === null ? [] : [`reverses: ${reverses}`]),
    ...(closes === null ? [] : [`closes: ${closes}`]),
  ];
  return [
    `    ${nameOf(transfer.debitAccount, names)}  -${String(amount)} galaxies  ; ${links.join(', ')}`,
    `    ${nameOf(transfer.creditAccount, names)}  ${String(amount)} galaxies`,
  ];
}

/** Nothing moves here: each line says what hledger must have come to by itself. */
function closing(day: string, accounts: readonly ExportedAccount[]): string {
  const asserted = accounts.map(
    ({ name, balance }) => `    ${name}  0 galaxies = ${String(balance)} galaxies\n`,
  );
  return `\n${day} * balances asserted\n${asserted.join('')}`;
}

function nameOf(account: AccountId, names: ReadonlyMap<AccountId, string>): string {
  return names.get(account) ?? `unknown:${account}`;
}

/** A comment ends with its line, so nothing in it may end the line. */
function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
}
