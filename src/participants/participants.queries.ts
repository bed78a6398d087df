import { Injectable } from '@nestjs/common';
import type { View } from '../database/index.js';
import type { ParticipantId, SchemeId } from '../shared/ids.js';

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
}
