import type { IsoDate, IsoInstant } from '../shared/calendar.js';
import type { AccountId, ActorId, EntryId, OwnerId, TransferId } from '../shared/ids.js';
import type { AccountKind } from './account.js';
import type { EntryKind } from './entry.js';

/** The formats that the book is exported in. */
export const EXPORT_FORMATS = ['hledger', 'csv', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** An account as an export shows it. */
export interface ExportedAccount {
  readonly id: AccountId;
  /** `people:p001:available` or `scheme:issued`. */
  readonly name: string;
  readonly owner: OwnerId;
  readonly kind: AccountKind;
  readonly keepsBalance: boolean;
  /** Credits less debits: as it is kept, or added up where no balance is kept. */
  readonly balance: number;
  /** How many postings it counts; nought where no balance is kept. */
  readonly postings: number;
}

export interface ExportedTransfer {
  readonly id: TransferId;
  readonly debitAccount: AccountId;
  readonly creditAccount: AccountId;
  readonly amount: number;
  readonly reverses: TransferId | null;
  readonly closes: TransferId | null;
  readonly debitSeq: number | null;
  readonly debitBalance: number | null;
  readonly creditSeq: number | null;
  readonly creditBalance: number | null;
}

/** An entry with everything that its seal fixes. */
export interface ExportedEntry {
  /** Given when it is sealed, 1 onwards; null until then. */
  readonly number: number | null;
  readonly id: EntryId;
  readonly kind: EntryKind;
  readonly sourceKey: string;
  readonly contentHash: string;
  readonly occurredOn: IsoDate;
  readonly recordedAt: IsoInstant;
  readonly recordedBy: ActorId;
  readonly onBehalfOf: ActorId | null;
  readonly reason: string | null;
  readonly madeUp: number;
  /** What was sealed: SHA-256 of its canonical form in hexadecimal; null until then. */
  readonly hash: string | null;
  /** The database transaction that wrote it, to be held against the horizon of the seals. */
  readonly xid: string;
  readonly transfers: readonly ExportedTransfer[];
}

export interface ExportedSeal {
  readonly number: number;
  readonly firstEntry: number;
  readonly lastEntry: number;
  readonly entries: number;
  readonly issued: number;
  readonly used: number;
  readonly opening: number;
  readonly previous: string;
  readonly root: string;
  readonly sealedAt: IsoInstant;
  readonly horizon: string;
  readonly signatures: readonly ExportedSignature[];
}

export interface ExportedSignature {
  readonly publicKey: string;
  readonly signature: string;
}

/** Some text at the end of one file. */
export interface Chunk {
  readonly file: string;
  readonly text: string;
}

/** Writes a book down: its accounts, then its entries by number, then its seals, a page at a time. */
export interface BookFormat {
  readonly files: readonly string[];
  head(accounts: readonly ExportedAccount[]): readonly Chunk[];
  entries(page: readonly ExportedEntry[]): readonly Chunk[];
  seals(page: readonly ExportedSeal[]): readonly Chunk[];
  foot(): readonly Chunk[];
}

/** What an export holds. */
export interface ExportCounts {
  readonly accounts: number;
  readonly entries: number;
  readonly transfers: number;
  readonly seals: number;
  readonly signatures: number;
  /** Entries that no seal fixes yet: they are in the export, behind the others and without a number. */
  readonly unsealed: number;
}

/** What the outside calls an account: `ref` is the participant's, where it is one. */
export function accountName(kind: AccountKind, isOfScheme: boolean, ref: string): string {
  return isOfScheme ? `scheme:${kind}` : `people:${ref}:${kind}`;
}
