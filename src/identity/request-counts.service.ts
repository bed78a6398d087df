import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Environment, Log } from '../config/index.js';
import { MemoryCounts } from './memory-counts.js';

/** How often a subject was counted in the time that runs, and how many seconds of that time are left. */
export interface Counted {
  readonly taken: number;
  readonly secondsLeft: number;
}

/** One count with its time, which begins with the first of it. */
const COUNT = `
  local taken = redis.call('INCR', KEYS[1])
  if taken == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
  return {taken, redis.call('TTL', KEYS[1])}`;

/**
 * Counts what nobody has to answer for. All processes count together where there is a Redis. Each counts by itself where
 * there is none, and while it does not answer: a count is no reason to keep anybody waiting.
 */
@Injectable()
export class RequestCounts implements OnModuleDestroy {
  private readonly memory = new MemoryCounts();
  private readonly redis: Redis | undefined;
  private away = false;

  constructor({ REDIS_URL }: Environment, log: Log) {
    if (REDIS_URL === undefined) return;
    this.redis = new Redis(REDIS_URL, {
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      connectTimeout: 2_000,
      commandTimeout: 500,
      disconnectTimeout: 500,
      retryStrategy: () => 2_000,
    });
    this.redis.on('error', (error) => {
      if (!this.away)
        log.warn({ err: error }, 'Redis does not answer: each process counts requests by itself.');
      this.away = true;
    });
    this.redis.on('ready', () => (this.away = false));
    this.redis.connect().catch(() => undefined);
  }

  onModuleDestroy(): void {
    this.redis?.disconnect();
  }

  /** Counts one more of a subject, such as `network/…`. */
  async take(subject: string, seconds: number): Promise<Counted> {
    const shared =
      this.redis?.status === 'ready' ? await this.shared(this.redis, subject, seconds) : undefined;
    return shared ?? this.memory.take(subject, seconds, performance.now());
  }

  private async shared(redis: Redis, subject: string, seconds: number): Promise<Counted | undefined> {
    const answer: unknown = await redis
      .eval(COUNT, 1, `galaxies:count:${subject}`, seconds)
      .catch(() => undefined);
    if (!Array.isArray(answer)) return undefined;
    return { taken: Number(answer[0]), secondsLeft: Math.max(1, Number(answer[1])) };
  }
}
