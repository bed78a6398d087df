import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/index.js';
import type { Galaxies } from '../shared/galaxies.js';
import { type NewThanks, Thanks } from './thanks.service.js';

/** Thanks as a leader says them on a page: one transaction of their own. */
@Injectable()
export class LeaderThanks {
  constructor(
    private readonly work: UnitOfWork,
    private readonly thanks: Thanks,
  ) {}

  /** Says thanks; refuses as `Thanks.say` does. */
  async say(thanks: NewThanks): Promise<Galaxies> {
    return this.work.write(thanks.scheme, (tx) => this.thanks.say(tx, thanks), { keyed: true });
  }
}
