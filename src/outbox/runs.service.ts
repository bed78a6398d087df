import type { DataSource } from 'typeorm';
import { type JobName, type Schedule, SCHEDULES } from './jobs.js';

/** How long finished jobs are kept to look at, in days. */
const KEPT_DAYS = 7;
/** How long a client may come back with a key and get the answer it had, in days. */
const ANSWERS_KEPT_DAYS = 180;
const MOST_PRUNED = 5_000;

/**
 * Opens what the calendar asks for. Which periods are due is decided by the database's clock and each scheme's time
 * zone; a period is a key, so any number of workers may ask at any moment.
 */
export class Runs {
  constructor(private readonly source: DataSource) {}

  /** Opens every due period of every schedule, each with its outbox row in one transaction. */
  async catchUp(schedules: Readonly<Partial<Record<JobName, Schedule>>> = SCHEDULES): Promise<void> {
    for (const [job, schedule] of Object.entries(schedules)) await this.open(job, schedule);
  }

  /** Removes jobs that have been finished for a week, and answers that nobody will ask for again. */
  async prune(): Promise<void> {
    await this.source.query('SELECT outbox_prune(make_interval(days => $1), $2)', [KEPT_DAYS, MOST_PRUNED]);
    await this.source.query('SELECT idempotency_prune(make_interval(days => $1), $2)', [
      ANSWERS_KEPT_DAYS,
      MOST_PRUNED,
    ]);
  }

  private async open(job: string, schedule: Schedule): Promise<void> {
    switch (schedule.each) {
      case 'minute':
        await this.source.query('SELECT run_open_minute($1)', [job]);
        return;
      case 'night':
        await this.source.query('SELECT run_open_nightly($1, $2, $3)', [
          job,
          schedule.at,
          schedule.catchUpNights,
        ]);
        return;
    }
  }
}
