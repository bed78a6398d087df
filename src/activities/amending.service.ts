import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';
import type { ActivityId, SessionId } from '../shared/ids.js';
import { ActivitiesQueries } from './activities.queries.js';
import type { ActivityView, NewActivity } from './activity.js';
import { type Planner, Planning } from './planning.service.js';
import type { NewSession, SessionView } from './session.js';
import { SessionsQueries } from './sessions.queries.js';

/** Plans as programs make and change them: a part at a time, as they have seen it, in the caller's transaction. */
@Injectable()
export class Amending {
  constructor(
    private readonly planning: Planning,
    private readonly activities: ActivitiesQueries,
    private readonly sessions: SessionsQueries,
  ) {}

  /** A new activity, as it is kept. Refuses as `Activities.make` does. */
  async make(tx: Tx, by: Planner, activity: NewActivity): Promise<ActivityView> {
    const id = await this.planning.makeActivity(tx, by, activity);
    return this.activities.one(tx, by.schemeId, id);
  }

  /**
   * Changes an activity into what `amend` makes of it as it is now, and nobody else changes it between. What `amend` refuses
   * is left as it was. Refuses with `unknown-activity` and as `Activities.change` does.
   */
  async activity(
    tx: Tx,
    by: Planner,
    id: ActivityId,
    amend: (now: ActivityView) => NewActivity,
  ): Promise<ActivityView> {
    await tx.query('SELECT FROM activity WHERE scheme_id = $1 AND id = $2 FOR NO KEY UPDATE', [
      by.schemeId,
      id,
    ]);
    await this.planning.changeActivity(tx, by, id, amend(await this.activities.one(tx, by.schemeId, id)));
    return this.activities.one(tx, by.schemeId, id);
  }

  /** The same with a session. Refuses with `unknown-session` and as `Sessions.change` does. */
  async session(
    tx: Tx,
    by: Planner,
    id: SessionId,
    amend: (now: SessionView) => NewSession,
  ): Promise<SessionView> {
    await tx.query('SELECT FROM session WHERE scheme_id = $1 AND id = $2 FOR NO KEY UPDATE', [
      by.schemeId,
      id,
    ]);
    await this.planning.changeSession(tx, by, id, amend(await this.sessions.one(tx, by.schemeId, id)));
    return this.sessions.one(tx, by.schemeId, id);
  }
}
