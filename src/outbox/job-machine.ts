import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Log } from '../config/index.js';
import type { DrivenJob, JobPace } from './job-handler.js';
import type { JobRunner } from './job-runner.js';
import { within } from '../shared/within.js';
import { type JobQueue, type JobStore, type JobWorker, WAKE } from './job-store.js';
import { OutboxBell } from './outbox-bell.js';
import { OutboxRelay } from './outbox-relay.js';
import type { Runs } from './runs.service.js';

export interface MachineParts {
  readonly source: DataSource;
  readonly databaseUrl: string;
  readonly store: JobStore;
  readonly runner: JobRunner;
  readonly runs: Runs;
  readonly pace: JobPace;
  readonly log: Log;
}

/** Everything of one process that makes jobs happen: the relay, the queue's worker, and the look at the calendar. */
export class JobMachine implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly relay: OutboxRelay;
  private readonly bell: OutboxBell;
  private queue: JobQueue | undefined;
  private worker: JobWorker | undefined;
  private opening: Promise<void> | undefined;
  private heartbeat: NodeJS.Timeout | undefined;
  private beating: Promise<void> = Promise.resolve();
  private prunedAt = 0;
  private readonly inHand = new Set<Promise<void>>();
  private stopped = false;
  private toldOfEviction = false;

  constructor(private readonly parts: MachineParts) {
    this.relay = new OutboxRelay(parts.source, () => this.openQueue(), parts.pace, parts.log);
    this.bell = new OutboxBell(parts.databaseUrl, () => {
      this.relay.poke();
    });
  }

  onApplicationBootstrap(): Promise<void> {
    return this.start();
  }

  /** Before the shutdown proper, so that the jobs in hand still have their database. */
  beforeApplicationShutdown(): Promise<void> {
    return this.stop();
  }

  async start(): Promise<void> {
    await this.bell.listen();
    this.relay.start();
    this.beat();
    this.heartbeat = setInterval(() => {
      this.beat();
    }, this.parts.pace.heartbeatMs);
  }

  /** Takes on no more, finishes the jobs in hand, and lets go of every connection. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.heartbeat);
    await this.bell.silence();
    await this.relay.stop();
    await this.beating;
    await this.leave();
  }

  /**
   * The worker takes no more at once; the jobs in hand are finished. A Redis that is away cannot be told goodbye (BullMQ
   * would wait for it for ever), so it is left without: what it believes to be running goes to another worker later,
   * which finds it done.
   */
  private async leave(): Promise<void> {
    const { store } = this.parts;
    const away = (await store.state()) === 'unreachable';
    if (away) await Promise.allSettled(this.inHand);
    const closing = Promise.allSettled([this.worker?.close(away), this.queue?.close()]);
    await Promise.allSettled(this.inHand);
    await within(GOODBYE_MS, closing).catch(() => {
      store.giveUp();
    });
  }

  private async openQueue(): Promise<JobQueue | undefined> {
    if (this.stopped || !(await this.isReady())) return undefined;
    this.opening ??= this.open().finally(() => {
      this.opening = undefined;
    });
    await this.opening;
    return this.queue;
  }

  /** What could not be reached is opened anew the next time somebody asks. */
  private async open(): Promise<void> {
    const { store, pace } = this.parts;
    this.queue ??= await store.openQueue(this.hear);
    this.worker ??= await store.openWorker((job) => this.process(job.name, job.data), pace, this.hear);
  }

  private async isReady(): Promise<boolean> {
    const state = await this.parts.store.state();
    if (state === 'evicts' && !this.toldOfEviction) {
      this.parts.log.error(
        {},
        'Redis throws jobs away when its memory is full, so none is handed over. Set noeviction.',
      );
    }
    this.toldOfEviction = state === 'evicts';
    return state === 'ready';
  }

  private process(name: string, data: Partial<DrivenJob>): Promise<void> {
    const doing = this.perform(name, data).finally(() => this.inHand.delete(doing));
    this.inHand.add(doing);
    return doing;
  }

  private async perform(name: string, { schemeId, outboxId }: Partial<DrivenJob>): Promise<void> {
    if (name === WAKE) return this.parts.runs.catchUp();
    if (schemeId === undefined || outboxId === undefined) return;
    await this.parts.runner.run({ schemeId, outboxId });
  }

  /** One look at a time; a look that fails is tried again at the next beat. */
  private beat(): void {
    this.beating = this.beating.then(() => this.lookAround()).catch(this.hear);
  }

  /**
   * The queue's scheduler only wakes one worker of all of them. It is put back here because a queue that was emptied
   * has forgotten it, and the calendar is looked at here too because a queue that is away wakes nobody.
   */
  private async lookAround(): Promise<void> {
    if (this.stopped) return;
    await this.parts.runs.catchUp();
    const queue = await this.openQueue();
    await queue?.upsertJobScheduler(
      WAKE,
      { every: this.parts.pace.heartbeatMs },
      { name: WAKE, opts: KEEP_NOTHING },
    );
    if (this.worker !== undefined && !this.worker.isRunning()) void this.worker.run().catch(this.hear);
    if (performance.now() - this.prunedAt > HOUR_MS || this.prunedAt === 0) {
      await this.parts.runs.prune();
      this.prunedAt = performance.now();
    }
  }

  private readonly hear = (error: unknown): void => {
    if (!this.stopped)
      this.parts.log.warn({ err: error }, 'The job queue had a failure; it recovers by itself.');
  };
}

const GOODBYE_MS = 2_000;
const HOUR_MS = 3_600_000;
const KEEP_NOTHING = { removeOnComplete: true, removeOnFail: true } as const;
