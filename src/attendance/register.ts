import type { Part } from '../activities/index.js';
import type { PersonId, TransferId } from '../shared/ids.js';

export const OUTCOMES = ['came', 'nobody-came', 'did-not-run'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One line of a list: this person came, and did this. */
export interface Tick {
  readonly personId: PersonId;
  readonly part: Part;
}

/** A line that stands in the register. */
export interface OpenLine extends Tick {
  readonly id: string;
  readonly galaxies: number;
  /** What it gave; nothing where there was no rate. */
  readonly transferId: TransferId | undefined;
  readonly fromVersion: number;
}

/** What a new list changes: each line stays as it is, is new, or is put right. A changed part is both. */
export interface Changes {
  readonly kept: readonly OpenLine[];
  readonly added: readonly Tick[];
  readonly putRight: readonly OpenLine[];
}

/** Compares the lines that stand with the whole new list, in which each person is once. */
export function changesTo(open: readonly OpenLine[], list: readonly Tick[]): Changes {
  const wanted = new Map(list.map((tick) => [tick.personId, tick.part]));
  const stands = (line: OpenLine): boolean => wanted.get(line.personId) === line.part;
  const kept = open.filter(stands);
  const known = new Set(kept.map(({ personId }) => personId));
  return {
    kept,
    added: list.filter(({ personId }) => !known.has(personId)),
    putRight: open.filter((line) => !stands(line)),
  };
}

/**
 * Everybody from both lists. Where they differ about what somebody did, the line that stands is left standing: nothing is
 * overwritten by a list whose sender had not seen it.
 */
export function union(open: readonly OpenLine[], list: readonly Tick[]): readonly Tick[] {
  const known = new Set(open.map(({ personId }) => personId));
  return [
    ...open.map(({ personId, part }) => ({ personId, part })),
    ...list.filter(({ personId }) => !known.has(personId)),
  ];
}

/** True when both lists name the same people with the same parts, in whichever order. */
export function sameList(one: readonly Tick[], other: readonly Tick[]): boolean {
  const parts = new Map(one.map(({ personId, part }) => [personId, part]));
  return one.length === other.length && other.every(({ personId, part }) => parts.get(personId) === part);
}

/** Each person once, by their first tick. */
export function eachOnce(ticks: readonly Tick[]): readonly Tick[] {
  const seen = new Set<PersonId>();
  return ticks.filter(({ personId }) => !seen.has(personId) && seen.add(personId));
}

/** What came of a list: people, nobody, or it did not run. Where there are people, with names or without, people came. */
export function outcomeOf(list: readonly Tick[], said: Outcome, withoutNames: number): Outcome {
  return list.length + withoutNames > 0 ? 'came' : said;
}
