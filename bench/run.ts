import type { Figure } from './figure.js';
import type { Pace } from './measure.js';
import { CALLERS, RegisterBook } from './registers.js';

/** Where the bench runs: the data folder of its own PostgreSQL, its superuser's address, and the project. */
export interface Place {
  readonly dataDir: string;
  readonly superUrl: string;
  readonly root: string;
}

/** One run of the bench: how much effort each figure is worth, and the large book that several figures ask. */
export class Run {
  private filled: Promise<RegisterBook> | undefined;

  constructor(
    readonly place: Place,
    private readonly quick: boolean,
  ) {}

  /** How a work is measured, by eight callers unless told. */
  pace(callers = CALLERS): Pace {
    return this.quick ? { callers, roundMs: 700, rounds: 3 } : { callers, roundMs: 2_000, rounds: 7 };
  }

  /** The same for a service that has just begun: it is slow until its code is compiled, which takes some thousand requests. */
  paceOfService(): Pace {
    return { ...this.pace(), warmUpMs: 6_000 };
  }

  /** The full number, or a smaller one when the run is to be quick. */
  size(full: number, quick: number): number {
    return this.quick ? quick : full;
  }

  /** How many transfers the large book holds. */
  get large(): number {
    return this.size(1_000_000, 100_000);
  }

  /** A book with a million transfers, made when the first figure wants it. */
  async largeBook(): Promise<RegisterBook> {
    this.filled ??= filledBook(this.large);
    return this.filled;
  }

  async close(): Promise<void> {
    await (await this.filled)?.close();
  }
}

/** Takes the figures of one measurement. */
export type Measurement = (run: Run) => Promise<Figure[]>;

export async function filledBook(transfers: number): Promise<RegisterBook> {
  const registers = await RegisterBook.open();
  await registers.fill(transfers);
  return registers;
}

export function perSecond(work: number, against: number): string {
  return `${work.toFixed(0)}/s against ${against.toFixed(0)}/s`;
}

export function counted(number: number): string {
  return number.toLocaleString('en-GB');
}
