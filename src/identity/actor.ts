import type { ActorId, ApiTokenId, PersonId, SchemeId, SignInId } from '../shared/ids.js';
import type { Role } from './role.js';
import type { TimeLeft } from './time-left.js';

/** Who is acting: a person who is signed in, with the roles they have at this moment, or a program with its token. */
export interface Actor {
  readonly schemeId: SchemeId;
  readonly personId: PersonId;
  /** The same person, as the book knows whoever recorded something. */
  readonly actorId: ActorId;
  readonly roles: readonly Role[];
  /** Roles they have that do not count yet: they need a second factor, and this sign-in was given none. */
  readonly waitingRoles: readonly Role[];
  readonly hasSecondFactor: boolean;
  readonly signInId: SignInId;
  /** Only of a program: the token it came with. `personId` is then the administrator who answers for it. */
  readonly tokenId?: ApiTokenId;
  /** Where they do what they do, for the audit: a page unless told. */
  readonly channel?: 'api';
  /** None of a program, nor of somebody who stays signed in for days. */
  readonly timeLeft?: TimeLeft | undefined;
  readonly likedName: string;
  /** True until they have said whether this is a device of their own. */
  readonly isNewDevice: boolean;
}
