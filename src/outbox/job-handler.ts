import type { Tx } from '../database/index.js';
import type { OutboxId, SchemeId } from '../shared/ids.js';
import type { JobName, JobPayload } from './jobs.js';

/** What a queue holds of a job: where its outbox row is, and nothing else. */
export interface DrivenJob {
  readonly schemeId: SchemeId;
  readonly outboxId: OutboxId;
}

/** One job as its handler sees it. */
export interface RunningJob<Job extends JobName> extends DrivenJob {
  readonly payload: JobPayload<Job>;
}

/** What a job does to the database, in the very transaction that closes its outbox row. */
export type Effect = (tx: Tx) => Promise<void>;

/**
 * Does the slow part of a job first (reading, computing; it may run twice), then answers with the effect. The effect
 * needs a natural unique key of its own where it can have one; even without, it is committed once, with the row.
 */
export type JobHandler<Job extends JobName> = (job: RunningJob<Job>) => Promise<Effect>;

/** The handler of every job, chosen where the process is put together. */
export type JobHandlers = { readonly [Job in JobName]: JobHandler<Job> };

/** How many of which times and tries; the defaults are those of production. */
export interface JobPace {
  /** A row still open this long after it was handed to the queue is handed over again. */
  readonly redriveAfterMs: number;
  /** How long the relay waits when no bell rings. */
  readonly pollMs: number;
  /** How often the calendar is looked at, and the queue's scheduler put back if the queue forgot it. */
  readonly heartbeatMs: number;
  /** How often a job is begun before it is parked for a person to look at. */
  readonly mostAttempts: number;
  /** How many jobs run at once in this process. */
  readonly concurrency: number;
  /** How long a worker may be silent before the queue gives its job to another. */
  readonly lockMs: number;
}

export const PRODUCTION_PACE: JobPace = {
  redriveAfterMs: 30_000,
  pollMs: 1_000,
  heartbeatMs: 15_000,
  mostAttempts: 5,
  concurrency: 4,
  lockMs: 30_000,
};
