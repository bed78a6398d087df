import type { ActorId, PersonId, SchemeId, SignInId } from '../shared/ids.js';
import type { Role } from './role.js';

/** Who is acting: a person who is signed in, with the roles they have at this moment. */
export interface Actor {
  readonly schemeId: SchemeId;
  readonly personId: PersonId;
  /** The same person, as the book knows whoever recorded something. */
  readonly actorId: ActorId;
  readonly roles: readonly Role[];
  readonly signInId: SignInId;
  readonly likedName: string;
  /** True until they have said whether this is a device of their own. */
  readonly isNewDevice: boolean;
}
