import type { Queue, Worker } from 'bullmq';
import type { DrivenJob, JobPace } from './job-handler.js';

/** Whether the queue can be used at this moment. Promises are kept either way; only the doing waits. */
export type StoreState = 'ready' | 'unreachable' | 'evicts';

export const QUEUE = 'galaxies';

/** The job that only wakes a worker to look at the calendar; it is not in the outbox and carries nothing. */
export const WAKE = 'wake';

/** What is asked of a queue and of a worker on either store. */
export type JobQueue = Pick<Queue<Partial<DrivenJob>>, 'add' | 'upsertJobScheduler' | 'close'>;
export type JobWorker = Pick<Worker<Partial<DrivenJob>>, 'close' | 'isRunning' | 'run'>;

/** Does one job; what it answers is not kept. */
export type Processor = (job: { readonly name: string; readonly data: Partial<DrivenJob> }) => Promise<void>;

/** Where BullMQ keeps its jobs: Redis, or PostgreSQL without one. */
export interface JobStore {
  readonly kind: 'redis' | 'postgresql';
  /** Looks whether the store can be used; never throws. */
  state(): Promise<StoreState>;
  /**
   * Opens a queue, or a worker that works at once; only while the store is ready. The caller closes it. One that cannot be
   * reached is closed again and the reason thrown, so that the caller may try later.
   */
  openQueue(onError: (error: Error) => void): Promise<JobQueue>;
  openWorker(process: Processor, pace: JobPace, onError: (error: Error) => void): Promise<JobWorker>;
  /** Stops trying to reach a store that is away, so that what waits for it ends. */
  giveUp(): void;
  close(): Promise<void>;
}

/**
 * Options of a worker on either store. Its own limit on stalled jobs is out of reach, because the outbox counts the
 * attempts; nothing that ended is kept, because an id that is still kept would silently swallow the next drive.
 */
export const workerOptions = ({ concurrency, lockMs }: JobPace) => ({
  concurrency,
  lockDuration: lockMs,
  stalledInterval: lockMs,
  maxStalledCount: 1_000_000,
  runRetryDelay: 1_000,
  drainDelay: 5,
  removeOnComplete: { count: 0 },
  removeOnFail: { count: 0 },
});

/** Tries again soon by itself, twice; after that the row's next drive does. */
export const JOB_OPTIONS = {
  attempts: 3,
  backoff: { type: 'exponential', delay: 500, jitter: 0.5 },
  removeOnComplete: true,
  removeOnFail: true,
} as const;
