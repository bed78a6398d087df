import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit, type Doer } from '../audit/index.js';
import type { Tx } from '../database/index.js';
import { Participants } from '../participants/index.js';
import type { PersonId, SchemeId } from '../shared/ids.js';

/** $1 scheme, $2 reference. */
const THERE = 'SELECT FROM person WHERE scheme_id = $1 AND ref = $2';

/** People whom a register names first, by first name alone. */
@Injectable()
export class NewNames {
  constructor(
    private readonly participants: Participants,
    private readonly audit: Audit,
  ) {}

  /**
   * A person for each name, joining until staff have finished it with them: the work list counts them. Their reference follows
   * from the key of the form and their place on it, so that a form which is sent again makes nobody twice.
   */
  async join(
    tx: Tx,
    scheme: SchemeId,
    by: Doer,
    { names, key }: { readonly names: readonly string[]; readonly key: string },
  ): Promise<readonly PersonId[]> {
    const people: PersonId[] = [];
    for (const [index, likedName] of names.entries()) {
      const ref = `new-${digest([key, index, likedName]).slice(0, 20)}`;
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
