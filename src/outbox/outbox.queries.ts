import type { DataSource } from 'typeorm';
import { number, only } from './rows.js';

/** How much is promised and not yet done, over all schemes. */
export interface Backlog {
  readonly open: number;
  readonly parked: number;
  /** How long the oldest open job has waited, in seconds; 0 when there is none. */
  readonly oldestOpenSeconds: number;
}

/** Questions about the outbox for whoever runs the service: figures only, nothing of any scheme. */
export class OutboxQueries {
  constructor(private readonly source: DataSource) {}

  async backlog(): Promise<Backlog> {
    const row = only(await this.source.query<unknown>('SELECT * FROM outbox_backlog()'));
    return {
      open: number(row, 'open_rows'),
      parked: number(row, 'parked_rows'),
      oldestOpenSeconds: number(row, 'oldest_open_seconds'),
    };
  }
}
