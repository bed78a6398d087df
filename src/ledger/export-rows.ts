import type { IsoDate, IsoInstant } from '../shared/calendar.js';
import type { AccountId, ActorId, EntryId, OwnerId, TransferId } from '../shared/ids.js';
import type { AccountKind } from './account.js';
import type { EntryKind } from './entry.js';
import type {
  ExportedAccount,
  ExportedEntry,
  ExportedSeal,
  ExportedSignature,
  ExportedTransfer,
} from './export.js';

/** Rows as pg gives them: whole numbers of 64 bits arrive as text. */
export interface AccountRow {
  readonly id: AccountId;
  readonly owner: OwnerId;
  readonly kind: AccountKind;
  readonly keeps_balance: boolean;
  readonly balance: string;
  readonly last_seq: string;
}

export interface EntryRow {
  readonly number: string | null;
  readonly hash: string | null;
  readonly id: EntryId;
  readonly kind: EntryKind;
  readonly source_key: string;
  readonly content_hash: string;
  readonly occurred_on: IsoDate;
  readonly recorded_at: IsoInstant;
  readonly recorded_by: ActorId;
  readonly on_behalf_of: ActorId | null;
  readonly reason: string | null;
  readonly made_up: string;
  readonly xid: string;
}

export interface TransferRow {
  readonly entry_id: EntryId;
  readonly id: TransferId;
  readonly debit_account_id: AccountId;
  readonly credit_account_id: AccountId;
  readonly amount: number;
  readonly reverses_id: TransferId | null;
  readonly closes_id: TransferId | null;
  readonly debit_seq: string | null;
  readonly debit_balance: string | null;
  readonly credit_seq: string | null;
  readonly credit_balance: string | null;
}

export interface SealRow {
  readonly number: string;
  readonly first_seq: string;
  readonly last_seq: string;
  readonly entries: string;
  readonly issued: string;
  readonly used: string;
  readonly opening: string;
  readonly previous: string;
  readonly root: string;
  readonly sealed_at: IsoInstant;
  readonly horizon: string;
  readonly signatures: readonly ExportedSignature[];
}

export function accountOf(row: AccountRow, name: string): ExportedAccount {
  return {
    id: row.id,
    name,
    owner: row.owner,
    kind: row.kind,
    keepsBalance: row.keeps_balance,
    balance: Number(row.balance),
    postings: Number(row.last_seq),
  };
}

export function entryOf(row: EntryRow, transfers: readonly ExportedTransfer[]): ExportedEntry {
  return {
    number: whole(row.number),
    id: row.id,
    kind: row.kind,
    sourceKey: row.source_key,
    contentHash: row.content_hash,
    occurredOn: row.occurred_on,
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
    onBehalfOf: row.on_behalf_of,
    reason: row.reason,
    madeUp: Number(row.made_up),
    hash: row.hash,
    xid: row.xid,
    transfers,
  };
}

export function transferOf(row: TransferRow): ExportedTransfer {
  return {
    id: row.id,
    debitAccount: row.debit_account_id,
    creditAccount: row.credit_account_id,
    amount: row.amount,
    reverses: row.reverses_id,
    closes: row.closes_id,
    debitSeq: whole(row.debit_seq),
    debitBalance: whole(row.debit_balance),
    creditSeq: whole(row.credit_seq),
    creditBalance: whole(row.credit_balance),
  };
}

export function sealOf(row: SealRow): ExportedSeal {
  return {
    number: Number(row.number),
    firstEntry: Number(row.first_seq),
    lastEntry: Number(row.last_seq),
    entries: Number(row.entries),
    issued: Number(row.issued),
    used: Number(row.used),
    opening: Number(row.opening),
    previous: row.previous,
    root: row.root,
    sealedAt: row.sealed_at,
    horizon: row.horizon,
    signatures: row.signatures,
  };
}

function whole(text: string | null): number | null {
  return text === null ? null : Number(text);
}
