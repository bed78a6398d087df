import { Injectable } from '@nestjs/common';
import type { View } from '../database/index.js';
import type { PersonId, SchemeId, SessionId } from '../shared/ids.js';
import { momentOf } from '../shared/wall-clock.js';
import { ActivitiesQueries } from './activities.queries.js';
import type { DateBehind, DateView, NamedPerson } from './date.js';
import { DatesQueries, type Looking } from './dates.queries.js';
import { Desk } from './desk.service.js';
import { openHandovers } from './handovers.statements.js';
import { isMoveOpen } from './moves.statements.js';
import { PlacesQueries } from './places.queries.js';

/** Which part of a long list is wanted. */
interface PartOfDates {
  /** Those behind this one. */
  readonly after: DateBehind | undefined;
  readonly limit: number;
}

/** All that the pages of staff show of dates, each as of one instant. */
@Injectable()
export class DateRooms {
  constructor(
    private readonly desk: Desk,
    private readonly dates: DatesQueries,
    private readonly activities: ActivitiesQueries,
    private readonly places: PlacesQueries,
  ) {}

  /** So many dates to come, or of those that were. */
  async all(looking: Looking, isPast: boolean, { after, limit }: PartOfDates) {
    return this.desk.look(looking.schemeId, async (view) => {
      const day = await this.desk.dayIn(view, looking.schemeId);
      const from = momentOf({ date: day.today, time: '00:00' }, day.timeZone);
      const dates = isPast
        ? await this.dates.thatWere(view, looking, { before: day.now, after, limit })
        : await this.dates.toCome(view, looking, { from, after, limit });
      return { ...day, dates, people: await this.leadersOf(view, looking.schemeId, dates) };
    });
  }

  /** What a form of a date is read against. */
  async toMake(scheme: SchemeId) {
    return this.desk.look(scheme, (view) => this.formRoom(view, scheme));
  }

  /** The same with the date as it is, and with whoever leads it, also when they may lead no other. Refuses with `unknown-session`. */
  async toChange(looking: Looking, id: SessionId) {
    return this.desk.look(looking.schemeId, async (view) => {
      const room = await this.formRoom(view, looking.schemeId);
      const date = await this.dates.one(view, looking, id);
      const people = await this.leadersOf(view, looking.schemeId, [date]);
      const others = people.filter((each) => !room.leaders.some((leader) => leader.id === each.id));
      return { ...room, date, people, leaders: [...room.leaders, ...others] };
    });
  }

  /** One date with what people answered. Refuses with `unknown-session`. */
  async one(looking: Looking, id: SessionId) {
    const { schemeId } = looking;
    return this.desk.look(schemeId, async (view) => {
      const day = await this.desk.dayIn(view, schemeId);
      const date = await this.dates.one(view, looking, id);
      const answers = await this.places.of(view, schemeId, id);
      const ids = [...answers.map(({ personId }) => personId), ...leaderIds([date])];
      const handovers = await openHandovers(view, schemeId, id);
      const isMoving = await isMoveOpen(view, schemeId, id);
      return {
        ...day,
        date,
        answers,
        handovers,
        isMoving,
        people: await this.dates.people(view, schemeId, ids),
      };
    });
  }

  private async formRoom(view: View, scheme: SchemeId) {
    const day = await this.desk.dayIn(view, scheme);
    const activities = await this.activities.all(view, scheme);
    return { ...day, activities, leaders: await this.dates.leaders(view, scheme) };
  }

  private leadersOf(
    view: View,
    scheme: SchemeId,
    dates: readonly DateView[],
  ): Promise<readonly NamedPerson[]> {
    return this.dates.people(view, scheme, leaderIds(dates));
  }
}

function leaderIds(dates: readonly DateView[]): readonly PersonId[] {
  return [...new Set(dates.flatMap(({ leaders }) => leaders.map(({ personId }) => personId)))];
}
