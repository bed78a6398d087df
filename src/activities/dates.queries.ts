import { Injectable } from '@nestjs/common';
import type { View } from '../database/index.js';
import type { IsoInstant } from '../shared/calendar.js';
import type { PersonId, SchemeId, SessionId } from '../shared/ids.js';
import { unknownSession } from './activities.errors.js';
import type { DateBehind, DatesWanted, DateView, NamedPerson } from './date.js';
import * as SQL from './dates.sql.js';
import { sessionOf } from './sessions.sql.js';

/** Whoever looks; a program has no answers of its own. */
export interface Looking {
  readonly schemeId: SchemeId;
  readonly personId: PersonId;
}

/** Which of the dates that have been are wanted. */
interface DatesGone {
  readonly before: IsoInstant;
  /** Those behind this one, in the order of the list. */
  readonly after: DateBehind | undefined;
  readonly limit: number;
}

interface PersonRow {
  readonly id: PersonId;
  readonly liked_name: string;
  readonly surname: string | null;
}

/** Dates as people choose among them. */
@Injectable()
export class DatesQueries {
  /** That date; refuses with `unknown-session`. */
  async one(view: View, { schemeId, personId }: Looking, id: SessionId): Promise<DateView> {
    const [row]: SQL.DateRow[] = await view.query(SQL.ONE_DATE, [schemeId, personId, id]);
    if (row === undefined) throw unknownSession();
    return dateOf(row);
  }

  /** Dates that are not over, the nearest first. */
  async toCome(
    view: View,
    { schemeId, personId }: Looking,
    wanted: DatesWanted,
  ): Promise<readonly DateView[]> {
    const { from, to, activityId, setting, easyToReach, weekday, after, limit } = wanted;
    const narrowed = [
      from,
      to,
      activityId,
      setting,
      easyToReach === true,
      weekday,
      after?.startsAt,
      after?.id,
    ];
    const rows: SQL.DateRow[] = await view.query(SQL.DATES_TO_COME, [
      schemeId,
      personId,
      ...narrowed.map((each) => each ?? null),
      limit,
    ]);
    return rows.map(dateOf);
  }

  /** Dates that have been, the latest first. */
  async thatWere(
    view: View,
    { schemeId, personId }: Looking,
    { before, after, limit }: DatesGone,
  ): Promise<readonly DateView[]> {
    const rows: SQL.DateRow[] = await view.query(SQL.DATES_THAT_WERE, [
      ...[schemeId, personId, before],
      ...[after?.startsAt ?? null, after?.id ?? null, limit],
    ]);
    return rows.map(dateOf);
  }

  /** The people of those ids who are known. */
  async people(view: View, scheme: SchemeId, ids: readonly PersonId[]): Promise<readonly NamedPerson[]> {
    const rows: PersonRow[] = await view.query(SQL.PEOPLE, [scheme, ids]);
    return rows.map(personOf);
  }

  /** Who may lead now, by name. */
  async leaders(view: View, scheme: SchemeId): Promise<readonly NamedPerson[]> {
    const rows: PersonRow[] = await view.query(SQL.LEADERS, [scheme]);
    return rows.map(personOf);
  }
}

function personOf({ id, liked_name: likedName, surname }: PersonRow): NamedPerson {
  return { id, likedName, surname: surname ?? undefined };
}

function dateOf(row: SQL.DateRow): DateView {
  return {
    ...sessionOf(row),
    feelsLike: row.feels_like ?? undefined,
    bring: row.bring ?? undefined,
    cost: row.cost ?? undefined,
    said: { yes: row.yes, maybe: row.maybe, waiting: row.waiting },
    mine: row.mine ?? undefined,
    isOver: row.is_over,
    isFull: row.yes >= row.places,
  };
}
