import {
  Activities,
  ActivitiesQueries,
  EarningRates,
  EarningRatesQueries,
  type NewActivity,
  type NewEarningRate,
  type NewSession,
  type PlaceAnswer,
  Places,
  PlacesQueries,
  Sessions,
  SessionsQueries,
} from '../../src/activities/index.js';
import { UnitOfWork } from '../../src/database/index.js';
import { type IsoDate, type IsoInstant, parseIsoDate, parseIsoInstant } from '../../src/shared/calendar.js';
import type { ActivityId, EarningRateId, ParticipantId, SchemeId, SessionId } from '../../src/shared/ids.js';
import { daysLater, momentOf } from '../../src/shared/wall-clock.js';
import type { Book } from './book.js';

/** A day long enough ago for whatever is to be over. */
export const LONG_AGO = parseIsoDate('2008-10-01');

export const TABLES = [
  'activity',
  'session_series',
  'session',
  'session_leader',
  'place',
  'earning_rate',
] as const;

/** What a scheme plans, made over a book in one line each; what is not said is usual. */
export class Plans {
  readonly activities = new Activities();
  readonly activitiesQueries = new ActivitiesQueries();
  readonly sessions = new Sessions();
  readonly sessionsQueries = new SessionsQueries();
  readonly places = new Places();
  readonly placesQueries = new PlacesQueries();
  readonly rates = new EarningRates();
  readonly ratesQueries = new EarningRatesQueries();

  constructor(readonly book: Book) {}

  activity(scheme: SchemeId, activity: Partial<NewActivity> = {}): Promise<ActivityId> {
    const whole = { name: 'Hill walk', kind: 'outing', usualPlace: 'The drop-in', ...activity } as const;
    return this.book.work.write(scheme, (tx) => this.activities.make(tx, scheme, whole));
  }

  /** A session of an activity of its own unless one is named; tomorrow at 10 unless told. */
  async session(scheme: SchemeId, session: Partial<NewSession> = {}): Promise<SessionId> {
    const startsAt = session.startsAt ?? (await this.at(scheme, 1));
    const activityId = session.activityId ?? (await this.activity(scheme));
    const whole = { endsAt: later(startsAt, 5), ...session, startsAt, activityId };
    return this.book.work.write(scheme, (tx) => this.sessions.make(tx, scheme, whole));
  }

  /** A time of a day so many days from now, by the scheme's own clock. */
  async at(scheme: SchemeId, days: number, time = '10:00'): Promise<IsoInstant> {
    const { zone, today } = await this.calendar(scheme);
    return momentOf({ date: daysLater(today, days), time }, zone);
  }

  /** Which day it is by the scheme's own clock. */
  async today(scheme: SchemeId): Promise<IsoDate> {
    return (await this.calendar(scheme)).today;
  }

  private async calendar(scheme: SchemeId): Promise<{ readonly zone: string; readonly today: IsoDate }> {
    const [row]: { zone: string; today: string }[] = await this.book.ownerSource.query(
      `SELECT time_zone AS zone, (clock_timestamp() AT TIME ZONE time_zone)::date::text AS today FROM scheme WHERE id = $1`,
      [scheme],
    );
    if (row === undefined) throw new Error('There is no such scheme.');
    return { zone: row.zone, today: parseIsoDate(row.today) };
  }

  /** A rate that is in force since long ago, brought along by the operator. */
  rate(scheme: SchemeId, rate: Partial<NewEarningRate> = {}): Promise<EarningRateId> {
    const whole = { part: 'attended', galaxies: 1, fromOn: LONG_AGO, why: 'Opening rates', ...rate } as const;
    const owner = new UnitOfWork(this.book.ownerSource);
    return owner.write(scheme, (tx) => this.rates.publish(tx, scheme, whole));
  }

  /** The rates of nearly every scheme: 1 for taking part and for helping, 2 for leading. */
  async usualRates(scheme: SchemeId): Promise<void> {
    await this.rate(scheme, { part: 'attended', galaxies: 1 });
    await this.rate(scheme, { part: 'led', galaxies: 2 });
    await this.rate(scheme, { part: 'contributed', galaxies: 1 });
  }

  answer(
    scheme: SchemeId,
    sessionId: SessionId,
    personId: ParticipantId,
    answer: PlaceAnswer,
  ): Promise<PlaceAnswer> {
    const whole = { scheme, sessionId, personId, answer, answeredBy: personId };
    return this.book.work.write(scheme, (tx) => this.places.answer(tx, whole));
  }

  /** Every row of what is planned, so that a test can say that a refusal left nothing behind. */
  async rows(): Promise<Readonly<Record<string, readonly unknown[]>>> {
    const found: Record<string, readonly unknown[]> = {};
    for (const table of TABLES)
      found[table] = await this.book.ownerSource.query(`SELECT * FROM ${table} ORDER BY 1, 2, 3`);
    return found;
  }
}

export function later(moment: IsoInstant, hours: number): IsoInstant {
  return parseIsoInstant(new Date(Date.parse(moment) + hours * 3_600_000).toISOString().replace('.000', ''));
}
