import type {
  BookFormat,
  Chunk,
  ExportedAccount,
  ExportedEntry,
  ExportedSeal,
  ExportedTransfer,
} from './export.js';

/**
 * One JSON object a line, with the fields of the canonical form in its own order: what `docs/verify` checks. Ids that
 * outgrow other languages' numbers are text; amounts, balances and counts are numbers.
 */
export function jsonlFormat(): BookFormat {
  return {
    files: ['accounts.jsonl', 'entries.jsonl', 'seals.jsonl', 'signatures.jsonl'],
    head: (accounts) => [lines('accounts.jsonl', accounts.map(accountLine))],
    entries: (page) => [lines('entries.jsonl', page.map(entryLine))],
    seals: (page) => [
      lines('seals.jsonl', page.map(sealLine)),
      lines('signatures.jsonl', page.flatMap(signatureLines)),
    ],
    foot: () => [],
  };
}

function lines(file: string, objects: readonly object[]): Chunk {
  return { file, text: objects.map((each) => `${JSON.stringify(each)}\n`).join('') };
}

function accountLine({ id, name, owner, kind, keepsBalance, balance, postings }: ExportedAccount): object {
  return { id, name, owner, kind, keeps_balance: keepsBalance, balance, postings };
}

function entryLine(entry: ExportedEntry): object {
  return {
    number: entry.number,
    id: entry.id,
    kind: entry.kind,
    source_key: entry.sourceKey,
    content_hash: entry.contentHash,
    occurred_on: entry.occurredOn,
    recorded_at: entry.recordedAt,
    recorded_by: entry.recordedBy,
    on_behalf_of: entry.onBehalfOf,
    reason: entry.reason,
    made_up: entry.madeUp,
    hash: entry.hash,
    xid: entry.xid,
    transfers: entry.transfers.map(transferObject),
  };
}

function transferObject(transfer: ExportedTransfer): object {
  return {
    id: transfer.id,
    debit_account: transfer.debitAccount,
    credit_account: transfer.creditAccount,
    amount: transfer.amount,
    reverses: transfer.reverses,
    closes: transfer.closes,
    debit_seq: transfer.debitSeq,
    debit_balance: transfer.debitBalance,
    credit_seq: transfer.creditSeq,
    credit_balance: transfer.creditBalance,
  };
}

function sealLine(seal: ExportedSeal): object {
  return {
    number: seal.number,
    first_entry: seal.firstEntry,
    last_entry: seal.lastEntry,
    entries: seal.entries,
    issued: seal.issued,
    used: seal.used,
    opening: seal.opening,
    previous: seal.previous,
    sealed_at: seal.sealedAt,
    horizon: seal.horizon,
    root: seal.root,
  };
}

function signatureLines({ number, signatures }: ExportedSeal): object[] {
  return signatures.map(({ publicKey, signature }) => ({ seal: number, public_key: publicKey, signature }));
}
