import { Injectable } from '@nestjs/common';
import type { View } from '../database/index.js';
import type { IsoDate } from '../shared/calendar.js';
import type { EarningRateId, PersonId, SchemeId } from '../shared/ids.js';
import { ActivitiesQueries } from './activities.queries.js';
import type { ActivityView } from './activity.js';
import { Desk } from './desk.service.js';
import type { EarningRateView, RateEffect } from './earning-rate.js';
import { EarningRatesQueries } from './earning-rates.queries.js';

/** All that the pages of rules show, each as of one instant. */
@Injectable()
export class RuleRooms {
  constructor(
    private readonly desk: Desk,
    private readonly rates: EarningRatesQueries,
    private readonly activities: ActivitiesQueries,
  ) {}

  async all(scheme: SchemeId): Promise<{ rates: readonly EarningRateView[]; today: IsoDate }> {
    return this.desk.look(scheme, async (view) => {
      const { today } = await this.desk.dayIn(view, scheme);
      return { rates: await this.rates.all(view, scheme), today };
    });
  }

  async toMake(scheme: SchemeId): Promise<{ activities: readonly ActivityView[]; today: IsoDate }> {
    return this.desk.look(scheme, async (view) => {
      const { today } = await this.desk.dayIn(view, scheme);
      return { activities: await this.activities.all(view, scheme), today };
    });
  }

  /** One rule with what it changes, and the names of the other administrators. Refuses with `unknown-rate`. */
  async one(scheme: SchemeId, id: EarningRateId, mine: PersonId) {
    return this.desk.look(scheme, async (view) => {
      const { today } = await this.desk.dayIn(view, scheme);
      const rate = await this.rates.one(view, scheme, id);
      const effect = await this.effectOf(view, scheme, rate);
      return { rate, effect, today, others: await othersIn(view, scheme, mine) };
    });
  }

  private async effectOf(view: View, scheme: SchemeId, rate: EarningRateView): Promise<RateEffect> {
    const { activityId, part, fromOn: on } = rate;
    const before = await this.rates.without(view, scheme, rate);
    const all = await this.rates.all(view, scheme);
    const own = all.filter(
      (other) => other.state === 'published' && other.part === part && other.fromOn <= on,
    );
    const names = activityId === undefined ? own.flatMap(({ activityName }) => activityName ?? []) : [];
    return { before, untouched: [...new Set(names)] };
  }
}

async function othersIn(view: View, scheme: SchemeId, mine: PersonId): Promise<readonly string[]> {
  const rows: { liked_name: string }[] = await view.query(
    `SELECT DISTINCT p.id, p.liked_name FROM person_role r JOIN person p ON p.scheme_id = r.scheme_id AND p.id = r.person_id
     WHERE r.scheme_id = $1 AND r.role = 'administrator' AND r.person_id <> $2
       AND r.from_at <= clock_timestamp() AND (r.until_at IS NULL OR r.until_at > clock_timestamp())
     ORDER BY p.liked_name LIMIT 20`,
    [scheme, mine],
  );
  return rows.map(({ liked_name }) => liked_name);
}
