import type { IsoDate, IsoInstant } from '../shared/calendar.js';
import type { ActivityId, PersonId, SessionId } from '../shared/ids.js';
import { type ActivityKind, isPlaces, PLACES, Texts, USUAL_PLACES } from './activity.js';

export const MOST_LEADERS = 9;

export interface NewSession {
  /** What the scheme's own papers call it; one is made when none is given. */
  readonly ref?: string | undefined;
  readonly activityId: ActivityId;
  readonly startsAt: IsoInstant;
  readonly endsAt: IsoInstant;
  /** The activity's usual place when not given. */
  readonly meetPlace?: string | undefined;
  /** As many as the activity has when not given. More than 12, and more than the activity has, needs a reason. */
  readonly places?: number | undefined;
  readonly placesReason?: string | undefined;
  readonly countBack?: boolean | undefined;
  readonly onlineJoining?: boolean | undefined;
  /** Who leads, the first one first. */
  readonly leaders?: readonly PersonId[] | undefined;
}

/** Who is to lead; position 1 leads, 2 is the second leader. */
export interface SessionLeader {
  readonly personId: PersonId;
  readonly position: number;
}

/** One dated occurrence of an activity. */
export interface SessionView {
  readonly id: SessionId;
  readonly ref: string;
  readonly activityId: ActivityId;
  readonly activityName: string;
  readonly kind: ActivityKind;
  readonly startsAt: IsoInstant;
  readonly endsAt: IsoInstant;
  /** The day it begins, by the scheme's own clock. */
  readonly occursOn: IsoDate;
  readonly meetPlace: string;
  readonly places: number;
  readonly placesReason: string | undefined;
  readonly countBack: boolean;
  readonly onlineJoining: boolean;
  readonly leaders: readonly SessionLeader[];
  readonly calledOff?: { readonly reason: string };
}

/** What a date takes from its activity where it says nothing itself. */
export interface ActivityDefaults {
  readonly usualPlace: string | null;
  readonly places: number;
}

/** A session as it will be kept. */
export interface KeptSession {
  readonly startsAt: IsoInstant;
  readonly endsAt: IsoInstant;
  readonly meetPlace: string;
  readonly places: number;
  readonly placesReason: string | null;
  readonly countBack: boolean;
  readonly onlineJoining: boolean;
  readonly leaders: readonly PersonId[];
}

/** A session as it will be kept; refuses with `bad-session` and every field that cannot be used. */
export function checkedSession(given: NewSession, activity: ActivityDefaults): KeptSession {
  const texts = new Texts();
  const kept = {
    countBack: given.countBack === true,
    onlineJoining: given.onlineJoining !== false,
    startsAt: given.startsAt,
    endsAt: given.endsAt,
    meetPlace: texts.needed('/meetPlace', placeOf(given, activity), 120, 'Say where to meet.'),
    places: given.places ?? activity.places,
    placesReason: texts.optional('/placesReason', given.placesReason, 200),
    leaders: given.leaders ?? [],
  };
  for (const [pointer, detail] of problemsOf(kept, activity)) texts.problem(pointer, detail);
  texts.refuseAs('bad-session', 'Some details of this date cannot be kept. See errors for what to change.');
  return kept;
}

function placeOf({ meetPlace = '' }: NewSession, { usualPlace }: ActivityDefaults): string {
  return meetPlace.trim() === '' ? (usualPlace ?? '') : meetPlace;
}

function problemsOf(kept: KeptSession, activity: ActivityDefaults): readonly (readonly [string, string])[] {
  const { places, placesReason, leaders } = kept;
  const isUsual = places <= Math.max(USUAL_PLACES, activity.places);
  const checks: readonly (readonly [boolean, string, string])[] = [
    [isPlaces(places), '/places', PLACES],
    [isUsual || placesReason !== null, '/placesReason', 'Say why there are more than 12 places.'],
    [isAfter(kept.endsAt, kept.startsAt), '/endsAt', 'Give an end that is after the start.'],
    [
      leaders.length <= MOST_LEADERS && new Set(leaders).size === leaders.length,
      '/leaders',
      'Choose up to 9 different people to lead.',
    ],
  ];
  return checks.filter(([isGood]) => !isGood).map(([, pointer, detail]) => [pointer, detail]);
}

/** Whether people have to know: it begins at another moment, or they meet somewhere else. */
export function isMoved(
  was: Pick<SessionView, 'startsAt' | 'meetPlace'>,
  now: Pick<SessionView, 'startsAt' | 'meetPlace'>,
): boolean {
  return Date.parse(was.startsAt) !== Date.parse(now.startsAt) || was.meetPlace !== now.meetPlace;
}

/** Both moments may be written with an offset of their own. */
export function isAfter(later: IsoInstant, earlier: IsoInstant): boolean {
  return Date.parse(later) > Date.parse(earlier);
}
