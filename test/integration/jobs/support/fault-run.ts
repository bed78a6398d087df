import { Client } from 'pg';
import { until } from '../../../support/until.js';
import { JobsWorld, QUICK } from './jobs-world.js';
import { type Design, KillableService } from './killable-service.js';
import type { RedisServer } from './redis-server.js';

export interface FaultFigures {
  readonly design: Design;
  readonly faults: number;
  readonly jobs: number;
  readonly lost: number;
  readonly doubled: number;
}

export type Fault = (run: FaultRun) => Promise<void>;

/** How many commands may wait for an answer or an effect at a time: enough that every fault meets some of each kind. */
const MOST_WAITING = 80;

const PACE = { ...QUICK, mostAttempts: 50, heartbeatMs: 5_000, concurrency: 8, lockMs: 1_000 };

/** A service under a steady stream of commands, and the faults that may befall it. */
export class FaultRun {
  private sent = 0;
  private faults = 0;
  private flowing: NodeJS.Timeout | undefined;
  private done = 0;

  private constructor(
    private readonly world: JobsWorld,
    private readonly service: KillableService,
    private readonly surgeon: Client,
    private readonly choices: { readonly design: Design; readonly redis?: RedisServer | undefined },
  ) {}

  static async open(design: Design, redis?: RedisServer): Promise<FaultRun> {
    const world = await JobsWorld.open();
    await world.owner.query(`
      CREATE TABLE command (scheme_id uuid NOT NULL, id text NOT NULL, PRIMARY KEY (scheme_id, id));
      GRANT SELECT, INSERT ON command TO galaxies_app`);
    const surgeon = new Client({ connectionString: world.database.superUrl });
    await surgeon.connect();
    const databaseUrl = world.database.appUrl;
    const service = new KillableService({
      databaseUrl,
      redisUrl: redis?.url,
      scheme: world.scheme,
      design,
      pace: PACE,
    });
    const run = new FaultRun(world, service, surgeon, { design, redis });
    await service.start();
    run.flow();
    return run;
  }

  /** Lets so many more commands have their effect, so that each fault falls somewhere in the middle of the work. */
  async letWork(commands: number): Promise<void> {
    const target = (await this.effects()) + commands;
    await until(async () => (await this.effects()) >= target, 'the work goes on');
  }

  async suffer(fault: Fault): Promise<void> {
    this.faults += 1;
    await fault(this);
  }

  async killService(): Promise<void> {
    await this.service.kill();
    await this.service.start();
  }

  async killRedis(): Promise<void> {
    await this.choices.redis?.kill();
    await this.choices.redis?.start();
  }

  async flushRedis(): Promise<void> {
    await this.choices.redis?.flush();
  }

  /** Empties the queue at a moment when a job waits in it: nothing has its effect meanwhile, so that jobs come to wait. */
  async forgetWaiting(): Promise<void> {
    const { redis } = this.choices;
    await this.world.owner.query('BEGIN; LOCK TABLE effect');
    try {
      if (redis === undefined) await until(() => this.emptyWhenUsed(), 'a job waits in the queue');
      else await until(() => redis.flushWhenUsed(), 'a job waits in Redis');
    } finally {
      await this.world.owner.query('ROLLBACK');
    }
  }

  /** What FLUSHALL is to Redis: every table of the queue is emptied. */
  async emptyQueueTables(): Promise<void> {
    await this.surgeon.query(`
      TRUNCATE bullmq.job, bullmq.job_log, bullmq.job_dependency, bullmq.event, bullmq.meta, bullmq.scheduler,
        bullmq.dedup, bullmq.dedup_next, bullmq.rate_limit, bullmq.metrics`);
  }

  /** Cuts every connection of the service to PostgreSQL. */
  async cutSessions(): Promise<void> {
    const { rows } = await this.world.owner.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await this.surgeon.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid NOT IN (pg_backend_pid(), $1)`,
      [rows[0]?.pid],
    );
  }

  /** Stops the stream, waits until nothing is open, and counts. */
  async settle(): Promise<FaultFigures> {
    clearInterval(this.flowing);
    await until(() => this.service.inFlight === 0, 'every command is acknowledged');
    await until(async () => (await this.openRows()) === 0, 'the outbox is empty');
    await this.quiet();
    return this.figures();
  }

  /** How it stands at this moment; what is still on its way counts as lost. */
  async figures(): Promise<FaultFigures> {
    const effects = await this.world.effects();
    const lost = [...this.service.acknowledged].filter((command) => !effects.has(command)).length;
    const doubled = [...effects.values()].filter((times) => times > 1).length;
    return {
      design: this.choices.design,
      faults: this.faults,
      jobs: this.service.acknowledged.size,
      lost,
      doubled,
    };
  }

  async close(): Promise<void> {
    clearInterval(this.flowing);
    await this.service.kill();
    await this.surgeon.end();
    await this.world.close();
  }

  private flow(): void {
    this.flowing = setInterval(() => {
      const waiting = this.service.inFlight + this.service.acknowledged.size - this.done;
      if (waiting < MOST_WAITING) this.service.send(`command-${String(this.sent++)}`);
    }, 5);
  }

  private async effects(): Promise<number> {
    const { rows } = await this.world.owner.query<{ n: number }>(
      'SELECT count(DISTINCT command_id)::int AS n FROM effect',
    );
    this.done = rows[0]?.n ?? 0;
    return this.done;
  }

  private async openRows(): Promise<number> {
    const { rows } = await this.world.owner.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM outbox WHERE done_at IS NULL AND parked_at IS NULL',
    );
    return rows[0]?.n ?? 0;
  }

  /** Nobody takes the waiting job between the look and the emptying, for the tables are held; who is in the way is let by. */
  private async emptyWhenUsed(): Promise<boolean> {
    try {
      await this.surgeon.query("BEGIN; SET LOCAL lock_timeout = '200ms'; LOCK TABLE bullmq.job");
      const { rows } = await this.surgeon.query("SELECT FROM bullmq.job WHERE state = 'waiting' LIMIT 1");
      if (rows.length > 0) await this.emptyQueueTables();
      await this.surgeon.query('COMMIT');
      return rows.length > 0;
    } catch {
      await this.surgeon.query('ROLLBACK');
      return false;
    }
  }

  /** In an order that closes rows early, effects may still be on their way; two looks a lease apart must agree. */
  private async quiet(): Promise<void> {
    let before = -1;
    let since = performance.now();
    const agreed = async (): Promise<boolean> => {
      const now = await this.effects();
      if (now !== before) since = performance.now();
      before = now;
      return this.done === this.service.acknowledged.size || performance.now() - since > 3 * PACE.lockMs;
    };
    await until(agreed, 'nothing changes any more');
  }
}

/** A repeatable shuffle, so that a failing order can be had again. */
export function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  let state = seed;
  const random = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
