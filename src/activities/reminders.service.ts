import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';
import type { IsoDate } from '../shared/calendar.js';
import type { PersonId, SchemeId, SessionId } from '../shared/ids.js';
import { PlaceLinks } from './place-links.service.js';
import { Telling } from './telling.service.js';

/**
 * Who planned for the day after tomorrow, and had said so before nine on the day of the reminder: whoever answers later needs
 * none. $1 scheme, $2 the day of the reminder. In the order of the people, so that two who tell the same people do not wait
 * for each other.
 */
const PLANNED = `
  SELECT p.session_id AS session, p.person_id AS person FROM session s
    JOIN scheme c ON c.id = s.scheme_id
    JOIN place p ON p.scheme_id = s.scheme_id AND p.session_id = s.id AND p.answer IN ('yes', 'maybe')
  WHERE s.scheme_id = $1 AND s.occurs_on = $2::date + 2 AND s.called_off_at IS NULL
    AND s.starts_at BETWEEN clock_timestamp() AND clock_timestamp() + interval '4 days'
    AND p.answered_at < ($2::date + time '09:00') AT TIME ZONE c.time_zone
    AND NOT EXISTS (SELECT FROM message m WHERE m.scheme_id = p.scheme_id AND m.person_id = p.person_id
      AND m.kind = 'date-reminder' AND m.key = s.id::text)
  ORDER BY p.person_id, s.starts_at, s.id`;

/** Reminds people of what they planned, once for each date, with a way out that needs no reason. */
@Injectable()
export class Reminders {
  constructor(
    private readonly telling: Telling,
    private readonly links: PlaceLinks,
  ) {}

  /** On that day, everybody who said yes or maybe to a date two days later. `address` is where the pages are. */
  async remind(tx: Tx, scheme: SchemeId, day: IsoDate, address: string): Promise<void> {
    const planned: { session: SessionId; person: PersonId }[] = await tx.query(PLANNED, [scheme, day]);
    for (const { session, person } of planned) {
      const link = `${address}/n/${await this.links.make(tx, scheme, session, person)}`;
      await this.telling.remind(tx, scheme, { session, person, link });
    }
  }
}
