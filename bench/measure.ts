/** One piece of work, done once by one of several callers. */
export type Work = (caller: number) => Promise<unknown>;

/** How a measurement is taken. */
export interface Pace {
  /** How many callers work at the same time. */
  readonly callers: number;
  /** How long each round of each work lasts, in milliseconds. */
  readonly roundMs: number;
  readonly rounds: number;
  /** How long each work is done before it is measured; half a second unless told. */
  readonly warmUpMs?: number;
}

/** What two works came to: medians of a second's worth of each, and the median of the rounds' own ratios. */
export interface Comparison {
  readonly work: number;
  readonly against: number;
  readonly ratio: number;
}

/** How many times a second the callers get the work done. */
export async function rate(work: Work, callers: number, roundMs: number): Promise<number> {
  const start = performance.now();
  let done = 0;
  const call = async (caller: number): Promise<void> => {
    while (performance.now() - start < roundMs) {
      await work(caller);
      done++;
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)));
  return (done * 1_000) / (performance.now() - start);
}

/**
 * Measures two works by turns, the other one first in every second round, after a warm-up of each. The ratio is taken
 * within each round, so that a machine that slows down half-way slows both.
 */
export async function sideBySide(work: Work, against: Work, pace: Pace): Promise<Comparison> {
  const { callers, roundMs, rounds, warmUpMs = 500 } = pace;
  for (const warmUp of [work, against]) await rate(warmUp, callers, Math.min(3 * roundMs, warmUpMs));
  const seen: { work: number; against: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) {
      const first = await rate(work, callers, roundMs);
      seen.push({ work: first, against: await rate(against, callers, roundMs) });
    } else {
      const first = await rate(against, callers, roundMs);
      seen.push({ work: await rate(work, callers, roundMs), against: first });
    }
  }
  return compared(seen);
}

/** The medians of several rounds. */
export function compared(rounds: readonly { work: number; against: number }[]): Comparison {
  return {
    work: median(rounds.map(({ work }) => work)),
    against: median(rounds.map(({ against }) => against)),
    ratio: median(rounds.map(({ work, against }) => work / against)),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle];
  const low = sorted[sorted.length % 2 === 0 ? middle - 1 : middle];
  if (high === undefined || low === undefined) throw new Error('A median needs at least one value.');
  return (low + high) / 2;
}
