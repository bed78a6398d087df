import { Injectable } from '@nestjs/common';
import type { View } from '../database/index.js';
import { namesForLeaders, type Person, personIn } from '../participants/index.js';
import type { IsoDate } from '../shared/calendar.js';
import type { PersonId, SchemeId, SessionId } from '../shared/ids.js';
import { daysLater, momentOf } from '../shared/wall-clock.js';
import type { DatesWanted, DateView } from './date.js';
import { DatesQueries, type Looking } from './dates.queries.js';
import { Desk, type SchemeDay } from './desk.service.js';
import { EarningRatesQueries } from './earning-rates.queries.js';
import { PlacesQueries } from './places.queries.js';

/** How many days, and how many dates, a page shows. */
const DAYS = 14;
const MOST_DATES = 10;

/** A date as everybody may see it: who leads by first name, what it gives, and what one answered oneself. */
export interface OpenDate extends DateView {
  readonly leaderNames: readonly string[];
  /** What taking part gives; nothing where there is no rule. */
  readonly gives: number | undefined;
}

export interface OpenDates extends SchemeDay {
  readonly from: IsoDate;
  readonly dates: readonly OpenDate[];
  /** Where the next page begins. */
  readonly next: IsoDate;
}

/** Dates for everybody who is signed in. No name of anybody but of those who lead. */
@Injectable()
export class OpenDatesQueries {
  constructor(
    private readonly desk: Desk,
    private readonly dates: DatesQueries,
    private readonly places: PlacesQueries,
    private readonly rates: EarningRatesQueries,
  ) {}

  /** The dates of 14 days, the nearest first, ten at most. */
  async toCome(
    looking: Looking,
    wanted: Pick<DatesWanted, 'weekday' | 'setting' | 'easyToReach'>,
    asked: IsoDate | undefined,
  ): Promise<OpenDates> {
    return this.desk.look(looking.schemeId, async (view) => {
      const day = await this.desk.dayIn(view, looking.schemeId);
      const from = asked === undefined || asked < day.today ? day.today : asked;
      const [starts, to] = [from, daysLater(from, DAYS)].map((date) =>
        momentOf({ date, time: '00:00' }, day.timeZone),
      );
      const period = { from: from === day.today ? day.now : (starts ?? day.now), to };
      const found = await this.dates.toCome(view, looking, { ...wanted, ...period, limit: MOST_DATES + 1 });
      const next = found.at(MOST_DATES)?.occursOn ?? daysLater(from, DAYS);
      const dates = await this.opened(view, looking.schemeId, found.slice(0, MOST_DATES));
      return { ...day, from, dates, next };
    });
  }

  /** One date, what one told its leader, and whether one hears of room while one waits. Refuses with `unknown-session`. */
  async one(looking: Looking, id: SessionId) {
    const { schemeId, personId } = looking;
    return this.desk.look(schemeId, async (view) => {
      const day = await this.desk.dayIn(view, schemeId);
      const found = await this.dates.one(view, looking, id);
      const [date = { ...found, leaderNames: [], gives: undefined }] = await this.opened(view, schemeId, [
        found,
      ]);
      const mine = await this.places.mine(view, schemeId, id, personId);
      const hears = date.mine !== 'waiting' || hearsOfRoom(await personIn(view, schemeId, personId));
      return { ...day, date, told: mine?.tellLeader ?? '', hears };
    });
  }

  private async opened(
    view: View,
    scheme: SchemeId,
    dates: readonly DateView[],
  ): Promise<readonly OpenDate[]> {
    const ids = [...new Set(dates.flatMap(({ leaders }) => leaders.map(({ personId }) => personId)))];
    const names = namesForLeaders(await this.dates.people(view, scheme, ids));
    const opened: OpenDate[] = [];
    for (const date of dates) {
      const rates = await this.rates.inForce(view, scheme, {
        activityId: date.activityId,
        on: date.occursOn,
      });
      opened.push({ ...date, leaderNames: namesOf(date, names), gives: rates.attended?.galaxies });
    }
    return opened;
  }
}

/** Whether a message that there is room would go out to them. */
function hearsOfRoom({ contact, takingPart }: Person): boolean {
  return contact !== 'none' && takingPart !== 'taking-a-break';
}

function namesOf({ leaders }: DateView, names: ReadonlyMap<PersonId, string>): readonly string[] {
  return leaders.flatMap(({ personId }) => names.get(personId) ?? []);
}
