import { DomainError } from '../../src/shared/domain-error.js';

/** How several calls made at once ended. */
export interface Outcomes<T> {
  readonly kept: readonly T[];
  /** How often each refusal was given, by its code; anything that is not a DomainError is under its own words. */
  readonly refused: Readonly<Record<string, number>>;
}

/** Makes all the calls before waiting for any of them. */
export async function atOnce<T>(calls: readonly (() => Promise<T>)[]): Promise<Outcomes<T>> {
  const settled = await Promise.allSettled(calls.map((call) => call()));
  const kept: T[] = [];
  const refused: Record<string, number> = {};
  for (const outcome of settled) {
    if (outcome.status === 'fulfilled') kept.push(outcome.value);
    else {
      const code = codeOf(outcome.reason);
      refused[code] = (refused[code] ?? 0) + 1;
    }
  }
  return { kept, refused };
}

/** As many calls as asked for, each told its number from nought. */
export function times<T>(count: number, call: (n: number) => Promise<T>): (() => Promise<T>)[] {
  return Array.from({ length: count }, (_, n) => () => call(n));
}

function codeOf(error: unknown): string {
  return error instanceof DomainError ? error.code : String(error);
}
