import { PlaceClearing } from '../../src/activities/place-clearing.service.js';
import { Audit } from '../../src/audit/index.js';
import { Forgetting } from '../../src/participants/forgetting.service.js';
import { PERSONAL_COLUMNS } from '../../src/participants/index.js';
import { ownersOf } from '../../src/participants/personal-copy.js';
import { type RetentionRule, rulesOf } from '../../src/participants/retention.js';
import type { ParticipantId, SchemeId } from '../../src/shared/ids.js';
import { aRowOfEach } from './a-row-of-each.js';
import type { Book } from './book.js';

/** A word that stands in everything that is kept of somebody. */
export const WORD = 'kanarienvogel';
export const EVERY_RULE: readonly RetentionRule[] = [...rulesOf('minute'), ...rulesOf('night')];

/** A row as the database has it. */
export type Held = Readonly<Record<string, unknown>>;

/** A scheme with people of whom everything is kept that can be, and the rules that take it away. */
export class ForgettingWorld {
  readonly forgetting: Forgetting;

  private constructor(
    readonly book: Book,
    readonly scheme: SchemeId,
  ) {
    this.forgetting = new Forgetting(book.work, new Audit(book.work));
  }

  /** A scheme of its own in a book that is there. */
  static async in(book: Book): Promise<ForgettingWorld> {
    return new ForgettingWorld(book, await book.scheme());
  }

  async rows<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    const found: Row[] = await this.book.ownerSource.query(sql, [...values]);
    return found;
  }

  /** Somebody of whom everything is kept that can be, all of it this old; they left so long ago, or are here. */
  async somebody(ago: string, left?: string): Promise<ParticipantId> {
    const { book, scheme } = this;
    const person = await book.participant(scheme);
    const [staff, third] = await this.others();
    await aRowOfEach(book, { scheme, person, staff, third, word: WORD, ago });
    await this.rows(
      `UPDATE person SET ref = 'r-' || left(id::text, 8), liked_name = $2, surname = $2, email = $2 || id || '@example.org',
         phone = '+4477' || (10000000 + abs(hashtext(id::text)) % 89999999), contact = 'email', message_detail = 'everything',
         formats = '{letter}', note_for_leaders = $2, note_shared = true, findable_by_leaders = true WHERE id = $1`,
      [person, WORD],
    );
    if (left !== undefined)
      await this.rows(
        `UPDATE person SET taking_part = 'left', left_on = (clock_timestamp() AT TIME ZONE 'Europe/London')::date - $2::interval WHERE id = $1`,
        [person, left],
      );
    return person;
  }

  /** What the register's tables hold of somebody. */
  async heldOf(person: ParticipantId): Promise<ReadonlyMap<string, readonly Held[]>> {
    const held = new Map<string, readonly Held[]>();
    for (const table of Object.keys(PERSONAL_COLUMNS)) {
      const about =
        ABOUT[table] ??
        ownersOf(table)
          .map((column) => `${column} = $1`)
          .join(' OR ');
      const found = await this.rows<{ row: Held }>(
        `SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${about}`,
        [person],
      );
      held.set(
        table,
        found.map(({ row }) => row),
      );
    }
    return held;
  }

  async count(table: string, where: string): Promise<number> {
    return (await this.rows(`SELECT FROM ${table} WHERE scheme_id = $1 AND ${where}`, [this.scheme])).length;
  }

  /** All rules, also those that other rooms look after. */
  async carryOutAll(): Promise<void> {
    const { book, scheme } = this;
    await this.forgetting.carryOut(scheme, EVERY_RULE);
    await new PlaceClearing(book.work).clear(scheme);
    await book.work.write(scheme, (tx) => tx.query('SELECT message_tidy(500)'));
    await book.work.write(scheme, (tx) => tx.query(`SELECT idempotency_prune('180 days', 500)`));
  }

  private others(): Promise<[ParticipantId, ParticipantId]> {
    return Promise.all([this.book.participant(this.scheme), this.book.participant(this.scheme)]);
  }
}

/** The tables whose rows are not found by a column of their own that names the person. */
const ABOUT: Readonly<Record<string, string>> = {
  participant: 'id = $1',
  session: 'called_off_by = $1',
  idempotency_key: 'actor = $1',
  dev_message: '$1::uuid IS NOT NULL',
  rate_count: '$1::uuid IS NOT NULL',
};
