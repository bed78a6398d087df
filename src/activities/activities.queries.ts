import { Injectable } from '@nestjs/common';
import type { View } from '../database/index.js';
import type { ActivityId, SchemeId } from '../shared/ids.js';
import type { ActivityKind, ActivityView, Setting } from './activity.js';
import { unknownActivity } from './activities.errors.js';

interface ActivityRow {
  readonly id: ActivityId;
  readonly ref: string;
  readonly name: string;
  readonly kind: ActivityKind;
  readonly usual_place: string | null;
  readonly places: number;
  readonly setting: Setting | null;
  readonly easy_to_reach: boolean;
  readonly feels_like: string | null;
  readonly bring: string | null;
  readonly cost: string | null;
}

const SELECT = `SELECT id, ref, name, kind, usual_place, places, setting, easy_to_reach, feels_like, bring, cost
  FROM activity WHERE scheme_id = $1`;

/** Which activities there are. */
@Injectable()
export class ActivitiesQueries {
  /** Every activity, by name. */
  async all(view: View, scheme: SchemeId): Promise<readonly ActivityView[]> {
    const rows: ActivityRow[] = await view.query(`${SELECT} ORDER BY lower(name), id`, [scheme]);
    return rows.map(activityOf);
  }

  /** That activity; refuses with `unknown-activity`. */
  async one(view: View, scheme: SchemeId, id: ActivityId): Promise<ActivityView> {
    const [row]: ActivityRow[] = await view.query(`${SELECT} AND id = $2`, [scheme, id]);
    if (row === undefined) throw unknownActivity();
    return activityOf(row);
  }

  /** The id of each activity by the reference that the scheme's own files use. */
  async byRef(view: View, scheme: SchemeId): Promise<ReadonlyMap<string, ActivityId>> {
    const rows: { ref: string; id: ActivityId }[] = await view.query(
      'SELECT ref, id FROM activity WHERE scheme_id = $1',
      [scheme],
    );
    return new Map(rows.map(({ ref, id }) => [ref, id]));
  }
}

function activityOf(row: ActivityRow): ActivityView {
  return {
    id: row.id,
    ref: row.ref,
    name: row.name,
    kind: row.kind,
    usualPlace: row.usual_place ?? undefined,
    places: row.places,
    setting: row.setting ?? undefined,
    easyToReach: row.easy_to_reach,
    feelsLike: row.feels_like ?? undefined,
    bring: row.bring ?? undefined,
    cost: row.cost ?? undefined,
  };
}
