import { Injectable, type OnModuleInit } from '@nestjs/common';
import { t, WorkLines } from '../web/index.js';
import { MessagesQueries } from './messages.queries.js';

/** After the requests and the registers. */
const PLACE = 60;

/** Says on the work list how many letters, calls and lost messages wait. */
@Injectable()
export class MessageWork implements OnModuleInit {
  constructor(
    private readonly queries: MessagesQueries,
    private readonly workLines: WorkLines,
  ) {}

  onModuleInit(): void {
    this.workLines.use(PLACE, async (view, { schemeId }) => {
      const lines = [];
      for (const kind of ['letters', 'calls', 'not-arrived'] as const) {
        const count = await this.queries.count(view, schemeId, kind);
        const href = kind === 'letters' ? '/staff/print' : '/staff/messages';
        if (count > 0) lines.push({ text: t(`messages.work.${kind}`, { count }), href });
      }
      return lines;
    });
  }
}
