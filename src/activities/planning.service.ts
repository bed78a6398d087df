import { Injectable } from '@nestjs/common';
import { Audit, type Doer } from '../audit/index.js';
import type { Tx } from '../database/index.js';
import type { ActivityId, PersonId, SchemeId, SessionId } from '../shared/ids.js';
import { Activities } from './activities.service.js';
import type { NewActivity } from './activity.js';
import { activityMadeBefore, sessionMadeBefore } from './made-before.statements.js';
import { lockedSession, noteMove } from './moves.statements.js';
import { isMoved, type NewSession, type SessionView } from './session.js';
import { Sessions } from './sessions.service.js';
import { Telling } from './telling.service.js';

/** Whoever of the staff plans, in which scheme. */
export type Planner = Doer & { readonly schemeId: SchemeId };

/** A new date, and the rule it repeats by if it does. */
export interface PlannedDates {
  readonly session: NewSession;
  readonly rule?: string | undefined;
}

/** What staff do to plans, each written down beside who did it, in the caller's transaction. */
@Injectable()
export class Planning {
  constructor(
    private readonly audit: Audit,
    private readonly activities: Activities,
    private readonly sessions: Sessions,
    private readonly telling: Telling,
  ) {}

  async makeActivity(tx: Tx, by: Planner, activity: NewActivity): Promise<ActivityId> {
    const id = await this.activities.make(tx, by.schemeId, activity);
    await this.audit.note(tx, { by, action: 'activity.made', subject: { kind: 'activity', id } });
    return id;
  }

  /** The same for a form: sent again, it answers with what it made. The activity has a reference of that form. */
  async makeActivityOnce(tx: Tx, by: Planner, activity: NewActivity): Promise<ActivityId> {
    const before = await activityMadeBefore(tx, by.schemeId, activity.ref);
    return before ?? this.makeActivity(tx, by, activity);
  }

  async changeActivity(tx: Tx, by: Planner, id: ActivityId, activity: NewActivity): Promise<void> {
    await this.activities.change(tx, by.schemeId, id, activity);
    await this.audit.note(tx, { by, action: 'activity.changed', subject: { kind: 'activity', id } });
  }

  /** Makes one date, or every date of a rule; the first one comes first. */
  async makeSessions(
    tx: Tx,
    by: Planner,
    { session, rule }: PlannedDates,
  ): Promise<readonly [SessionId, ...SessionId[]]> {
    const [first, ...others] =
      rule === undefined
        ? [await this.sessions.make(tx, by.schemeId, session)]
        : await this.sessions.repeat(tx, by.schemeId, session, rule);
    if (first === undefined) throw new Error('A rule has made no date.');
    for (const id of [first, ...others])
      await this.audit.note(tx, { by, action: 'session.made', subject: { kind: 'session', id } });
    return [first, ...others];
  }

  /** The same for a form, as `makeActivityOnce` does; answers with the first of the dates. */
  async makeSessionsOnce(tx: Tx, by: Planner, dates: PlannedDates): Promise<SessionId> {
    const before = await sessionMadeBefore(tx, by.schemeId, dates.session.ref);
    if (before !== undefined) return before;
    const [first] = await this.makeSessions(tx, by, dates);
    return first;
  }

  /** Whoever planned to come is told when it was moved, a leader who comes first now, and who waits when it has more room. */
  async changeSession(tx: Tx, by: Planner, id: SessionId, session: NewSession): Promise<void> {
    const { schemeId: scheme } = by;
    const was = await lockedSession(tx, scheme, id);
    await this.sessions.change(tx, scheme, id, session);
    const now = await lockedSession(tx, scheme, id);
    if (isMoved(was, now)) await noteMove(tx, scheme, was);
    const next = movedUp(was, now);
    if (next !== undefined && next !== by.personId) await this.telling.leadsNow(tx, scheme, id, next);
    if (now.places > was.places) await this.telling.offerRoom(tx, scheme, id, now.places - was.places);
    await this.audit.note(tx, { by, action: 'session.changed', subject: { kind: 'session', id } });
  }

  /** Changes it into what `amend` makes of it as it is now; nobody else changes it between. What `amend` refuses stays. */
  async amendSession(
    tx: Tx,
    by: Planner,
    id: SessionId,
    amend: (now: SessionView) => NewSession,
  ): Promise<void> {
    await this.changeSession(tx, by, id, amend(await lockedSession(tx, by.schemeId, id)));
  }

  /** Everybody who said yes or maybe, or waits, and who leads is told once, but for whoever calls it off. */
  async callOff(tx: Tx, by: Planner, id: SessionId, reason: string): Promise<SessionView> {
    await this.sessions.callOff(tx, by, id, reason);
    const session = await this.telling.calledOff(tx, by.schemeId, id, by.personId);
    await this.audit.note(tx, { by, action: 'session.called-off', subject: { kind: 'session', id } });
    return session;
  }
}

/** Who led too, and leads first now. */
function movedUp(was: SessionView, now: SessionView): PersonId | undefined {
  const [first] = now.leaders;
  const [, ...others] = was.leaders;
  return others.find(({ personId }) => personId === first?.personId)?.personId;
}
