import type { DataSource, EntityManager } from 'typeorm';
import type { Checkpoint, Proof, ProofChoices } from '../../src/ledger/index.js';
import { signed } from '../../src/ledger/checkpoint.js';
import type { SchemeId } from '../../src/shared/ids.js';
import type { Book } from './book.js';
import { newSealKey } from './target.js';

/** One row, its values as text. */
export type Row = Readonly<Record<string, string>>;

/**
 * The book in the hands of a superuser who has switched every guard off, inside a transaction that is never kept. What is
 * proved is proved inside the same transaction, so a test may ruin the book as often as it likes.
 */
export class TamperedBook {
  private constructor(
    private readonly book: Book,
    readonly manager: EntityManager,
    readonly scheme: SchemeId,
    private readonly seed: number,
  ) {}

  /** Lets `work` tamper and forgets it all afterwards. The seed decides which rows are picked. */
  static async tamper<T>(
    book: Book,
    superuser: DataSource,
    { scheme, seed, work }: { scheme: SchemeId; seed: number; work: (tampered: TamperedBook) => Promise<T> },
  ): Promise<T> {
    const runner = superuser.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query(
        `SET LOCAL session_replication_role = replica; SET LOCAL galaxies.scheme = '${scheme}'`,
      );
      return await work(new TamperedBook(book, runner.manager, scheme, seed));
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  }

  /** Some rows of a query, picked by the seed; `$1` is the scheme. */
  async pick(sql: string, count = 1): Promise<readonly Row[]> {
    const rows: Row[] = await this.manager.query(
      `SELECT * FROM (${sql}) found ORDER BY md5(found::text || $2) LIMIT $3`,
      [this.scheme, String(this.seed), count],
    );
    if (rows.length < count) throw new Error(`The book has no row to tamper with: ${sql}`);
    return rows;
  }

  async one(sql: string): Promise<Row> {
    const [row = {}] = await this.pick(sql);
    return row;
  }

  /** Changes rows; `$1` is the scheme. Fails when it changed none. */
  async change(sql: string, parameters: readonly unknown[] = []): Promise<void> {
    const [row]: { changed: string }[] = await this.manager.query(
      `WITH changed AS (${sql} RETURNING 1) SELECT count(*) AS changed FROM changed`,
      [this.scheme, ...parameters],
    );
    if (row?.changed === '0') throw new Error(`Nothing was tampered with: ${sql}`);
  }

  async alter(sql: string): Promise<void> {
    await this.manager.query(sql);
  }

  prove(choices: ProofChoices = {}): Promise<Proof> {
    return this.book.proofs.prove(this.manager, this.scheme, choices);
  }

  /** What every check found, by whom it names. */
  async named(saved?: Checkpoint): Promise<ReadonlySet<string>> {
    const { checks } = await this.prove({ saved });
    return new Set(checks.flatMap(({ findings }) => findings.map(({ subject }) => subject)));
  }

  /** Makes every running and kept balance follow from the transfers that are there now. */
  async mendBalances(): Promise<void> {
    for (const side of ['debit', 'credit']) {
      await this.manager.query(
        `UPDATE transfer t SET ${side}_balance = k.balance FROM (${KEPT}) k
         WHERE t.scheme_id = $1 AND k.transfer_id = t.id AND k.account_id = t.${side}_account_id`,
        [this.scheme],
      );
    }
    await this.manager.query(MEND_ACCOUNTS, [this.scheme]);
  }

  /** Seals everything again from a seal on, in the same runs and at the same moments, and signs with a new key. */
  async sealAgain(from: number): Promise<void> {
    await this.manager.query(REHASH, [this.scheme, from]);
    const seals: { number: string }[] = await this.manager.query(
      'SELECT number FROM seal WHERE scheme_id = $1 AND number >= $2 ORDER BY number',
      [this.scheme, from],
    );
    for (const { number } of seals) {
      await this.manager.query(RETOTAL, [this.scheme, number]);
      await this.manager.query(REROOT, [this.scheme, number]);
    }
    await this.signAgain(from);
  }

  private async signAgain(from: number): Promise<void> {
    const key = newSealKey();
    await this.change('DELETE FROM seal_signature WHERE scheme_id = $1 AND number >= $2', [from]);
    for (const { number, checkpoint } of await this.book.sealsQueries.page(this.manager, this.scheme, {
      after: from - 1,
      limit: 100,
    })) {
      const { publicKey, signature } = signed(checkpoint, key);
      await this.change('INSERT INTO seal_signature VALUES ($1, $2, $3, $4)', [number, publicKey, signature]);
    }
  }
}

const KEPT = `
  SELECT p.transfer_id, p.account_id, sum(p.delta) OVER (PARTITION BY p.account_id ORDER BY p.seq) AS balance
  FROM posting p JOIN account a ON a.scheme_id = p.scheme_id AND a.id = p.account_id AND a.keeps_balance WHERE p.scheme_id = $1`;

const MEND_ACCOUNTS = `
  UPDATE account a SET balance = coalesce(s.balance, 0), last_seq = coalesce(s.postings, 0), last_recorded_at = coalesce(s.latest, '-infinity')
  FROM account b LEFT JOIN (
    SELECT p.account_id, sum(p.delta) AS balance, count(*) AS postings, max(e.recorded_at) AS latest
    FROM posting p JOIN journal_entry e ON e.scheme_id = p.scheme_id AND e.id = p.entry_id WHERE p.scheme_id = $1 GROUP BY p.account_id
  ) s ON s.account_id = b.id
  WHERE a.scheme_id = $1 AND a.keeps_balance AND b.scheme_id = a.scheme_id AND b.id = a.id`;

const REHASH = `
  UPDATE sealed_entry s SET hash = sha256(convert_to(ledger_entry_text(s.seq, e) || (
    SELECT string_agg(ledger_transfer_text(t), '' ORDER BY t.id) FROM transfer t WHERE t.scheme_id = s.scheme_id AND t.entry_id = s.entry_id), 'UTF8'))
  FROM journal_entry e WHERE s.scheme_id = $1 AND e.scheme_id = s.scheme_id AND e.id = s.entry_id
    AND s.seq >= (SELECT first_seq FROM seal WHERE scheme_id = $1 AND number = $2)`;

const TOTAL = (kind: string): string => `(
  SELECT coalesce(sum(p.delta), 0) FROM sealed_entry e JOIN posting p ON p.scheme_id = e.scheme_id AND p.entry_id = e.entry_id
  JOIN account a ON a.scheme_id = p.scheme_id AND a.id = p.account_id AND a.kind = '${kind}' WHERE e.scheme_id = s.scheme_id AND e.seq <= s.last_seq)`;

const RETOTAL = `
  UPDATE seal s SET issued = ${TOTAL('issued')}, used = ${TOTAL('used')}, opening = ${TOTAL('opening')},
    previous = coalesce((SELECT root FROM seal WHERE scheme_id = $1 AND number = s.number - 1), previous)
  WHERE s.scheme_id = $1 AND s.number = $2`;

const REROOT = `
  UPDATE seal s SET root = ledger_seal_root(s, (
    SELECT string_agg(e.hash, '' ORDER BY e.seq) FROM sealed_entry e WHERE e.scheme_id = s.scheme_id AND e.seq BETWEEN s.first_seq AND s.last_seq))
  WHERE s.scheme_id = $1 AND s.number = $2`;
