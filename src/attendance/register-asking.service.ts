import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';
import { Messages } from '../messages/index.js';
import type { IsoDate } from '../shared/calendar.js';
import { dayInWords } from '../shared/day-words.js';
import type { PersonId, SchemeId, SessionId } from '../shared/ids.js';

/** A date whose leader is asked now. */
interface Asked {
  readonly id: SessionId;
  readonly activityName: string;
  readonly occursOn: IsoDate;
  readonly leader: PersonId;
}

/**
 * $1 scheme: dates that ended two hours ago, have a leader and no register, and were not asked about; the row says that this
 * happens once. Dates that were written down when they were over, as an import does, are nobody's to send. At a time of day
 * when nobody is told anything nobody is asked, so that a register sent in the evening is not asked for in the morning.
 * Whoever is on a break or has left is passed over for the next leader, where there is one.
 */
const ASK = `
  WITH asked AS (
    INSERT INTO register_asked (scheme_id, session_id)
    SELECT s.scheme_id, s.id FROM session s JOIN scheme c ON c.id = s.scheme_id
    WHERE s.scheme_id = $1 AND s.called_off_at IS NULL AND s.created_at < s.ends_at
      AND s.ends_at BETWEEN clock_timestamp() - interval '7 days' AND clock_timestamp() - interval '2 hours'
      AND message_moment(now(), c.time_zone) = now()
      AND EXISTS (SELECT FROM session_leader l WHERE l.scheme_id = s.scheme_id AND l.session_id = s.id)
      AND NOT EXISTS (SELECT FROM register_version v WHERE v.scheme_id = s.scheme_id AND v.session_id = s.id)
    ON CONFLICT DO NOTHING RETURNING scheme_id, session_id
  )
  SELECT s.id, a.name AS "activityName", to_char(s.occurs_on, 'YYYY-MM-DD') AS "occursOn", leader.person_id AS leader
  FROM asked JOIN session s ON s.scheme_id = asked.scheme_id AND s.id = asked.session_id
    JOIN activity a ON a.scheme_id = s.scheme_id AND a.id = s.activity_id
    CROSS JOIN LATERAL (SELECT l.person_id FROM session_leader l
        JOIN person p ON p.scheme_id = l.scheme_id AND p.id = l.person_id
      WHERE l.scheme_id = s.scheme_id AND l.session_id = s.id
      ORDER BY p.taking_part IN ('taking-a-break', 'left'), l.position LIMIT 1) leader
  ORDER BY leader.person_id, s.ends_at, s.id`;

/** Asks for registers that are not in. It credits nobody: a register is only what somebody sends. */
@Injectable()
export class RegisterAsking {
  constructor(private readonly messages: Messages) {}

  /** One message to the leader of each such date, once. `address` is where the pages are. */
  async ask(tx: Tx, scheme: SchemeId, address: string): Promise<void> {
    const asked: Asked[] = await tx.query(ASK, [scheme]);
    for (const { id, activityName, occursOn, leader } of asked)
      await this.messages.send(tx, {
        ...({ scheme, kind: 'register-wanted', key: id, person: leader } as const),
        parts: {
          day: dayInWords(occursOn, occursOn),
          what: activityName,
          link: `${address}/leader/dates/${id}/register`,
        },
      });
  }
}
