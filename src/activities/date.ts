import type { IsoInstant } from '../shared/calendar.js';
import type { ActivityId, PersonId, SessionId } from '../shared/ids.js';
import type { Setting } from './activity.js';
import type { PlaceAnswer } from './place.js';
import type { SessionView } from './session.js';

/** A session as people choose among them: with what its activity is like, how many plan to come, and what one answered. */
export interface DateView extends SessionView {
  readonly feelsLike: string | undefined;
  readonly bring: string | undefined;
  readonly cost: string | undefined;
  readonly said: { readonly yes: number; readonly maybe: number; readonly waiting: number };
  readonly mine: PlaceAnswer | undefined;
  readonly isOver: boolean;
  readonly isFull: boolean;
}

/** Which dates are wanted; what is left out narrows nothing. */
export interface DateBehind {
  readonly startsAt: IsoInstant;
  readonly id: SessionId;
}

export interface DatesWanted {
  /** Those that are not over at this moment. */
  readonly from: IsoInstant;
  /** Those that begin before this moment. */
  readonly to?: IsoInstant | undefined;
  readonly activityId?: ActivityId | undefined;
  readonly setting?: Setting | undefined;
  readonly easyToReach?: boolean | undefined;
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday?: number | undefined;
  /** Those behind this one, in the order of the list. */
  readonly after?: DateBehind | undefined;
  readonly limit: number;
}

/** Somebody as those who lead see them, or as staff do. */
export interface NamedPerson {
  readonly id: PersonId;
  readonly likedName: string;
  readonly surname: string | undefined;
}
