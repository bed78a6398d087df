import type { DataSource } from 'typeorm';
import { openDataSource, type Tx, UnitOfWork } from '../../src/database/index.js';
import { isLostConnection } from '../../src/database/retry.js';
import type { ParticipantId, SchemeId } from '../../src/shared/ids.js';
import { atOnce, times } from './at-once.js';
import { Book } from './book.js';
import { PATIENT_MS } from './test-database.js';
import { until } from './until.js';

/** How many connections the pool of a bench has. */
export const POOL = 3;

/** A unit of work with a small pool of its own, over a book with a scheme, a participant and a table for notes. */
export class WorkBench {
  readonly work: UnitOfWork;

  private constructor(
    readonly book: Book,
    readonly source: DataSource,
    readonly scheme: SchemeId,
    readonly jo: ParticipantId,
  ) {
    this.work = new UnitOfWork(source);
  }

  static async openBook(): Promise<Book> {
    const book = await Book.open();
    await book.ownerSource.query(`
      CREATE TABLE note (text text CONSTRAINT note_text_unique UNIQUE);
      GRANT SELECT, INSERT, UPDATE ON note TO galaxies_app;
    `);
    return book;
  }

  static async open(book: Book): Promise<WorkBench> {
    const source = await openDataSource(book.database.appUrl, {
      as: 'app',
      poolSize: POOL,
      waitMs: PATIENT_MS,
    });
    const scheme = await book.scheme();
    return new WorkBench(book, source, scheme, await book.participant(scheme));
  }

  /** A pool that waits no longer than that of the running service, for what is said of its limits. */
  async inHaste(use: (work: UnitOfWork, source: DataSource) => Promise<void>): Promise<void> {
    const source = await openDataSource(this.book.database.appUrl, { as: 'app', poolSize: POOL });
    await use(new UnitOfWork(source), source).finally(() => source.destroy());
  }

  async close(): Promise<void> {
    await this.source.destroy();
    await this.book.ownerSource.query('TRUNCATE note');
  }

  /** Writes a note; each can be written once. */
  note(tx: Tx, text: string): Promise<unknown> {
    return tx.query('INSERT INTO note VALUES ($1)', [text]);
  }

  /** Every note that was kept. */
  async notes(): Promise<string[]> {
    const rows: { text: string }[] = await this.book.ownerSource.query('SELECT text FROM note ORDER BY text');
    return rows.map(({ text }) => text);
  }

  /** One galaxy for the participant. */
  award(tx: Tx, key: string): Promise<unknown> {
    return this.book.awardIn(tx, this.scheme, [[this.jo, 1]], key);
  }

  numbers(): Promise<readonly [number, number, number]> {
    return this.book.numbers(this.scheme, this.jo);
  }

  /** A setting of the server as a transaction sees it. */
  shown(name: string): Promise<unknown> {
    return this.work.write(this.scheme, (tx) => setting(tx, name));
  }

  /** Every place of the pool can be had and used at once, which a leaked one could not. */
  async expectWholePool(): Promise<void> {
    const { kept, refused } = await atOnce(times(POOL * 3, () => this.shown('role')));
    expect([kept, refused]).toEqual([Array.from({ length: POOL * 3 }, () => 'galaxies_app'), {}]);
  }

  /** Ends every session of the service. */
  async endSessions(): Promise<void> {
    await this.book.ownerSource.query(
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
       WHERE datname = current_database() AND usename = 'galaxies_app'`,
    );
  }

  /** How many transactions are open and wait for their client. */
  async waiting(): Promise<number> {
    const [row]: { waiting: string }[] = await this.book.ownerSource.query(
      `SELECT count(*) AS waiting FROM pg_stat_activity
       WHERE datname = current_database() AND state = 'idle in transaction'`,
    );
    return Number(row?.waiting);
  }
}

/** Opens a bench for each test of a group, all of them over one book, and closes them. */
export function withBench(use: (bench: WorkBench) => void): void {
  let book: Book;
  let bench: WorkBench;
  beforeAll(async () => {
    book = await WorkBench.openBook();
  });
  afterAll(() => book.close());
  beforeEach(async () => {
    bench = await WorkBench.open(book);
    use(bench);
  });
  afterEach(() => bench.close());
}

export async function setting(tx: Tx, name: string): Promise<unknown> {
  const [row]: Record<string, unknown>[] = await tx.query(`SHOW ${name}`);
  return row?.[name];
}

/** Fails as the database would, with an error of that SQLSTATE. */
export function raise(tx: Tx, state: string): Promise<unknown> {
  return tx.query(`DO $$ BEGIN RAISE EXCEPTION 'as asked' USING ERRCODE = '${state}'; END $$`);
}

/** Ends the session of an open transaction from inside, and waits until its client has heard of it. */
export async function lose(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
  const isGone = () => tx.query('SELECT 1').then(() => false, isLostConnection);
  await until(isGone, 'the client hears that its connection is gone');
}
