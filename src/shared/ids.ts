import { randomUUID } from 'node:crypto';
import { DomainError } from './domain-error.js';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type SchemeId = Branded<'SchemeId'>;
export type ParticipantId = Branded<'ParticipantId'>;
/** Somebody the scheme knows. A participant is a person with accounts, under the same id. */
export type PersonId = ParticipantId | Branded<'PersonId'>;
/** Whoever causes something to be recorded: a person, or a job acting for the scheme. */
export type ActorId = Branded<'ActorId'>;
/** Whose accounts they are: a participant, or the scheme itself for its own. */
export type OwnerId = ParticipantId | SchemeId;
export type AccountId = Branded<'AccountId'>;
export type EntryId = Branded<'EntryId'>;
/** A whole number too large for JavaScript, so it travels as decimal digits. */
export type TransferId = Branded<'TransferId'>;
export type OutboxId = Branded<'OutboxId'>;
export type ApiTokenId = Branded<'ApiTokenId'>;
export type MessageId = Branded<'MessageId'>;
export type RoleGrantId = Branded<'RoleGrantId'>;
export type SignInId = Branded<'SignInId'>;
export type SignInCodeId = Branded<'SignInCodeId'>;
export type ActivityId = Branded<'ActivityId'>;
export type SessionId = Branded<'SessionId'>;
export type SeriesId = Branded<'SeriesId'>;
export type EarningRateId = Branded<'EarningRateId'>;
export type ContributionId = Branded<'ContributionId'>;
export type QuestionId = Branded<'QuestionId'>;
export type PutRightId = Branded<'PutRightId'>;
export type RegisterCheckId = Branded<'RegisterCheckId'>;

type UuidBrand =
  | SchemeId
  | PersonId
  | ActorId
  | AccountId
  | EntryId
  | OutboxId
  | ApiTokenId
  | MessageId
  | RoleGrantId
  | SignInId
  | SignInCodeId
  | ActivityId
  | SessionId
  | SeriesId
  | EarningRateId
  | ContributionId
  | QuestionId
  | PutRightId
  | RegisterCheckId;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A new random id. */
export function newId<Id extends UuidBrand>(): Id {
  return randomUUID() as Id;
}

/** True of what can be an id, for addresses, where anything else names nothing. */
export function isId<Id extends UuidBrand>(text: string): text is Id {
  return UUID.test(text);
}

/** Reads an id that came from outside; refuses what is not a UUID with `bad-id`. */
export function parseId<Id extends UuidBrand>(text: string): Id {
  const id = text.toLowerCase();
  if (!UUID.test(id))
    throw new DomainError('bad-id', 'invalid', 'This id is not a UUID. Copy it again, whole.');
  return id as Id;
}

/** Reads a transfer's number; refuses what is not a positive whole number with `bad-id`. */
export function parseTransferId(text: string): TransferId {
  if (!/^[1-9]\d{0,18}$/.test(text)) {
    throw new DomainError('bad-id', 'invalid', "A transfer's id is a whole number. Copy it again, whole.");
  }
  return text as TransferId;
}
