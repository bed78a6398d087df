import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';
import { Ledger } from '../ledger/index.js';
import { newId, type ParticipantId, type PersonId, type SchemeId } from '../shared/ids.js';
import { checkedRef } from './participant.js';
import './participants.errors.js';
import { checkedDetails, type JoiningDetails } from './person.js';

export interface NewPerson {
  readonly id: ParticipantId;
  readonly ref: string;
  readonly likedName: string;
}

/** People who take part, by the reference that the scheme's own papers use. */
@Injectable()
export class Participants {
  constructor(private readonly ledger: Ledger) {}

  /**
   * The participant of that reference, added with their two accounts when new; somebody who is there is left as they
   * are. Without a liked name they are called by the reference. Refuses with `bad-ref`, `bad-person`, `email-taken` or
   * `phone-taken`.
   */
  async join(tx: Tx, scheme: SchemeId, ref: string, details: JoiningDetails = {}): Promise<ParticipantId> {
    await this.add(tx, scheme, ref, details);
    const [added]: { id: ParticipantId }[] = await tx.query(
      `INSERT INTO participant (scheme_id, id) SELECT scheme_id, id FROM person WHERE scheme_id = $1 AND ref = $2
       ON CONFLICT ON CONSTRAINT participant_pkey DO NOTHING RETURNING id`,
      [scheme, ref],
    );
    if (added === undefined) return this.known(tx, scheme, ref);
    await this.ledger.open(tx, scheme, added.id);
    return added.id;
  }

  /** Somebody who has no accounts, such as staff: added when new, and left as they are when there. Refuses as `join` does. */
  async know(tx: Tx, scheme: SchemeId, ref: string, details: JoiningDetails = {}): Promise<PersonId> {
    await this.add(tx, scheme, ref, details);
    return this.known(tx, scheme, ref);
  }

  private async add(tx: Tx, scheme: SchemeId, ref: string, details: JoiningDetails): Promise<void> {
    const kept = checkedDetails(checkedRef(ref), details);
    await tx.query(
      `INSERT INTO person (scheme_id, id, ref, liked_name, surname, email, phone, contact, joined_on, taking_part)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, coalesce($9::date, (clock_timestamp() AT TIME ZONE time_zone)::date), $10
       FROM scheme WHERE id = $1
       ON CONFLICT ON CONSTRAINT person_ref_unique DO NOTHING`,
      [
        ...[scheme, newId<ParticipantId>(), ref, kept.likedName, kept.surname, kept.email, kept.phone],
        ...[kept.contact, kept.joinedOn, kept.takingPart],
      ],
    );
  }

  /** Somebody new of that id and reference, with their two accounts. Refuses with `person-there`, `bad-ref` and `ref-taken`. */
  async joinAnew(tx: Tx, scheme: SchemeId, { id, ref, likedName }: NewPerson): Promise<void> {
    await tx.query(
      `INSERT INTO person (scheme_id, id, ref, liked_name, joined_on)
       SELECT $1, $2, $3, $4, (clock_timestamp() AT TIME ZONE time_zone)::date FROM scheme WHERE id = $1`,
      [scheme, id, checkedRef(ref), likedName],
    );
    await tx.query('INSERT INTO participant (scheme_id, id) VALUES ($1, $2)', [scheme, id]);
    await this.ledger.open(tx, scheme, id);
  }

  private async known(tx: Tx, scheme: SchemeId, ref: string): Promise<ParticipantId> {
    const [row]: { id: ParticipantId }[] = await tx.query(
      'SELECT id FROM person WHERE scheme_id = $1 AND ref = $2',
      [scheme, ref],
    );
    if (row === undefined) throw new Error('A participant was there and is not.');
    return row.id;
  }
}
