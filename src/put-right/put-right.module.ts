import { Module, type OnModuleInit } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { AttendanceModule } from '../attendance/index.js';
import { ContributionsModule } from '../contributions/index.js';
import { IdentityModule } from '../identity/identity.module.js';
import { TellingModule } from '../messages/index.js';
import { t, WorkLines } from '../web/index.js';
import { ByHandPages } from './by-hand.pages.js';
import { LinePutRightPages } from './line-put-right.pages.js';
import { WAITING } from './put-right.presenter.js';
import { PutRightPages } from './put-right.pages.js';
import { PutRightLists } from './put-right-lists.queries.js';
import { PutRightsController } from './put-rights.controller.js';
import { PutRights } from './put-rights.service.js';
import { PutRightsQueries } from './put-rights.queries.js';
import { PuttingRightController } from './putting-right.controller.js';
import { PuttingRight } from './putting-right.service.js';
import { TheirGalaxiesPages } from './their-galaxies.pages.js';
import { TheirGalaxiesQueries } from './their-galaxies.queries.js';
import { TheirLinesQueries } from './their-lines.queries.js';
import { TurningRound } from './turning-round.service.js';

/** Where what waits for a second person stands in the work list of staff. */
const PLACE = 46;

/** How staff put something about somebody's galaxies right. */
@Module({
  imports: [AccountsModule, AttendanceModule, ContributionsModule, IdentityModule, TellingModule],
  controllers: [
    ByHandPages,
    LinePutRightPages,
    TheirGalaxiesPages,
    PutRightPages,
    PutRightsController,
    PuttingRightController,
  ],
  providers: [
    PutRightLists,
    PutRights,
    PutRightsQueries,
    PuttingRight,
    TheirGalaxiesQueries,
    TheirLinesQueries,
    TurningRound,
  ],
})
export class PutRightModule implements OnModuleInit {
  constructor(
    private readonly lines: WorkLines,
    private readonly queries: PutRightsQueries,
  ) {}

  onModuleInit(): void {
    this.lines.use(PLACE, async (view, { schemeId, personId }) => {
      const count = await this.queries.toAgree(view, schemeId, personId);
      return count === 0 ? [] : [{ text: t('put-right.work', { count }), href: WAITING }];
    });
  }
}
