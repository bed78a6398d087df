import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { until } from '../../../support/until.js';

const WAITING = 'bull:galaxies:wait';

/** A Redis of a test's own, on 127.0.0.1 and a free port, with its data in a folder of its own. */
export class RedisServer {
  private process: ChildProcess | undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), 'galaxies-redis-'));

  private constructor(
    private readonly port: number,
    private readonly policy: string,
  ) {}

  static async start(policy = 'noeviction'): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), policy);
    await server.start();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${String(this.port)}`;
  }

  async start(): Promise<void> {
    const choices = {
      port: String(this.port),
      bind: '127.0.0.1',
      dir: this.folder,
      appendonly: 'yes',
      save: '',
    };
    const written = Object.entries({ ...choices, 'maxmemory-policy': this.policy }).flatMap(
      ([key, value]) => [`--${key}`, value],
    );
    this.process = spawn('redis-server', written, { stdio: 'ignore' });
    await until(
      () =>
        this.ask((redis) => redis.ping()).then(
          () => true,
          () => false,
        ),
      'Redis answers',
    );
  }

  /** Ends the server as a power cut of the process would: nothing is asked of it. */
  async kill(): Promise<void> {
    const dying = this.process;
    if (dying?.exitCode !== null) return;
    const gone = new Promise((resolve) => dying.once('exit', resolve));
    dying.kill('SIGKILL');
    await gone;
    this.process = undefined;
  }

  /** Throws everything in it away. */
  flush(): Promise<unknown> {
    return this.ask((redis) => redis.flushall());
  }

  /** Throws everything away at a moment when a job waits in it; false when none did. */
  async flushWhenUsed(): Promise<boolean> {
    const script = "if redis.call('LLEN', KEYS[1]) == 0 then return 0 end redis.call('FLUSHALL') return 1";
    return (await this.ask((redis) => redis.eval(script, 1, WAITING))) === 1;
  }

  /** How many jobs of our queue wait in it. */
  jobsWaiting(): Promise<number> {
    return this.ask((redis) => redis.llen(WAITING));
  }

  setPolicy(policy: string): Promise<unknown> {
    return this.ask((redis) => redis.config('SET', 'maxmemory-policy', policy));
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Asks as an administrator of the server would. */
  async ask<T>(question: (redis: Redis) => Promise<T>): Promise<T> {
    const redis = new Redis(this.url, { lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0 });
    redis.on('error', () => undefined);
    try {
      await redis.connect();
      return await question(redis);
    } finally {
      // After a failed try there is nothing to end, and ending it would keep a timer of two seconds.
      if (redis.status === 'ready') redis.disconnect();
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}
