import type { Book } from './book.js';
import { until } from './until.js';

/** Goes on when so many transactions of the book's database wait for a lock, or for whoever holds what they want to write. */
export async function untilSoManyWait(
  { ownerSource }: Pick<Book, 'ownerSource'>,
  many: number,
): Promise<void> {
  const areWaiting = async (): Promise<boolean> => {
    const rows: unknown[] = await ownerSource.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows.length === many;
  };
  await until(areWaiting, `for ${String(many)} to wait`);
}
