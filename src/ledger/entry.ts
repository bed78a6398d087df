import type { IsoDate, IsoInstant } from '../shared/calendar.js';
import type { Galaxies } from '../shared/galaxies.js';
import type { ActorId, EntryId, ParticipantId, SchemeId, TransferId } from '../shared/ids.js';
import type { AccountRef } from './account.js';

/** What sort of fact an entry is. */
export const ENTRY_KINDS = [
  'register',
  'contribution',
  'thanks',
  'hold',
  'settle',
  'release',
  'transfer',
  'reversal',
  'adjustment',
  'goodwill',
  'opening',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** The most transfers one entry may have. */
export const MOST_TRANSFERS = 1_000;

/** A transfer to make: `amount` galaxies from the debit account to the credit account. */
export interface NewTransfer {
  readonly debit: AccountRef;
  readonly credit: AccountRef;
  readonly amount: Galaxies;
}

/** What every entry says about itself. */
export interface EntryDetails {
  readonly scheme: SchemeId;
  /** The natural key of the fact, 1 to 200 characters, unique in its scheme. */
  readonly sourceKey: string;
  /** The day it happened, in the scheme's time zone. */
  readonly occurredOn: IsoDate;
  readonly recordedBy: ActorId;
  readonly onBehalfOf?: ActorId;
  /** 1 to 500 characters, without anything personal. */
  readonly reason?: string;
  /**
   * When it was written down, for moving an old book in; only a connection that owns the schema may say it. Without it
   * the database's clock decides.
   */
  readonly recordedAt?: IsoInstant;
}

/**
 * An entry to record. All of it happens at one moment: an account receives before it gives. The transfers keep their order,
 * and the reversals follow them, the latest turned-round transfer first.
 */
export interface NewEntry extends EntryDetails {
  readonly kind: EntryKind;
  readonly transfers: readonly NewTransfer[];
  readonly reverses?: readonly TransferId[];
}

/** Turns transfers of earlier entries round. */
export interface NewReversal extends EntryDetails {
  readonly transfers: readonly TransferId[];
}

/** Sets galaxies of one participant aside. */
export interface NewHold extends EntryDetails {
  readonly participant: ParticipantId;
  readonly amount: Galaxies;
}

/** Closes a hold: the participant, the amount and the hold's own transfer must agree. */
export interface HoldClosing extends NewHold {
  readonly hold: TransferId;
}

/** Galaxies that go from one account to another, such as a gift to the scheme's pot. */
export interface NewGift extends EntryDetails, NewTransfer {}

/** What recording answers. */
export interface Recorded {
  readonly entryId: EntryId;
  /** The new transfers, in the order they were asked for. */
  readonly transferIds: readonly TransferId[];
  /** The reversals, the latest turned-round transfer first. */
  readonly reversalIds: readonly TransferId[];
  /** Galaxies that goodwill put in, because people had used what was turned round. */
  readonly madeUp: number;
  /** True when the entry was there already, from an earlier try. */
  readonly repeated: boolean;
}
