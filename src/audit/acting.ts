import type { ActorId, PersonId, SchemeId } from '../shared/ids.js';

/** How somebody asked staff to do a thing for them. */
export const ASKED_HOW = ['phone', 'desk', 'letter', 'visit'] as const;
export type AskedHow = (typeof ASKED_HOW)[number];

/** Where something came from. */
export const CHANNELS = ['web', 'api', 'command', 'job'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Somebody who does something: an `Actor` is one. */
export interface Doer {
  readonly personId: PersonId;
  /** The same person, as the book knows whoever recorded something. */
  readonly actorId: ActorId;
  readonly roles: readonly string[];
  /** Where they do it; a page unless told. */
  readonly channel?: Channel;
}

/**
 * Whose affairs are seen to, and who sees to them. Mostly that is one person. When somebody asked staff to do it for them
 * it is two, and `asked` says how they asked.
 */
export interface Acting {
  readonly schemeId: SchemeId;
  /** Whose affairs they are. */
  readonly personId: PersonId;
  /** Who does it. Give `doer.actorId` to the ledger. */
  readonly doer: Doer;
  readonly asked: AskedHow | undefined;
}

/** Somebody who sees to their own affairs. */
export function forThemselves(doer: Doer & { readonly schemeId: SchemeId }): Acting {
  return { schemeId: doer.schemeId, personId: doer.personId, doer, asked: undefined };
}

/** Roles in the order in which they explain why somebody may do a thing. */
const WEIGHTIEST_FIRST = ['administrator', 'staff', 'supervisor', 'leader', 'participant'];

/** The one role that is written down beside what somebody did: the weightiest they have. */
export function weightiest(roles: readonly string[]): string | undefined {
  return WEIGHTIEST_FIRST.find((role) => roles.includes(role));
}
