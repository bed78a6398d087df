import type { Part, SessionView } from '../activities/index.js';
import type { IsoDate, IsoInstant } from '../shared/calendar.js';
import { isId, type PersonId } from '../shared/ids.js';
import type { Outcome, Tick } from './register.js';

/** Why somebody stands on the list of a form. */
export type Why = 'leading' | 'yes' | 'maybe' | 'waiting' | 'listed' | 'often' | 'added';

/** Somebody who may be ticked, by the name that leaders call them. */
export interface Listed {
  readonly personId: PersonId;
  readonly name: string;
  readonly why: Why;
  /** What they do on the register as it stands; nothing when they are not on it. */
  readonly part: Part | undefined;
  /** What they want the leader to know. */
  readonly tellLeader: string | undefined;
  /** True of whoever was on the register and is no longer: put back, they get what it gives. */
  readonly wasTakenOff: boolean;
}

/** The register of a session as somebody opens it. */
export interface OpenedRegister {
  readonly session: SessionView;
  readonly timeZone: string;
  readonly today: IsoDate;
  readonly list: readonly Listed[];
  /** Who leads and has no account, so nothing can be given to them and nobody ticks them: staff may lead. */
  readonly alsoLeading: readonly Listed[];
  /** The latest version, and who sent it; nothing before the first. */
  readonly sent: SentSummary | undefined;
  /** What leading gives on that day; nothing where no rate says so. */
  readonly leadingGives: number | undefined;
  /** True when whoever opened it is no leader of it, or too much time has gone by, so that staff do it. */
  readonly isForStaff: boolean;
  /** True when whoever opened it leads that session; others are staff. */
  readonly leads: boolean;
  /** True of staff, also where they lead: a first name finds everybody, not only those who agreed to be found. */
  readonly findsEverybody: boolean;
}

export interface SentSummary {
  readonly version: number;
  readonly name: string;
  readonly at: IsoInstant;
  readonly outcome: Outcome;
  readonly people: number;
  readonly isOwn: boolean;
  readonly headCountExtra: number;
  readonly countedOut: number | undefined;
  readonly countedBack: number | undefined;
}

/** What is ticked on a form. Nobody is, until somebody does. */
export interface Ticked {
  readonly came: readonly string[];
  readonly helped: readonly string[];
  readonly led: readonly string[];
}

/** The order of the list: who said yes, then who might, then who often comes; A to Z in each. */
export function inOrder(list: readonly Listed[]): readonly Listed[] {
  return list.toSorted(
    (one, other) => RANK[one.why] - RANK[other.why] || one.name.localeCompare(other.name, 'en-GB'),
  );
}

const RANK: Readonly<Record<Why, number>> = {
  leading: 1,
  yes: 1,
  maybe: 2,
  waiting: 2,
  listed: 3,
  often: 4,
  added: 5,
};

/** Who said that they plan to come, and who is to lead. */
export function saidYes(list: readonly Listed[]): readonly Listed[] {
  return list.filter(({ why }) => why === 'yes' || why === 'leading');
}

/** The form as it stands before anybody has touched it: as the register is, and empty where there is none. */
export function tickedOn(list: readonly Listed[]): Ticked {
  const doing = (part: Part): string[] =>
    list.filter((each) => each.part === part).map(({ personId }) => personId);
  return {
    came: list.filter(({ part }) => part !== undefined).map(({ personId }) => personId),
    helped: doing('contributed'),
    led: [
      ...doing('led'),
      ...list
        .filter(({ why, part }) => why === 'leading' && part === undefined)
        .map(({ personId }) => personId),
    ],
  };
}

/** Who is ticked as two things at once. */
export function ofTwoParts(list: readonly Listed[], { helped, led }: Ticked): readonly Listed[] {
  return list.filter(({ personId }) => helped.includes(personId) && led.includes(personId));
}

/** Lines for people whom the form may not hold, such as whoever sends it: the answer says of each that it was not recorded. */
export function ticksOfOthers(list: readonly Listed[], { came }: Ticked): readonly Tick[] {
  const others = came.filter((each) => isId<PersonId>(each));
  return others
    .filter((each) => !list.some(({ personId }) => personId === each))
    .map((personId) => ({ personId, part: 'attended' }));
}

/**
 * The lines of the form. Whoever is said to have helped or led has come, also without a tick; but that somebody is to lead
 * is only the plan, until their row is ticked.
 */
export function ticksOf(list: readonly Listed[], { came, helped, led }: Ticked): readonly Tick[] {
  return list.flatMap(({ personId, why }) => {
    const hasLed = led.includes(personId) && (why !== 'leading' || came.includes(personId));
    if (!came.includes(personId) && !helped.includes(personId) && !hasLed) return [];
    const part: Part = hasLed ? 'led' : helped.includes(personId) ? 'contributed' : 'attended';
    return [{ personId, part }];
  });
}
