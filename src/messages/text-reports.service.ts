import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/index.js';
import type { MessageId, SchemeId } from '../shared/ids.js';

/** What became of a text, as its gateway says. */
export const REPORTED = ['delivered', 'failed'] as const;
export type Reported = (typeof REPORTED)[number];

/** It may come before our own note that the gateway took it, or after it was said not to arrive. */
const ARRIVED = `
  UPDATE message SET state = 'delivered', why = NULL, done_at = clock_timestamp()
  WHERE scheme_id = $1 AND id = $2 AND channel = 'text'
    AND (state IN ('sent', 'not_delivered') OR (state = 'queued' AND tries > 0))`;

const LOST = `
  UPDATE message SET state = 'not_delivered', why = 'failed', done_at = clock_timestamp()
  WHERE scheme_id = $1 AND id = $2 AND channel = 'text' AND (state = 'sent' OR (state = 'queued' AND tries > 0))`;

/**
 * Keeps what became of texts. What has arrived stays so, whatever comes later and however often: a copy of an older report
 * changes nothing. What did not get through is on the list of staff, who tell the person.
 */
@Injectable()
export class TextReports {
  constructor(private readonly work: UnitOfWork) {}

  /** Answers the same whether or not there is such a text. */
  async take(message: MessageId, reported: Reported): Promise<void> {
    const [found] = await this.work.ask<{ scheme: SchemeId | null }>('SELECT message_scheme($1) AS scheme', [
      message,
    ]);
    const scheme = found?.scheme ?? undefined;
    if (scheme === undefined) return;
    const sql = reported === 'delivered' ? ARRIVED : LOST;
    await this.work.write(scheme, (tx) => tx.query(sql, [scheme, message]), { keyed: true });
  }
}
