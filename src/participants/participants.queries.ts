import { Injectable } from '@nestjs/common';
import type { View } from '../database/index.js';
import type { ParticipantId, PersonId, SchemeId } from '../shared/ids.js';

/** Somebody by their id, which is also that of their accounts where they have some. */
export interface KnownPerson {
  readonly id: PersonId;
  readonly participant: ParticipantId | undefined;
}

@Injectable()
export class ParticipantsQueries {
  /** Each participant's reference, by id. */
  async refs(view: View, scheme: SchemeId): Promise<ReadonlyMap<ParticipantId, string>> {
    const rows: { id: ParticipantId; ref: string }[] = await view.query(
      `SELECT id, ref FROM participant JOIN person USING (scheme_id, id)
       WHERE scheme_id = $1 ORDER BY ref COLLATE "C"`,
      [scheme],
    );
    return new Map(rows.map(({ id, ref }) => [id, ref]));
  }

  /** Everybody whom the scheme knows, by reference; `participant` for those who have accounts. */
  async everybody(view: View, scheme: SchemeId): Promise<ReadonlyMap<string, KnownPerson>> {
    const rows: { id: PersonId; ref: string; participant: ParticipantId | null }[] = await view.query(
      `SELECT person.id, person.ref, participant.id AS participant
       FROM person LEFT JOIN participant USING (scheme_id, id) WHERE scheme_id = $1`,
      [scheme],
    );
    return new Map(
      rows.map(({ id, ref, participant }) => [ref, { id, participant: participant ?? undefined }]),
    );
  }
}
