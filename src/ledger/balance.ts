import type { IsoDate, IsoInstant } from '../shared/calendar.js';
import type { ActorId, EntryId, OwnerId, TransferId } from '../shared/ids.js';
import type { AccountKind } from './account.js';
import type { EntryKind } from './entry.js';

/**
 * What a person sees, in galaxies: `toUse` and `setAside` come to `inTotal`. None of them is ever below nought.
 */
export interface ThreeNumbers {
  readonly toUse: number;
  readonly setAside: number;
  readonly inTotal: number;
}

export function threeNumbers(toUse: number, setAside: number): ThreeNumbers {
  return { toUse, setAside, inTotal: toUse + setAside };
}

/**
 * A past moment. By `recorded` it is what the book said then; by `occurred` it is what is now known to have happened up
 * to the end of that day.
 */
export type AsAt = { readonly recorded: IsoInstant } | { readonly occurred: IsoDate };

/** One account in the trial balance; `balance` is credits less debits, so what a scheme has issued is below nought. */
export interface AccountBalance {
  readonly owner: OwnerId;
  readonly kind: AccountKind;
  readonly balance: number;
}

/** One posting as an account's history shows it. */
export interface HistoryLine {
  /** The posting's number within the account, 1 onwards without gaps. */
  readonly seq: number;
  readonly transferId: TransferId;
  readonly entryId: EntryId;
  readonly kind: EntryKind;
  readonly occurredOn: IsoDate;
  readonly recordedAt: IsoInstant;
  readonly recordedBy: ActorId;
  readonly reason: string | null;
  /** Galaxies that came in, or that went out when below nought. */
  readonly change: number;
  /** The account's balance just after. */
  readonly balance: number;
  readonly otherAccount: AccountKind;
  /** The transfer that this one turns round, if it does. */
  readonly reverses: TransferId | null;
}

export interface HistoryPage {
  /** How many lines, 1 to 100. */
  readonly limit: number;
  /** Only lines before this one, for the next page. */
  readonly before?: number;
}
