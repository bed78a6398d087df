import type { Tx } from '../database/index.js';
import { currentCorrelationId } from '../shared/correlation.js';
import { newId, type OutboxId } from '../shared/ids.js';
import type { JobName, JobPayload } from './jobs.js';

/** Promises jobs. A promise is a row of the caller's own transaction: both are kept, or neither. */
export class OutboxService {
  /** Promises a job of the transaction's own scheme, under the correlation id of the work in hand. */
  async add<Job extends JobName>(tx: Tx, job: Job, payload: JobPayload<Job>): Promise<OutboxId> {
    const id = newId<OutboxId>();
    await tx.query(
      'INSERT INTO outbox (scheme_id, id, job, payload, correlation_id) VALUES (current_scheme(), $1, $2, $3, $4)',
      [id, job, JSON.stringify(payload), currentCorrelationId() ?? id],
    );
    return id;
  }
}
