import { Injectable } from '@nestjs/common';
import type { Part } from '../activities/index.js';
import type { View } from '../database/index.js';
import type { IsoDate, IsoInstant } from '../shared/calendar.js';
import type { PersonId, SchemeId, SessionId, TransferId } from '../shared/ids.js';

/** Why a register moved galaxies: the line of the register that the transfer is. */
export interface AttendanceStory {
  readonly kind: 'attendance';
  readonly sessionId: SessionId;
  readonly activityName: string;
  readonly occursOn: IsoDate;
  readonly part: Part;
  readonly galaxies: number;
  /** Why the earning rate is what it is, in the words of those who made it. */
  readonly rateWhy: string;
  /** Who wrote this down, and when: the line, or that it was put right. */
  readonly recordedBy: PersonId;
  readonly recordedAt: IsoInstant;
  readonly version: number;
  /** True of a line that a later version changed or took off, and of the transfer that turned it round. */
  readonly putRight: boolean;
  /** True of the transfer that turned the line round. */
  readonly turnsRound: boolean;
}

type StoryRow = Omit<AttendanceStory, 'kind'> & { readonly transferId: TransferId };

const STORIES = `
  SELECT t.transfer_id::text AS "transferId", a.session_id AS "sessionId", activity.name AS "activityName",
    to_char(s.occurs_on, 'YYYY-MM-DD') AS "occursOn", a.part, a.galaxies, coalesce(r.why, '') AS "rateWhy",
    v.recorded_by AS "recordedBy", to_json(v.recorded_at) #>> '{}' AS "recordedAt", v.version,
    a.put_right_version IS NOT NULL AS "putRight", t.turns_round AS "turnsRound"
  FROM unnest($2::bigint[]) AS asked (id)
  CROSS JOIN LATERAL (
    SELECT a.id, a.transfer_id, a.from_version AS version, false AS turns_round FROM attendance a
    WHERE a.scheme_id = $1 AND a.transfer_id = asked.id
    UNION ALL
    SELECT a.id, a.reversal_id, a.put_right_version, true FROM attendance a
    WHERE a.scheme_id = $1 AND a.reversal_id = asked.id
  ) t
  JOIN attendance a ON a.scheme_id = $1 AND a.id = t.id
  JOIN register_version v ON v.scheme_id = $1 AND v.session_id = a.session_id AND v.version = t.version
  JOIN session s ON s.scheme_id = $1 AND s.id = a.session_id
  JOIN activity ON activity.scheme_id = $1 AND activity.id = s.activity_id
  LEFT JOIN earning_rate r ON r.scheme_id = $1 AND r.id = a.rate_id`;

/** Questions about who came, for those who have a right to ask: the person themself, and staff. */
@Injectable()
export class AttendanceQueries {
  /** The story of each of these transfers that a register made; the others are not in the answer. One round trip. */
  async storiesOf(
    view: View,
    scheme: SchemeId,
    transfers: readonly TransferId[],
  ): Promise<ReadonlyMap<TransferId, AttendanceStory>> {
    if (transfers.length === 0) return new Map();
    const rows: StoryRow[] = await view.query(STORIES, [scheme, transfers]);
    return new Map(rows.map(({ transferId, ...story }) => [transferId, { kind: 'attendance', ...story }]));
  }
}
