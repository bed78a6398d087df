import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';
import { type ActivityId, newId, type SchemeId } from '../shared/ids.js';
import { checkedActivity, type KeptActivity, type NewActivity } from './activity.js';
import { unknownActivity } from './activities.errors.js';

const COLUMNS = 'name, kind, usual_place, places, setting, easy_to_reach, feels_like, bring, cost';

/** Makes and changes activities, in the caller's transaction. */
@Injectable()
export class Activities {
  /** Refuses with `bad-activity`, `bad-ref` or `activity-there`. */
  async make(tx: Tx, scheme: SchemeId, activity: NewActivity): Promise<ActivityId> {
    const kept = checkedActivity(activity);
    const id = newId<ActivityId>();
    await tx.query(
      `INSERT INTO activity (scheme_id, id, ref, ${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [scheme, id, activity.ref ?? `a-${id.slice(0, 8)}`, ...valuesOf(kept)],
    );
    return id;
  }

  /** Changes everything but the reference; dates that are there already stay as they are. Refuses with `unknown-activity` too. */
  async change(tx: Tx, scheme: SchemeId, id: ActivityId, activity: NewActivity): Promise<void> {
    const [rows]: [unknown[]] = await tx.query(
      `UPDATE activity SET (${COLUMNS}) = ($3, $4, $5, $6::smallint, $7, $8::boolean, $9, $10, $11)
       WHERE scheme_id = $1 AND id = $2 RETURNING id`,
      [scheme, id, ...valuesOf(checkedActivity(activity))],
    );
    if (rows.length === 0) throw unknownActivity();
  }
}

function valuesOf(kept: KeptActivity): readonly unknown[] {
  const { name, kind, usualPlace, places, setting, easyToReach, feelsLike, bring, cost } = kept;
  return [name, kind, usualPlace, places, setting, easyToReach, feelsLike, bring, cost];
}
