import type { PersonId } from '../shared/ids.js';
import {
  type Changes,
  changesTo,
  eachOnce,
  type OpenLine,
  type Outcome,
  outcomeOf,
  sameList,
  type Tick,
  union,
} from './register.js';

/** A thing about a register for staff to look at. None of them stops anything. */
export const CHECK_KINDS = [
  'merged',
  'over-places',
  'note',
  'changed-late',
  'count-back',
  'no-rate',
] as const;
export type CheckKind = (typeof CHECK_KINDS)[number];

/** How long after a session its leaders change the register themselves. */
export const LEADERS_DAYS = 14;

/** What a register says beside its list. Counts name nobody. */
export interface Counts {
  readonly headCountExtra: number;
  readonly countedOut: number | undefined;
  readonly countedBack: number | undefined;
}

/** A whole register as it is sent: the list is everybody who came. */
export interface SentRegister extends Counts {
  readonly basedOn: number;
  readonly outcome: Outcome;
  readonly ticks: readonly Tick[];
  readonly note: string | undefined;
}

/** The register as it stands when something is sent. */
export interface Standing extends Counts {
  /** The latest version; 0 when there is none. */
  readonly latest: number;
  readonly outcome: Outcome;
  readonly open: readonly OpenLine[];
  readonly places: number;
  /** Days since the session, by the scheme's own clock. */
  readonly daysSince: number;
  /** Who is to lead, as planned. */
  readonly leaders: ReadonlySet<PersonId>;
  /** Who of those sent can be given galaxies at all. */
  readonly known: ReadonlySet<PersonId>;
}

/** What saving will do. */
export interface Saving extends Changes, Counts {
  readonly outcome: Outcome;
  readonly merged: boolean;
  readonly note: string | undefined;
  /** The list as it was sent, without lines that nobody could use. */
  readonly sent: readonly Tick[];
  readonly list: readonly Tick[];
}

/**
 * Works out what a register that was sent makes of the one that stands. A list whose sender had seen the latest version
 * takes its place; any other is joined to it, and is `merged` when the two did not say the same.
 */
export function savingOf(sent: SentRegister, standing: Standing, sender: PersonId): Saving {
  const usable = eachOnce(sent.ticks).filter((tick) => lineFault(tick, standing, sender) === undefined);
  const isStale = sent.basedOn !== standing.latest;
  const list = isStale ? union(standing.open, usable) : usable;
  const counts = isStale ? joined(sent, standing) : sent;
  return {
    ...changesTo(standing.open, list),
    list,
    sent: usable,
    outcome: outcomeOf(
      list,
      isStale && standing.latest > 0 ? standing.outcome : sent.outcome,
      counts.headCountExtra,
    ),
    merged: isStale && !saysTheSame(sent, usable, standing),
    headCountExtra: counts.headCountExtra,
    countedOut: counts.countedOut,
    countedBack: counts.countedBack,
    note: sent.note,
  };
}

/** Why a line of a list cannot be recorded; nothing when it can. */
export type LineFault = 'unknown-person' | 'own-line';

/** Whoever saves a list is on it only as planned: leading. A line that stands already is no new one. */
export function lineFault(tick: Tick, standing: Standing, sender: PersonId): LineFault | undefined {
  if (standing.open.some(({ personId, part }) => personId === tick.personId && part === tick.part))
    return undefined;
  if (!standing.known.has(tick.personId)) return 'unknown-person';
  if (tick.personId !== sender) return undefined;
  return tick.part === 'led' && standing.leaders.has(sender) ? undefined : 'own-line';
}

/** What staff are to look at, the weightiest first. */
export function checksOf(saving: Saving, standing: Standing, hasNoRate: boolean): readonly CheckKind[] {
  const { note, list, added } = saving;
  const found: readonly (readonly [CheckKind, boolean])[] = [
    ['merged', saving.merged],
    ['count-back', unevenIn(saving) !== undefined],
    ['note', note !== undefined],
    ['over-places', added.length > 0 && list.length > standing.places],
    ['no-rate', hasNoRate],
    ['changed-late', standing.daysSince > LEADERS_DAYS],
  ];
  return found.filter(([, holds]) => holds).map(([kind]) => kind);
}

/** Of two counts the one that stands is kept, unless only the other says that somebody is not back. */
function joined(sent: Counts, standing: Counts): Counts {
  const headCountExtra = Math.max(sent.headCountExtra, standing.headCountExtra);
  const both = {
    headCountExtra,
    countedOut: standing.countedOut ?? sent.countedOut,
    countedBack: standing.countedBack ?? sent.countedBack,
  };
  return unevenIn(sent) !== undefined && unevenIn(both) === undefined ? { ...sent, headCountExtra } : both;
}

/** The numbers of heads that were counted out and back, where they are not the same. */
export function unevenIn(counts: Pick<Counts, 'countedOut' | 'countedBack'> | undefined) {
  const [out, back] = [counts?.countedOut, counts?.countedBack];
  return out === undefined || back === undefined || out === back ? undefined : { out, back };
}

/** Two phones that sent the same have nothing to be looked at. */
function saysTheSame(sent: SentRegister, list: readonly Tick[], standing: Standing): boolean {
  return (
    standing.latest === 0 ||
    (sameList(standing.open, list) &&
      outcomeOf(list, sent.outcome, sent.headCountExtra) === standing.outcome &&
      sent.headCountExtra === standing.headCountExtra &&
      agrees(sent.countedOut, standing.countedOut) &&
      agrees(sent.countedBack, standing.countedBack))
  );
}

/** Where only one of them counted, nothing differs. */
function agrees(one: number | undefined, other: number | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}
