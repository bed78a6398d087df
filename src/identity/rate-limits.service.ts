import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';

/** How often within how many seconds. */
export interface RateLimit {
  readonly most: number;
  readonly seconds: number;
}

/** Counts in PostgreSQL, so that all processes count together. */
@Injectable()
export class RateLimits {
  /** Counts one more of a subject, such as `token/…`; true while it is within the limit. */
  async take(tx: Tx, subject: string, { most, seconds }: RateLimit): Promise<boolean> {
    const [row]: { taken: number }[] = await tx.query('SELECT rate_take($1, $2) AS taken', [
      subject,
      seconds,
    ]);
    return (row?.taken ?? 0) <= most;
  }
}
