/** So many wrong codes make nobody wait: people mistype. */
const FREE = 3;
const LONGEST_SECONDS = 300;

/**
 * How many seconds pass after that many wrong codes until another is looked at: 2 after the third, then twice as long each
 * time, and never more than five minutes, so that nobody is kept out for good.
 */
export function waitAfter(wrong: number): number {
  return wrong < FREE ? 0 : Math.min(2 ** (wrong - FREE + 1), LONGEST_SECONDS);
}

/** Whole seconds that are left of that wait; 0 when a code is looked at now. */
export function secondsToWait({ wrong, since }: Guesses): number {
  return Math.max(0, Math.ceil(waitAfter(wrong) - (since ?? Number.POSITIVE_INFINITY)));
}

/** Wrong codes of the last hour that count together, and how many seconds ago the last of them was. */
export interface Guesses {
  readonly wrong: number;
  readonly since: number | null;
}
