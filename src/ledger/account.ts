import type { ParticipantId, SchemeId } from '../shared/ids.js';

/** The accounts of the scheme itself. `issued`, `used` and `opening` keep no balance row. */
export const SCHEME_ACCOUNTS = ['issued', 'used', 'goodwill', 'pot', 'opening'] as const;
/** The accounts of each participant: what is theirs to use, and what is set aside for a redemption. */
export const PARTICIPANT_ACCOUNTS = ['available', 'held'] as const;

export type SchemeAccount = (typeof SCHEME_ACCOUNTS)[number];
export type ParticipantAccount = (typeof PARTICIPANT_ACCOUNTS)[number];
export type AccountKind = SchemeAccount | ParticipantAccount;

/** Names an account by what it is: one of the scheme's own, or one of a participant's. */
export type AccountRef =
  SchemeAccount | { readonly participant: ParticipantId; readonly kind: ParticipantAccount };

/** What a participant may use. */
export function available(participant: ParticipantId): AccountRef {
  return { participant, kind: 'available' };
}

/** What a participant has set aside. */
export function held(participant: ParticipantId): AccountRef {
  return { participant, kind: 'held' };
}

export function kindOf(account: AccountRef): AccountKind {
  return typeof account === 'string' ? account : account.kind;
}

/** Whose account it is; the scheme's own accounts belong to the scheme. */
export function ownerOf(account: AccountRef, scheme: SchemeId): ParticipantId | SchemeId {
  return typeof account === 'string' ? scheme : account.participant;
}

/** False for the accounts that every award would queue behind if they kept a balance row. */
export function keepsBalance(account: AccountRef): boolean {
  return account !== 'issued' && account !== 'used' && account !== 'opening';
}
