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

/** On a busy machine a connection may take a while. */
const PATIENT_MS = 30_000;

/**
 * BullMQ on the service's own PostgreSQL, in the schema `bullmq` that the migrations made. A queue holds one
 * connection, a worker two and one more to listen.
 */
export class PostgresJobStore implements JobStore {
  readonly kind = 'postgresql';

  /** `waitMs` is how long a connection may take. */
  constructor(
    private readonly url: string,
    private readonly waitMs = PATIENT_MS,
  ) {}

  /** The jobs are where the book is: whoever can read the outbox can reach the queue. */
  state(): Promise<'ready'> {
    return Promise.resolve('ready');
  }

  openQueue(onError: (error: Error) => void): Promise<JobQueue> {
    const queue = new Queue(QUEUE, { connection: this.connection(1), skipMetasUpdate: true });
    return reached(queue.on('error', onError));
  }

  /** It begins once it is connected. BullMQ never forgets a first connection that failed, and its worker would ask it again for ever, without a pause. */
  async openWorker(process: Processor, pace: JobPace, onError: (error: Error) => void): Promise<JobWorker> {
    const options = { connection: this.connection(2), ...workerOptions(pace), autorun: false };
    const worker = await reached(new Worker(QUEUE, process, options).on('error', onError));
    worker.run().catch(onError);
    return worker;
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
      connectionTimeoutMillis: this.waitMs,
      application_name: 'galaxies jobs',
    };
  }
}

interface Reachable {
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
}

/** Waits for its first connection; without one it is of no use any more, whatever becomes of the database. */
async function reached<T extends Reachable>(opened: T): Promise<T> {
  try {
    await opened.waitUntilReady();
    return opened;
  } catch (error) {
    opened.close().catch(() => undefined);
    throw error;
  }
}
