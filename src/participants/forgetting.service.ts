import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Tx, UnitOfWork } from '../database/index.js';
import type { PersonId, SchemeId } from '../shared/ids.js';
import type { RetentionRule } from './retention.js';

/** How much one transaction takes away, so that nobody waits for it for long. */
const MOST_AT_ONCE = 500;
/** How often one job goes on before it leaves the rest to the next. */
const MOST_TURNS = 1_000;

/**
 * Forgets what is over its time, rule by rule, in small transactions. Doing it twice, or two at a time, is the same as once:
 * what one holds the other leaves. The book is never touched.
 */
@Injectable()
export class Forgetting {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /** Carries out those rules to the end, and answers how much each took away. */
  async carryOut(
    scheme: SchemeId,
    rules: readonly RetentionRule[],
    atOnce = MOST_AT_ONCE,
  ): Promise<ReadonlyMap<RetentionRule, number>> {
    const gone = new Map<RetentionRule, number>();
    for (const rule of rules) gone.set(rule, await this.toTheEnd(scheme, rule, atOnce));
    return gone;
  }

  private async toTheEnd(scheme: SchemeId, rule: RetentionRule, atOnce: number): Promise<number> {
    let all = 0;
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      const gone = await this.work.write(scheme, (tx) => this.some(tx, { scheme, rule, atOnce }));
      all += gone;
      if (gone < atOnce) break;
    }
    return all;
  }

  /** One piece, and in the same transaction a note of it. */
  private async some(tx: Tx, { scheme, rule, atOnce }: Piece): Promise<number> {
    if (rule === 'people') return this.somePeople(tx, atOnce);
    const [row]: { gone: number }[] = await tx.query(`SELECT forget_${rule}($1) AS gone`, [atOnce]);
    const gone = row?.gone ?? 0;
    if (gone > 0) {
      const subject = { kind: 'scheme', id: scheme };
      const details = { rule: rule.replaceAll('_', '-'), rows: gone };
      await this.audit.note(tx, { by: 'job', action: 'retention.carried-out', subject, details });
    }
    return gone;
  }

  private async somePeople(tx: Tx, atOnce: number): Promise<number> {
    const people: { id: PersonId }[] = await tx.query('SELECT forget_people($1) AS id', [atOnce]);
    for (const { id } of people)
      await this.audit.note(tx, { by: 'job', action: 'person.anonymised', subject: { kind: 'person', id } });
    return people.length;
  }
}

interface Piece {
  readonly scheme: SchemeId;
  readonly rule: RetentionRule;
  readonly atOnce: number;
}
