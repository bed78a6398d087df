/** So many subjects are counted at once; the one whose time began first is forgotten for a new one. */
const MOST_SUBJECTS = 10_000;

interface Running {
  readonly endsAt: number;
  readonly taken: number;
}

/** Counts of one process. Times are given in milliseconds. */
export class MemoryCounts {
  private readonly running = new Map<string, Running>();

  take(subject: string, seconds: number, now: number): { taken: number; secondsLeft: number } {
    const before = this.running.get(subject);
    const isRunning = before !== undefined && before.endsAt > now;
    const next = isRunning
      ? { endsAt: before.endsAt, taken: before.taken + 1 }
      : { endsAt: now + seconds * 1_000, taken: 1 };
    if (!isRunning) this.makeRoom(subject);
    this.running.set(subject, next);
    return { taken: next.taken, secondsLeft: Math.max(1, Math.ceil((next.endsAt - now) / 1_000)) };
  }

  /** The map keeps the order in which times began. */
  private makeRoom(subject: string): void {
    this.running.delete(subject);
    const [oldest] = this.running.keys();
    if (this.running.size >= MOST_SUBJECTS && oldest !== undefined) this.running.delete(oldest);
  }
}
