import type { DataSource } from 'typeorm';
import type { Log } from '../config/index.js';
import { type OutboxId, parseId, type SchemeId } from '../shared/ids.js';
import type { JobPace } from './job-handler.js';
import { JOB_OPTIONS, type JobQueue } from './job-store.js';
import { number, type Row, rowsOf, text } from './rows.js';

const BATCH = 200;

/** A row that was handed over this often gets a new name in the queue, in case the old one is stuck there. */
const DRIVES_PER_NAME = 10;

/**
 * Hands open outbox rows to the queue: new ones when a bell rings or a poll falls due, and once more those that stayed
 * open too long. Handing over decides nothing: a queue may forget or repeat what it was given, because only the
 * transaction that makes a job's effect closes its row.
 */
export class OutboxRelay {
  private wake: (() => void) | undefined;
  private rung = false;
  private stopped = false;
  private running: Promise<void> = Promise.resolve();
  private sweptAt = 0;

  /** `openQueue` answers with nothing while the store cannot be used. */
  constructor(
    private readonly source: DataSource,
    private readonly openQueue: () => Promise<JobQueue | undefined>,
    private readonly pace: JobPace,
    private readonly log: Log,
  ) {}

  start(): void {
    this.running = this.loop();
  }

  /** Looks now rather than at the next poll. */
  poke(): void {
    this.rung = true;
    this.wake?.();
  }

  /** Ends after the batch in hand. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.wake?.();
    await this.running;
  }

  private async loop(): Promise<void> {
    while (!this.stopped) {
      this.rung = false;
      const moved = await this.pass().catch((error: unknown) => this.report(error));
      if (moved < BATCH) await this.nextRing();
    }
  }

  private async pass(): Promise<number> {
    const queue = await this.openQueue();
    if (queue === undefined) return 0;
    const fresh = rowsOf(await this.source.query<unknown>('SELECT * FROM outbox_claim($1)', [BATCH]));
    const again = await this.sweep();
    const due = [...fresh, ...again];
    await Promise.all(due.map((row) => handOver(queue, row)));
    return Math.max(fresh.length, again.length);
  }

  /** At most once in a third of the time after which a row counts as left behind, unless there is more of it. */
  private async sweep(): Promise<readonly Row[]> {
    const now = performance.now();
    if (this.sweptAt > 0 && now - this.sweptAt < this.pace.redriveAfterMs / 3) return [];
    const left = rowsOf(
      await this.source.query<unknown>("SELECT * FROM outbox_claim_again($1, $2 * interval '1 ms')", [
        BATCH,
        this.pace.redriveAfterMs,
      ]),
    );
    if (left.length < BATCH) this.sweptAt = now;
    if (left.length > 0) this.log.warn({ rows: left.length }, 'Jobs that stayed open are handed over again.');
    return left;
  }

  private async nextRing(): Promise<void> {
    if (this.rung || this.stopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.pace.pollMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = undefined;
  }

  /** What was claimed and not handed over stays open, so the sweep takes it up. */
  private report(error: unknown): number {
    this.log.warn({ err: error }, 'The outbox could not be handed over; it is tried again shortly.');
    return 0;
  }
}

/** One by one, because BullMQ's bulk needs temporary tables, and the service may not make any. */
function handOver(queue: JobQueue, row: Row): Promise<unknown> {
  const schemeId = parseId<SchemeId>(text(row, 'scheme_id'));
  const outboxId = parseId<OutboxId>(text(row, 'id'));
  const rename = Math.floor(number(row, 'drives') / DRIVES_PER_NAME);
  const jobId = rename === 0 ? outboxId : `${outboxId}-${String(rename)}`;
  return queue.add(text(row, 'job'), { schemeId, outboxId }, { ...JOB_OPTIONS, jobId });
}
