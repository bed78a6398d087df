import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/index.js';
import type { PutRightId } from '../shared/ids.js';
import type { LineToPutRight, NewAdjustment, PutRightState } from './put-right.js';
import { PutRights, type Staff } from './put-rights.service.js';

/** What the pages of putting right do, each in one transaction. */
@Injectable()
export class PuttingRight {
  constructor(
    private readonly work: UnitOfWork,
    private readonly putRights: PutRights,
  ) {}

  /** Puts a line right, or asks a second person to agree; refuses as `PutRights.ask` does. */
  ask(by: Staff, line: LineToPutRight): Promise<PutRightState> {
    return this.work.write(by.schemeId, (tx) => this.putRights.ask(tx, by, line), { keyed: true });
  }

  /** Asks a second person about galaxies by hand; refuses as `PutRights.adjust` does. */
  adjust(by: Staff, adjustment: NewAdjustment): Promise<PutRightState> {
    return this.work.write(by.schemeId, (tx) => this.putRights.adjust(tx, by, adjustment), { keyed: true });
  }

  /** Agrees; refuses as `PutRights.agree` does. */
  agree(by: Staff, id: PutRightId): Promise<void> {
    return this.work.write(by.schemeId, (tx) => this.putRights.agree(tx, by, id), { keyed: true });
  }

  /** Leaves everything as it is; refuses as `PutRights.leave` does. */
  leave(by: Staff, id: PutRightId): Promise<void> {
    return this.work.write(by.schemeId, (tx) => this.putRights.leave(tx, by, id), { keyed: true });
  }
}
