import { Module } from '@nestjs/common';
import { ActivitiesModule } from '../activities/index.js';
import { AttendanceModule } from '../attendance/index.js';
import { ContributionChecks } from './contribution-checks.service.js';
import { ContributionDrafts } from './contribution-drafts.service.js';
import { ContributionLists } from './contribution-lists.queries.js';
import { ContributionsQueries } from './contributions.queries.js';
import { Contributions } from './contributions.service.js';
import { LeaderThanks } from './leader-thanks.service.js';
import { ThanksQueries } from './thanks.queries.js';
import { Thanks } from './thanks.service.js';

/** What people did that no register shows. */
@Module({
  imports: [ActivitiesModule, AttendanceModule],
  providers: [
    ContributionChecks,
    ContributionDrafts,
    ContributionLists,
    Contributions,
    ContributionsQueries,
    Thanks,
    LeaderThanks,
    ThanksQueries,
  ],
  exports: [
    ContributionChecks,
    ContributionDrafts,
    ContributionLists,
    Contributions,
    ContributionsQueries,
    Thanks,
    LeaderThanks,
    ThanksQueries,
  ],
})
export class ContributionsModule {}
