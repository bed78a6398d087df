import type { PersonId } from '../shared/ids.js';
import type { AuditAction } from './audit-action.js';
import type { Acting, Doer } from './acting.js';

/** What was done, to be written down in the transaction that does it. */
export interface AuditEvent {
  /** Who did it: somebody who is signed in, somebody for another, or the service itself. */
  readonly by: Acting | Doer | 'job' | 'command';
  /** What was done: words in small letters with a point between the thing and the deed, such as `person.changed`. */
  readonly action: AuditAction;
  readonly subject: AuditSubject;
  /** Whose affairs it was about. Left out, it is the person of `by`'s `Acting`, or the subject if that is a person. */
  readonly about?: PersonId | undefined;
  readonly details?: AuditDetails;
}

export interface AuditSubject {
  /** Such as `person`, `redemption`, `register`. */
  readonly kind: string;
  readonly id: string;
}

/** Codes in small letters, ids, days, numbers and ticks. The database refuses whatever looks like a name or a sentence. */
export type AuditDetails = Readonly<
  Record<string, string | number | boolean | null | readonly (string | number)[]>
>;
