import { Injectable } from '@nestjs/common';
import { askPrepared, type Prepared, type View } from '../database/index.js';
import type { IsoDate } from '../shared/calendar.js';
import type { ActivityId, EarningRateId, PersonId, SchemeId, SessionId } from '../shared/ids.js';
import { unknownRate } from './activities.errors.js';
import type { EarningRateView, Part, RateInForce, RatesInForce, RateState } from './earning-rate.js';

/** For which activity, on which day of a session. Without an activity, what holds for all of them. */
export interface RatesFor {
  readonly activityId: ActivityId | undefined;
  readonly on: IsoDate;
}

interface RateRow {
  readonly id: EarningRateId;
  readonly activity_id: ActivityId | null;
  readonly activity_name: string | null;
  readonly part: Part;
  readonly galaxies: number;
  readonly from_on: IsoDate;
  readonly why: string;
  readonly state: RateState;
  readonly asked_by: PersonId | null;
}

const SELECT = `
  SELECT r.id, r.activity_id, a.name AS activity_name, r.part, r.galaxies, r.from_on::text AS from_on, r.why, r.asked_by,
    CASE WHEN r.published_at IS NOT NULL THEN 'published' WHEN r.withdrawn_at IS NULL THEN 'asked' ELSE 'withdrawn' END AS state
  FROM earning_rate r LEFT JOIN activity a ON a.scheme_id = r.scheme_id AND a.id = r.activity_id
  WHERE r.scheme_id = $1`;

const FIRST_OF_EACH_PART = 'ORDER BY part, r.activity_id IS NULL, from_on DESC, published_at DESC, r.id';

/** $1 scheme, $2 activity, $3 day. */
const IN_FORCE: Prepared = {
  name: 'rates_in_force',
  text: `
    SELECT DISTINCT ON (part) part, r.id, galaxies FROM earning_rate r
    WHERE scheme_id = $1 AND published_at IS NOT NULL AND from_on <= $3::date AND (activity_id = $2::uuid OR activity_id IS NULL)
    ${FIRST_OF_EACH_PART}`,
};

/** $1 scheme, $2 session. */
const OF_SESSION: Prepared = {
  name: 'rates_of_session',
  text: `
    SELECT DISTINCT ON (part) part, r.id, galaxies
    FROM session s JOIN earning_rate r ON r.scheme_id = s.scheme_id AND r.from_on <= s.occurs_on
      AND (r.activity_id = s.activity_id OR r.activity_id IS NULL)
    WHERE s.scheme_id = $1 AND s.id = $2 AND published_at IS NOT NULL
    ${FIRST_OF_EACH_PART}`,
};

interface InForceRow {
  readonly part: Part;
  readonly id: EarningRateId;
  readonly galaxies: number;
}

/** What taking part gives, and gave on every day before. */
@Injectable()
export class EarningRatesQueries {
  /**
   * What each part gives at a session of that day. A rate of the activity itself counts rather than one for all, and of
   * those the latest to begin. A part without a rate is not there, and gives nothing.
   */
  async inForce(view: View, scheme: SchemeId, { activityId, on }: RatesFor): Promise<RatesInForce> {
    return ratesIn(await askPrepared<InForceRow>(view, IN_FORCE, [scheme, activityId ?? null, on]));
  }

  /** The same for one session; nothing when it is not there. */
  async ofSession(view: View, scheme: SchemeId, session: SessionId): Promise<RatesInForce> {
    return ratesIn(await askPrepared<InForceRow>(view, OF_SESSION, [scheme, session]));
  }

  /** What would count on the first day of that rate if there were no such rate. */
  async without(
    view: View,
    scheme: SchemeId,
    { id, activityId, part, fromOn }: EarningRateView,
  ): Promise<RateInForce | undefined> {
    const rows: { id: EarningRateId; galaxies: number }[] = await view.query(
      `SELECT id, galaxies FROM earning_rate
       WHERE scheme_id = $1 AND published_at IS NOT NULL AND from_on <= $3 AND part = $4 AND id <> $5
         AND (activity_id = $2 OR activity_id IS NULL)
       ORDER BY activity_id IS NULL, from_on DESC, published_at DESC, id LIMIT 1`,
      [scheme, activityId ?? null, fromOn, part, id],
    );
    return rows.map(({ id: rateId, galaxies }) => ({ rateId, galaxies }))[0];
  }

  /** Every rate there was and is, the latest to begin first. */
  async all(view: View, scheme: SchemeId): Promise<readonly EarningRateView[]> {
    const rows: RateRow[] = await view.query(
      `${SELECT} AND r.withdrawn_at IS NULL ORDER BY r.from_on DESC, r.asked_at DESC, r.id`,
      [scheme],
    );
    return rows.map(rateOf);
  }

  /** That rate, for its reason; refuses with `unknown-rate`. */
  async one(view: View, scheme: SchemeId, id: EarningRateId): Promise<EarningRateView> {
    const [row]: RateRow[] = await view.query(`${SELECT} AND r.id = $2`, [scheme, id]);
    if (row === undefined) throw unknownRate();
    return rateOf(row);
  }
}

function ratesIn(rows: readonly InForceRow[]): RatesInForce {
  return Object.fromEntries(rows.map(({ part, id, galaxies }) => [part, { rateId: id, galaxies }]));
}

function rateOf(row: RateRow): EarningRateView {
  return {
    id: row.id,
    activityId: row.activity_id ?? undefined,
    activityName: row.activity_name ?? undefined,
    part: row.part,
    galaxies: row.galaxies,
    fromOn: row.from_on,
    why: row.why,
    state: row.state,
    askedBy: row.asked_by ?? undefined,
  };
}
