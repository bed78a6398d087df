import { Injectable } from '@nestjs/common';
import type { SessionId } from '../shared/ids.js';
import type { DatesWanted, DateView } from './date.js';
import { DatesQueries, type Looking } from './dates.queries.js';
import { Desk } from './desk.service.js';
import type { PlaceView } from './place.js';
import { PlacesQueries } from './places.queries.js';
import type { SessionView } from './session.js';
import { SessionsQueries } from './sessions.queries.js';

/** What programs ask of sessions, each as of one instant. */
@Injectable()
export class SessionLists {
  constructor(
    private readonly desk: Desk,
    private readonly dates: DatesQueries,
    private readonly sessions: SessionsQueries,
    private readonly places: PlacesQueries,
  ) {}

  /** Those that are not over at a moment, which is now when it is not given. */
  page(
    looking: Looking,
    { from, ...wanted }: Omit<DatesWanted, 'from'> & Partial<Pick<DatesWanted, 'from'>>,
  ): Promise<readonly DateView[]> {
    return this.desk.look(looking.schemeId, async (view) => {
      const { now } = await this.desk.dayIn(view, looking.schemeId);
      return this.dates.toCome(view, looking, { ...wanted, from: from ?? now });
    });
  }

  /** Refuses with `unknown-session`. */
  one({ schemeId }: Looking, id: SessionId): Promise<SessionView> {
    return this.desk.look(schemeId, (view) => this.sessions.one(view, schemeId, id));
  }

  /** Every answer about a session. Refuses with `unknown-session`. */
  answers({ schemeId }: Looking, id: SessionId): Promise<readonly PlaceView[]> {
    return this.desk.look(schemeId, async (view) => {
      await this.sessions.one(view, schemeId, id);
      return this.places.of(view, schemeId, id);
    });
  }
}
