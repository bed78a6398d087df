import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { ConfigurationError, type Log } from '../config/index.js';
import type { JobPace } from './job-handler.js';
import {
  type JobQueue,
  type JobStore,
  type JobWorker,
  type Processor,
  QUEUE,
  type StoreState,
  workerOptions,
} from './job-store.js';

/** ioredis keeps a timer this long for a connection that had ended before it was let go. */
const GOODBYE_MS = 500;

/** BullMQ on Redis. While Redis is away nothing is handed over and nothing is lost; it reconnects by itself. */
export class RedisJobStore implements JobStore {
  readonly kind = 'redis';
  private readonly redis: Redis;
  private away = false;
  private givenUp = false;

  constructor(
    private readonly url: string,
    log: Log,
  ) {
    this.redis = new Redis(url, {
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 1,
      connectTimeout: 2_000,
      commandTimeout: 5_000,
      disconnectTimeout: GOODBYE_MS,
      retryStrategy: this.retryStrategy,
    });
    // The first failure of each outage; ioredis tells of every try.
    this.redis.on('error', (error) => {
      if (!this.away)
        log.warn({ err: error }, 'Redis does not answer: jobs wait in the outbox until it does.');
      this.away = true;
    });
    this.redis.on('ready', () => {
      this.away = false;
    });
  }

  /**
   * Connects and reads the policy. Throws a ConfigurationError when Redis would throw accepted jobs away. A Redis that cannot be reached is no
   * reason not to start: the service works without it, and the policy is read again before anything is handed over.
   */
  async open(): Promise<void> {
    await this.redis.connect().catch(() => undefined);
    if (this.redis.status !== 'ready') return;
    const policy = await this.policy();
    if (policy !== 'noeviction') throw new ConfigurationError([evicts(policy)]);
  }

  async state(): Promise<StoreState> {
    if (this.redis.status !== 'ready') return 'unreachable';
    return this.policy().then(
      (policy) => (policy === 'noeviction' ? 'ready' : 'evicts'),
      () => 'unreachable',
    );
  }

  openQueue(onError: (error: Error) => void): Promise<JobQueue> {
    const queue = new Queue(QUEUE, {
      connection: {
        url: this.url,
        enableOfflineQueue: false,
        maxRetriesPerRequest: 1,
        commandTimeout: 5_000,
        disconnectTimeout: GOODBYE_MS,
        retryStrategy: this.retryStrategy,
      },
      skipMetasUpdate: true,
    });
    return Promise.resolve(queue.on('error', onError));
  }

  openWorker(process: Processor, pace: JobPace, onError: (error: Error) => void): Promise<JobWorker> {
    const worker = new Worker(QUEUE, process, {
      connection: {
        url: this.url,
        maxRetriesPerRequest: null,
        disconnectTimeout: GOODBYE_MS,
        retryStrategy: this.retryStrategy,
      },
      ...workerOptions(pace),
    });
    return Promise.resolve(worker.on('error', onError));
  }

  giveUp(): void {
    this.givenUp = true;
  }

  close(): Promise<void> {
    this.giveUp();
    this.redis.disconnect();
    return Promise.resolve();
  }

  private readonly retryStrategy = (times: number): number | null =>
    this.givenUp ? null : Math.min(times * 100, 1_000);

  /** INFO and not CONFIG GET, which hosted Redis servers refuse. */
  private async policy(): Promise<string> {
    const memory = await this.redis.info('memory');
    return /^maxmemory_policy:(\S+)/m.exec(memory)?.[1] ?? 'unknown';
  }
}

const evicts = (policy: string): string =>
  `REDIS_URL: this Redis is set to maxmemory-policy ${policy}, which throws jobs away when memory is full: ` +
  'set its maxmemory-policy to noeviction and start again.';
