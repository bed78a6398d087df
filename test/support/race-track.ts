import type { DataSource } from 'typeorm';
import { openDataSource, type Tx, UnitOfWork } from '../../src/database/index.js';
import type { SchemeId } from '../../src/shared/ids.js';
import { Book } from './book.js';
import { PATIENT_MS } from './test-database.js';

/** A book with several pools, as several instances of the service have, and a count of how often work had to run again. */
export class RaceTrack {
  /** How often a transaction was begun again after a deadlock, a serialization failure or a lost connection. */
  retries = 0;
  private turn = 0;

  private constructor(
    readonly book: Book,
    private readonly sources: readonly DataSource[],
    private readonly works: readonly UnitOfWork[],
  ) {}

  static async open(pools: number, poolSize: number): Promise<RaceTrack> {
    const book = await Book.open({ poolSize: 4 });
    const sources: DataSource[] = [];
    for (let n = 0; n < pools; n++)
      sources.push(await openDataSource(book.database.appUrl, { as: 'app', poolSize, waitMs: PATIENT_MS }));
    return new RaceTrack(
      book,
      sources,
      sources.map((source) => new UnitOfWork(source)),
    );
  }

  /** One transaction over the next pool in turn. */
  async write<T>(scheme: SchemeId, work: (tx: Tx) => Promise<T>): Promise<T> {
    const next = this.works[this.turn++ % this.works.length];
    if (next === undefined) throw new Error('A race needs a pool.');
    let tries = 0;
    return next.write(
      scheme,
      (tx) => {
        if (tries++ > 0) this.retries++;
        return work(tx);
      },
      { keyed: true },
    );
  }

  /** How many deadlocks the database has broken. Each connection has told its count once it is closed. */
  async deadlocks(): Promise<number> {
    await Promise.all(this.sources.map((source) => source.destroy()));
    const [row]: { deadlocks: string }[] = await this.book.ownerSource.query(
      'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
    );
    await Promise.all(this.sources.map((source) => source.initialize()));
    return Number(row?.deadlocks);
  }

  async close(): Promise<void> {
    await Promise.all(this.sources.map((source) => source.destroy()));
    await this.book.close();
  }
}
