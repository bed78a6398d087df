import { Injectable } from '@nestjs/common';
import type { View } from '../database/index.js';
import type { IsoDate } from '../shared/calendar.js';
import type { SchemeId, SessionId } from '../shared/ids.js';
import { unknownSession } from './activities.errors.js';
import type { SessionView } from './session.js';
import { sessionOf, type SessionRow, SESSIONS } from './sessions.sql.js';

/** Which sessions there are. */
@Injectable()
export class SessionsQueries {
  /** That session; refuses with `unknown-session`. */
  async one(view: View, scheme: SchemeId, id: SessionId): Promise<SessionView> {
    const [row]: SessionRow[] = await view.query(`${SESSIONS} AND s.id = $2`, [scheme, id]);
    if (row === undefined) throw unknownSession();
    return sessionOf(row);
  }

  /** The id of each session by the reference that the scheme's own files use. */
  async byRef(view: View, scheme: SchemeId): Promise<ReadonlyMap<string, SessionId>> {
    const rows: { ref: string; id: SessionId }[] = await view.query(
      'SELECT ref, id FROM session WHERE scheme_id = $1',
      [scheme],
    );
    return new Map(rows.map(({ ref, id }) => [ref, id]));
  }

  /** The day of each session of a scheme, by its own clock. */
  async days(view: View, scheme: SchemeId): Promise<ReadonlyMap<SessionId, IsoDate>> {
    const rows: { id: SessionId; day: IsoDate }[] = await view.query(
      `SELECT id, to_char(occurs_on, 'YYYY-MM-DD') AS day FROM session WHERE scheme_id = $1`,
      [scheme],
    );
    return new Map(rows.map(({ id, day }) => [id, day]));
  }
}
