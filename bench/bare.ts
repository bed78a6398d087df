import { Pool } from 'pg';
import { bigintArray, uuidArray } from '../src/database/index.js';
import type { NewEntry } from '../src/ledger/index.js';
import { accountIdsOf } from '../src/ledger/account-id.js';
import { CALLERS, type RegisterBook } from './registers.js';

const RECORD = ', $2, $3, $4, $5, NULL, NULL, $6, $7, $8)';

/** The least that a program without any of our classes would do: the bare pg pool, signed in as galaxies_app. */
export class Bare {
  readonly pool: Pool;
  private readonly idOf: ReturnType<typeof accountIdsOf>;

  constructor(private readonly registers: RegisterBook) {
    this.idOf = accountIdsOf(registers.scheme);
    this.pool = new Pool({
      connectionString: registers.book.database.appUrl,
      max: CALLERS,
      ...{ pipeline: true },
      options: '-c jit=off -c statement_timeout=5000 -c lock_timeout=2000',
    });
  }

  /**
   * One statement and one round trip: the scheme is set for the transaction of the statement while its arguments are
   * evaluated.
   */
  async record(caller: number): Promise<unknown> {
    const call = `SELECT ledger_record(set_config('galaxies.scheme', $1, true)::uuid${RECORD}`;
    return this.pool.query({
      name: 'record',
      text: call,
      values: this.valuesOf(this.registers.next(caller)),
    });
  }

  /** BEGIN and SET LOCAL, the call, and COMMIT, sent one behind the other without waiting. */
  async recordBetweenBeginAndCommit(caller: number): Promise<unknown> {
    const entry = this.registers.next(caller);
    const client = await this.pool.connect();
    try {
      const [, result] = await Promise.all([
        client.query(`BEGIN; SET LOCAL galaxies.scheme = '${entry.scheme}'`),
        client.query({
          name: 'record-in',
          text: `SELECT ledger_record($1${RECORD}`,
          values: this.valuesOf(entry),
        }),
        client.query('COMMIT'),
      ]);
      return result;
    } finally {
      client.release();
    }
  }

  /** What any commit costs here. */
  async insertOneRow(): Promise<unknown> {
    return this.pool.query({ name: 'row', text: 'INSERT INTO bench_row (amount) VALUES ($1)', values: [1] });
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private valuesOf({ scheme, kind, sourceKey, occurredOn, recordedBy, transfers }: NewEntry): unknown[] {
    return [
      scheme,
      kind,
      sourceKey,
      occurredOn,
      recordedBy,
      uuidArray(transfers.map(({ debit }) => this.idOf(debit))),
      uuidArray(transfers.map(({ credit }) => this.idOf(credit))),
      bigintArray(transfers.map(({ amount }) => amount)),
    ];
  }
}

/** A table for one-row inserts, which the service's role may write. */
export async function addRowTable({ book }: RegisterBook): Promise<void> {
  await book.ownerSource.query(`
    CREATE TABLE bench_row (id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY, amount integer NOT NULL);
    GRANT INSERT ON bench_row TO galaxies_app`);
}
