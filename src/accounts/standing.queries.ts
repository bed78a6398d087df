import { Injectable } from '@nestjs/common';
import { Audit, type Doer } from '../audit/index.js';
import { UnitOfWork } from '../database/index.js';
import type { PersonId, SchemeId } from '../shared/ids.js';
import { unknownAccountOf } from './accounts.errors.js';
import {
  type LinesPage,
  type Standing,
  standingAsked,
  standingIn,
  type StandingRow,
} from './accounts.queries.js';

type Asker = Doer & { readonly schemeId: SchemeId };

/** Roles that may see the galaxies of others. Leaders are not among them. */
const MAY_SEE = ['staff', 'administrator'];

/** What somebody has, for whoever may know it: they themselves, staff and administrators. */
@Injectable()
export class StandingQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /**
   * What they have and a page of their lines. Whoever may not know it is answered like somebody who asks for an account
   * that is not there (`unknown-account`). Looking at another's is written down first.
   */
  async of(asker: Asker, person: PersonId, page: LinesPage): Promise<Standing> {
    await this.expectMayLook(asker, person);
    const asked = standingAsked(asker.schemeId, person, page);
    return standingIn(await this.work.look<StandingRow>(...asked), page);
  }

  private async expectMayLook(asker: Asker, person: PersonId): Promise<void> {
    if (asker.personId === person) return;
    if (!asker.roles.some((role) => MAY_SEE.includes(role))) throw unknownAccountOf();
    if (!(await this.audit.looked(asker.schemeId, asker, person))) throw unknownAccountOf();
  }
}
