import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/index.js';
import type { IsoDate } from '../shared/calendar.js';
import type { SchemeId } from '../shared/ids.js';

/** How many notes of one kind there were in a month, of those that are gone. */
export interface CountedMonth {
  /** The first day of the month. */
  readonly month: IsoDate;
  readonly action: string;
  readonly events: number;
}

const MONTHS = `
  SELECT to_char(m.month, 'YYYY-MM-DD') AS month, m.action, m.events::integer AS events
  FROM audit_month m JOIN (
    SELECT DISTINCT month FROM audit_month WHERE scheme_id = $1 AND ($2::date IS NULL OR month < $2)
    ORDER BY month DESC LIMIT $3) wanted USING (month)
  WHERE m.scheme_id = $1 ORDER BY m.month DESC, m.action`;

/** Questions about what is left of the notes that are older than two years. */
@Injectable()
export class AuditMonths {
  constructor(private readonly work: UnitOfWork) {}

  /** All that is left of so many months, the newest first, before the first day of one. */
  async before(scheme: SchemeId, month: IsoDate | undefined, most: number): Promise<readonly CountedMonth[]> {
    return this.work.read(scheme, (view) => view.query(MONTHS, [scheme, month, most]));
  }
}
