import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork, type View } from '../database/index.js';
import type { IsoDate, IsoInstant } from '../shared/calendar.js';
import type { SchemeId } from '../shared/ids.js';

/** What day it is for a scheme, and by which clocks. */
export interface SchemeDay {
  readonly today: IsoDate;
  readonly now: IsoInstant;
  readonly timeZone: string;
}

/** Opens the one transaction of a page: to look, or to act. */
@Injectable()
export class Desk {
  constructor(private readonly work: UnitOfWork) {}

  /** All questions of a page see one instant. */
  look<T>(scheme: SchemeId, questions: (view: View) => Promise<T>): Promise<T> {
    return this.work.read(scheme, questions);
  }

  /** All of it is kept, or nothing. */
  act<T>(scheme: SchemeId, deed: (tx: Tx) => Promise<T>): Promise<T> {
    return this.work.write(scheme, deed);
  }

  /** By the clock of the database, which decides everything that has to do with days. */
  async dayIn(view: View, scheme: SchemeId): Promise<SchemeDay> {
    const [row]: { time_zone: string; today: IsoDate; now: IsoInstant }[] = await view.query(
      `SELECT time_zone, (now() AT TIME ZONE time_zone)::date::text AS today,
         to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS now FROM scheme WHERE id = $1`,
      [scheme],
    );
    if (row === undefined) throw new Error('A page belongs to a scheme that is not there.');
    return { today: row.today, now: row.now, timeZone: row.time_zone };
  }
}
