import { Injectable } from '@nestjs/common';
import type { View } from '../database/index.js';
import type { PersonId, SchemeId, SessionId } from '../shared/ids.js';
import type { PlaceAnswer, PlaceView } from './place.js';

interface PlaceRow {
  readonly person_id: PersonId;
  readonly answer: PlaceAnswer;
  readonly tell_leader: string | null;
}

const SELECT = 'SELECT person_id, answer, tell_leader FROM place WHERE scheme_id = $1 AND session_id = $2';

/** What people answered. */
@Injectable()
export class PlacesQueries {
  /** Every answer about a session, the earliest first. */
  async of(view: View, scheme: SchemeId, session: SessionId): Promise<readonly PlaceView[]> {
    const rows: PlaceRow[] = await view.query(`${SELECT} ORDER BY answered_at, person_id`, [scheme, session]);
    return rows.map(placeOf);
  }

  /** What one person answered; nothing when they have not. */
  async mine(
    view: View,
    scheme: SchemeId,
    session: SessionId,
    person: PersonId,
  ): Promise<PlaceView | undefined> {
    const rows: PlaceRow[] = await view.query(`${SELECT} AND person_id = $3`, [scheme, session, person]);
    return rows.map(placeOf)[0];
  }
}

function placeOf({ person_id, answer, tell_leader }: PlaceRow): PlaceView {
  return { personId: person_id, answer, tellLeader: tell_leader ?? undefined };
}
