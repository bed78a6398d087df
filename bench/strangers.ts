import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { RegisterBook } from './registers.js';

/** A browser that nobody has signed in with, in a network of its own. */
export interface Stranger {
  readonly cookie: string;
  /** What a page that was sent to this browser holds. */
  readonly formToken: string;
  readonly ip: string;
}

const ADDRESSES = `
  INSERT INTO person (scheme_id, ref, liked_name, email, contact)
  SELECT $1, 'known-' || n, 'Sam', 'somebody' || n || '@example.org', 'email' FROM generate_series(0, $2::integer - 1) n`;

/**
 * A request of each stranger, by turns for somebody and for nobody; the code is another one than they will type, and made
 * for nobody too, as the job does. What their wrong codes are counted with and for is a number of their own: by chance some
 * would share one, and have to wait.
 */
const ASKED = `
  INSERT INTO sign_in_code (scheme_id, channel, visitor_hash, network, person_id, counted_for, code_hash, token_hash,
    counted_with)
  SELECT $1, 'email', hash, network, p.id, coalesce(p.id, gen_random_uuid()), sha256(hash), sha256(hash || 'link'),
    decode(lpad(to_hex(n - 1), 4, '0'), 'hex')
  FROM unnest($2::bytea[], $3::text[]) WITH ORDINALITY AS s (hash, network, n)
    LEFT JOIN person p ON p.scheme_id = $1 AND n % 2 = 1 AND p.ref = 'known-' || (n - 1)`;

/** Strangers who ask and guess, and as many people whose addresses they may try. */
export class Strangers {
  private constructor(
    private readonly registers: RegisterBook,
    private readonly strangers: readonly Stranger[],
  ) {}

  static async of(registers: RegisterBook, count: number): Promise<Strangers> {
    await registers.book.ownerSource.query(ADDRESSES, [registers.scheme, count]);
    return new Strangers(
      registers,
      Array.from({ length: count }, (_, n) => strangerIn(n)),
    );
  }

  at(n: number): Stranger {
    const stranger = this.strangers[n];
    if (stranger === undefined) throw new Error(`There are not ${String(n)} strangers.`);
    return stranger;
  }

  known(n: number): string {
    return `somebody${String(n)}@example.org`;
  }

  /** As long as the known one. */
  unknown(n: number): string {
    return `somebobs${String(n)}@example.org`;
  }

  /** Each has asked for a code: those with an even number for an address that somebody has. */
  async askedAll(): Promise<void> {
    const { book, scheme } = this.registers;
    const hashes = this.strangers.map(({ cookie }) => createHash('sha256').update(cookie).digest());
    const networks = this.strangers.map(({ ip }) => ip.replace(/\d+$/, '0/24'));
    await book.ownerSource.query('TRUNCATE outbox');
    await book.ownerSource.query('DELETE FROM sign_in_code');
    await book.ownerSource.query(ASKED, [scheme, hashes, networks]);
    await book.ownerSource.query('VACUUM ANALYZE sign_in_code');
  }

  /** Entries of the book that did not give that person anything. */
  async entriesWithout(person: string): Promise<readonly string[]> {
    const { book, scheme } = this.registers;
    const rows: { id: string }[] = await book.ownerSource.query(
      `SELECT e.id FROM journal_entry e WHERE e.scheme_id = $1 AND e.kind = 'register' AND NOT EXISTS (
         SELECT FROM transfer t JOIN account a ON a.scheme_id = t.scheme_id AND a.id = t.credit_account_id
         WHERE t.scheme_id = e.scheme_id AND t.entry_id = e.id AND a.owner_id = $2)`,
      [scheme, person],
    );
    return rows.map(({ id }) => id);
  }
}

function strangerIn(n: number): Stranger {
  const cookie = randomBytes(32).toString('base64url');
  const formToken = createHmac('sha256', cookie).update('form').digest('base64url');
  return { cookie, formToken, ip: `10.${String(n >> 8)}.${String(n & 255)}.7` };
}
