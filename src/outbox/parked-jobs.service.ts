import { Injectable } from '@nestjs/common';
import type { Tx, View } from '../database/index.js';
import type { OutboxId, SchemeId } from '../shared/ids.js';

/** A job that failed too often and waits for a person. */
export interface ParkedJob {
  readonly id: OutboxId;
  readonly job: string;
  readonly attempts: number;
  /** A code only: the log has the reason, under the job's `outboxId`. */
  readonly error: string | null;
  /** In UTC, to the second. */
  readonly parkedAt: string;
}

/** Jobs that were set aside, so that they do not stand in the way of the others. */
@Injectable()
export class ParkedJobs {
  /** The parked jobs of a scheme, the first parked first. */
  async list(view: View, scheme: SchemeId): Promise<readonly ParkedJob[]> {
    const rows: ParkedJob[] = await view.query(PARKED, [scheme]);
    return rows;
  }

  /** Lets a parked job be tried anew, as if it had never been begun; false when no such job is parked. */
  async tryAgain(tx: Tx, scheme: SchemeId, id: OutboxId): Promise<boolean> {
    const [row]: { tried: string }[] = await tx.query(TRY_AGAIN, [scheme, id]);
    return row?.tried === '1';
  }
}

const PARKED = `
  SELECT id, job, attempts, last_error_code AS error, to_char(parked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "parkedAt"
  FROM outbox WHERE scheme_id = $1 AND parked_at IS NOT NULL ORDER BY parked_at, id`;

const TRY_AGAIN = `
  WITH tried AS (
    UPDATE outbox SET parked_at = NULL, attempts = 0 WHERE scheme_id = $1 AND id = $2 AND parked_at IS NOT NULL RETURNING 1
  ) SELECT count(*) AS tried FROM tried`;
