import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import type { Log } from '../../../../src/config/index.js';
import { openDataSource, UnitOfWork } from '../../../../src/database/index.js';
import {
  JobMachine,
  JobRunner,
  openJobStore,
  OutboxQueries,
  OutboxService,
  PRODUCTION_PACE,
  Runs,
} from '../../../../src/outbox/index.js';
import type { DrivenJob, JobHandler, JobHandlers, JobPace, JobStore } from '../../../../src/outbox/index.js';
import { newId, type OutboxId, parseId, type SchemeId } from '../../../../src/shared/ids.js';
import { createTestDatabase, PATIENT_MS, type TestDatabase } from '../../../support/test-database.js';

/** Quick enough for a test; the proportions are those of production. */
export const QUICK: JobPace = {
  ...PRODUCTION_PACE,
  redriveAfterMs: 1_000,
  pollMs: 200,
  heartbeatMs: 60_000,
  lockMs: 2_000,
  mostAttempts: 2,
};

/** What was logged, so that a test can ask whether somebody was told. */
export class HeardLog implements Log {
  readonly lines: object[] = [];
  readonly errors: object[] = [];
  readonly warnings: string[] = [];
  debug(): void {
    return;
  }
  info(fields: object): void {
    this.lines.push(fields);
  }
  warn(_fields: object, message: string): void {
    this.warnings.push(message);
  }
  error(fields: object): void {
    this.errors.push(fields);
  }
}

/** Makes the effect of a promise: one row in a table of the test, keyed or not. */
export const makeEffect: JobHandler<'prove-book'> = async ({ schemeId, payload }) => {
  await Promise.resolve();
  return async (tx) => {
    await tx.query('INSERT INTO effect (scheme_id, command_id) VALUES ($1, $2)', [schemeId, payload.period]);
  };
};

/** A database with one scheme, a table of effects, and the parts of a worker over it. */
export class JobsWorld {
  readonly log = new HeardLog();
  readonly outbox = new OutboxService();
  private readonly machines: JobMachine[] = [];
  private readonly closings: (() => Promise<void>)[] = [];

  private constructor(
    readonly database: TestDatabase,
    readonly source: DataSource,
    readonly owner: Client,
    readonly scheme: SchemeId,
  ) {}

  static async open(timeZone = 'Europe/London'): Promise<JobsWorld> {
    const database = await createTestDatabase();
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query(`
      CREATE TABLE effect (scheme_id uuid NOT NULL, command_id text NOT NULL, at timestamptz DEFAULT clock_timestamp());
      GRANT SELECT, INSERT ON effect TO galaxies_app`);
    const source = await openDataSource(database.appUrl, { as: 'app', poolSize: 6, waitMs: PATIENT_MS });
    const world = new JobsWorld(database, source, owner, newId<SchemeId>());
    await world.addScheme(world.scheme, timeZone);
    return world;
  }

  get work(): UnitOfWork {
    return new UnitOfWork(this.source);
  }

  get runs(): Runs {
    return new Runs(this.source);
  }

  get queries(): OutboxQueries {
    return new OutboxQueries(this.source);
  }

  async addScheme(id: SchemeId, timeZone: string, since = 'now'): Promise<void> {
    await this.owner.query(
      `INSERT INTO scheme (id, slug, name, time_zone, galaxy_one, galaxy_many, created_at)
       VALUES ($1::uuid, 's-' || left($1::uuid::text, 8), 'A scheme', $2, 'galaxy', 'galaxies', $3)`,
      [id, timeZone, since],
    );
  }

  /** Promises jobs, each in a transaction of its own, as a business action would. */
  async promise(...commands: readonly string[]): Promise<readonly OutboxId[]> {
    const ids: OutboxId[] = [];
    for (const period of commands) {
      ids.push(await this.work.write(this.scheme, (tx) => this.outbox.add(tx, 'prove-book', { period })));
    }
    return ids;
  }

  runner(handler: JobHandler<'prove-book'> = makeEffect, pace = QUICK): JobRunner {
    return new JobRunner(this.work, handlersWith(handler), this.log, pace);
  }

  /** An id that was read from the database. */
  outboxId(read: string | undefined): OutboxId {
    return parseId<OutboxId>(read ?? '');
  }

  driven(outboxId: OutboxId): DrivenJob {
    return { schemeId: this.scheme, outboxId };
  }

  /** Starts the machinery of a worker in this process; it is stopped with the world at the latest. */
  async startMachine({
    redisUrl,
    store: given,
    handler = makeEffect,
    pace = QUICK,
  }: MachineChoices = {}): Promise<JobMachine> {
    const databaseUrl = this.database.appUrl;
    const store = given ?? (await openJobStore({ databaseUrl, redisUrl }, this.log));
    const runner = this.runner(handler, pace);
    const parts = { source: this.source, databaseUrl, store, runner, runs: this.runs, pace, log: this.log };
    const machine = new JobMachine(parts);
    this.machines.push(machine);
    this.closings.push(() => store.close());
    await machine.start();
    return machine;
  }

  /** How many effects there are of each command; what the calendar asked for meanwhile is left out. */
  async effects(): Promise<ReadonlyMap<string, number>> {
    const { rows } = await this.owner.query<{ command_id: string; times: number }>(
      "SELECT command_id, count(*)::int AS times FROM effect WHERE command_id !~ '^[0-9]' GROUP BY command_id",
    );
    return new Map(rows.map(({ command_id, times }) => [command_id, times]));
  }

  async close(): Promise<void> {
    await Promise.all(this.machines.map((machine) => machine.stop()));
    for (const close of this.closings) await close();
    await this.source.destroy();
    await this.owner.end();
    await this.database.drop();
  }
}

export interface MachineChoices {
  readonly redisUrl?: string;
  /** Where the queue is, when not where the addresses say. */
  readonly store?: JobStore;
  readonly handler?: JobHandler<'prove-book'>;
  readonly pace?: JobPace;
}

/** All else stays idle: these tests are about promises, and the calendar promises sealing by itself. */
export function handlersWith(handler: JobHandler<'prove-book'>): JobHandlers {
  const idle = () => Promise.resolve(() => Promise.resolve());
  return {
    'prove-book': handler,
    'seal-book': idle,
    'send-sign-in-code': idle,
    'send-message': idle,
    'send-due-messages': idle,
    'ask-for-registers': idle,
    'remind-of-dates': idle,
    'tell-of-moves': idle,
    'clear-answers': idle,
    'forget-by-minute': idle,
    'forget-by-night': idle,
  };
}
