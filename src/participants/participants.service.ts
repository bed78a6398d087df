import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';
import { Ledger } from '../ledger/index.js';
import { newId, type ParticipantId, type SchemeId } from '../shared/ids.js';
import { checkedRef } from './participant.js';

/** People who take part, by the reference that the scheme's own papers use. */
@Injectable()
export class Participants {
  constructor(private readonly ledger: Ledger) {}

  /** The participant of that reference, added with their two accounts when new; refuses with `bad-ref`. */
  async join(tx: Tx, scheme: SchemeId, ref: string): Promise<ParticipantId> {
    const id = newId<ParticipantId>();
    const added: { id: ParticipantId }[] = await tx.query(
      `INSERT INTO participant (scheme_id, id, ref) VALUES ($1, $2, $3)
       ON CONFLICT ON CONSTRAINT participant_ref_unique DO NOTHING RETURNING id`,
      [scheme, id, checkedRef(ref)],
    );
    if (added.length === 0) return this.known(tx, scheme, ref);
    await this.ledger.open(tx, scheme, id);
    return id;
  }

  private async known(tx: Tx, scheme: SchemeId, ref: string): Promise<ParticipantId> {
    const [row]: { id: ParticipantId }[] = await tx.query(
      'SELECT id FROM participant WHERE scheme_id = $1 AND ref = $2',
      [scheme, ref],
    );
    if (row === undefined) throw new Error('A participant was there and is not.');
    return row.id;
  }
}
