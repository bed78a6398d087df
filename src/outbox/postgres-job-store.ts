import { createPostgresBackend, withBackend } from 'bullmq';
import { SERVICE_ROLE } from '../database/index.js';
import { type JobPace } from './job-handler.js';
import {
  type JobQueue,
  type JobStore,
  type JobWorker,
  type Processor,
  QUEUE,
  workerOptions,
} from './job-store.js';

const { Queue, Worker } = withBackend(createPostgresBackend);

/**
 * BullMQ on the service's own PostgreSQL, in the schema `bullmq` that the migrations made. A queue holds one
 * connection, a worker two and one more to listen.
 */
export class PostgresJobStore implements JobStore {
  readonly kind = 'postgresql';

  constructor(private readonly url: string) {}

  /** The jobs are where the book is: whoever can read the outbox can reach the queue. */
  state(): Promise<'ready'> {
    return Promise.resolve('ready');
  }

  openQueue(onError: (error: Error) => void): JobQueue {
    const queue = new Queue(QUEUE, { connection: this.connection(1), skipMetasUpdate: true });
    return queue.on('error', onError);
  }

  openWorker(process: Processor, pace: JobPace, onError: (error: Error) => void): JobWorker {
    const worker = new Worker(QUEUE, process, { connection: this.connection(2), ...workerOptions(pace) });
    return worker.on('error', onError);
  }

  giveUp(): void {
    return;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private connection(max: number) {
    return {
      connectionString: this.url,
      max,
      options: `-c role=${SERVICE_ROLE}`,
      // A worker of BullMQ whose first connection is given up asks for ever, at full speed: on a busy machine wait for it.
      connectionTimeoutMillis: 30_000,
      application_name: 'galaxies jobs',
    };
  }
}
