import type { PersonId } from '../shared/ids.js';
import { eachOnce, type Outcome, type Tick } from './register.js';

/** Which list holds: everything as it stands, the list that was sent, or the one that was there before it. */
export const LIST_CHOICES = ['stay', 'sent', 'before'] as const;
export type ListChoice = (typeof LIST_CHOICES)[number];

/** A list that may take the place of the register. */
export interface OtherList {
  readonly choice: Exclude<ListChoice, 'stay'>;
  readonly outcome: Outcome;
  readonly ticks: readonly Tick[];
}

/** What holding to a list would do to the register as it stands. */
export interface ChoiceEffect {
  readonly on: readonly PersonId[];
  readonly off: readonly PersonId[];
  /** Who stays, and did something else. */
  readonly otherPart: readonly PersonId[];
}

/** What the register would become; each person counts once. */
export function effectOf(standing: readonly Tick[], { ticks }: Pick<OtherList, 'ticks'>): ChoiceEffect {
  const parts = new Map(standing.map(({ personId, part }) => [personId, part]));
  const list = eachOnce(ticks);
  const listed = new Set(list.map(({ personId }) => personId));
  return {
    on: list.filter(({ personId }) => !parts.has(personId)).map(({ personId }) => personId),
    off: [...parts.keys()].filter((personId) => !listed.has(personId)),
    otherPart: list
      .filter(({ personId, part }) => (parts.get(personId) ?? part) !== part)
      .map(({ personId }) => personId),
  };
}

/** True when holding to the list would leave the register as it is. */
export function isSame({ on, off, otherPart }: ChoiceEffect): boolean {
  return on.length + off.length + otherPart.length === 0;
}
