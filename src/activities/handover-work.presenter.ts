import { Injectable, type OnModuleInit } from '@nestjs/common';
import { WorkLines } from '../web/index.js';
import { handoverLine } from './handover.presenter.js';
import { openHandovers } from './handovers.statements.js';

/** Before the registers, for it cannot wait. */
const PLACE = 20;

/** Says on the work list which dates leaders gave back, each with who leads it now. */
@Injectable()
export class HandoverWork implements OnModuleInit {
  constructor(private readonly workLines: WorkLines) {}

  onModuleInit(): void {
    this.workLines.use(PLACE, async (view, { schemeId }) => {
      const open = await openHandovers(view, schemeId);
      return open.map((each) => ({ text: handoverLine(each), href: `/staff/dates/${each.sessionId}` }));
    });
  }
}
