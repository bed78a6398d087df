import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit, type Doer } from '../audit/index.js';
import type { Tx } from '../database/index.js';
import { Participants } from '../participants/index.js';
import type { PersonId, SchemeId, SessionId } from '../shared/ids.js';

/** $1 scheme, $2 reference. */
const THERE = 'SELECT FROM person WHERE scheme_id = $1 AND ref = $2';

/** Two who name the same people at once follow one another, and the second finds them. $1 scheme, $2 session. */
const ONE_AT_A_TIME = `
  SELECT pg_advisory_xact_lock(hashtextextended('new-names/' || $1::text || '/' || $2::text, 0))`;

/** Somebody new by first name, and what their reference follows from: the same is the same person. */
export interface Newcomer {
  readonly name: string;
  readonly from: readonly (string | number)[];
}

/** People whom a register names first, by first name alone. */
@Injectable()
export class NewNames {
  constructor(
    private readonly participants: Participants,
    private readonly audit: Audit,
  ) {}

  /**
   * A person for each of them, joining until staff have finished it with them: the work list counts them. A form that is sent
   * again makes nobody twice.
   */
  async join(
    tx: Tx,
    scheme: SchemeId,
    by: Doer,
    { sessionId, people: named }: { readonly sessionId: SessionId; readonly people: readonly Newcomer[] },
  ): Promise<readonly PersonId[]> {
    const people: PersonId[] = [];
    await tx.query(ONE_AT_A_TIME, [scheme, sessionId]);
    for (const { name: likedName, from } of named) {
      const ref = `new-${digest([...from, likedName]).slice(0, 20)}`;
      const there: unknown[] = await tx.query(THERE, [scheme, ref]);
      const id = await this.participants.join(tx, scheme, ref, { likedName, takingPart: 'joining' });
      if (there.length === 0)
        await this.audit.note(tx, { by, action: 'person.added', subject: { kind: 'person', id } });
      people.push(id);
    }
    return people;
  }
}

function digest(parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
