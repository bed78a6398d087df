import type { SchemeId } from '../../src/shared/ids.js';
import type { Book } from './book.js';
import { until } from './until.js';

/** An entry that is sealed: its key, its number, and the seal it is in. */
export interface SealedEntry {
  readonly key: string;
  readonly seq: number;
  readonly seal: number;
}

/** What the seals of a scheme hold. Any open transaction on the server holds sealing back, so watching means waiting. */
export class SealWatch {
  constructor(
    private readonly book: Book,
    private readonly scheme: SchemeId,
  ) {}

  /** Seals until nothing is left to seal. */
  async sealEverything(): Promise<void> {
    await until(async () => {
      await this.book.seal(this.scheme);
      return (await this.unsealed()) === 0;
    }, 'every entry is sealed');
  }

  /** How many entries wait for a seal. */
  async unsealed(): Promise<number> {
    const [row]: { unsealed: string }[] = await this.book.ownerSource.query(
      `SELECT (SELECT count(*) FROM journal_entry WHERE scheme_id = $1)
         - (SELECT count(*) FROM sealed_entry WHERE scheme_id = $1) AS unsealed`,
      [this.scheme],
    );
    return Number(row?.unsealed);
  }

  /** Seals until an entry is sealed; others may still be waiting. */
  async sealUntil(key: string): Promise<void> {
    await until(async () => {
      await this.book.seal(this.scheme);
      return (await this.entries()).some((entry) => entry.key === key);
    }, `${key} is sealed`);
  }

  /** Every sealed entry in the order of its number. */
  async entries(): Promise<SealedEntry[]> {
    const rows: Record<'key' | 'seq' | 'seal', string>[] = await this.book.ownerSource.query(
      `SELECT e.source_key AS key, x.seq, s.number AS seal
       FROM sealed_entry x JOIN journal_entry e ON e.scheme_id = x.scheme_id AND e.id = x.entry_id
       JOIN seal s ON s.scheme_id = x.scheme_id AND x.seq BETWEEN s.first_seq AND s.last_seq
       WHERE x.scheme_id = $1 ORDER BY x.seq`,
      [this.scheme],
    );
    return rows.map(({ key, seq, seal }) => ({ key, seq: Number(seq), seal: Number(seal) }));
  }

  async keys(): Promise<string[]> {
    return (await this.entries()).map(({ key }) => key);
  }

  async sealOf(key: string): Promise<number | undefined> {
    return (await this.entries()).find((entry) => entry.key === key)?.seal;
  }
}
