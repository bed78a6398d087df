import { Module } from '@nestjs/common';
import { ActivitiesModule } from '../activities/index.js';
import { ContributionDrafts } from './contribution-drafts.service.js';
import { ContributionsQueries } from './contributions.queries.js';
import { Contributions } from './contributions.service.js';
import { Thanks } from './thanks.service.js';

/** What people did that no register shows. */
@Module({
  imports: [ActivitiesModule],
  providers: [ContributionDrafts, Contributions, ContributionsQueries, Thanks],
  exports: [Contributions, ContributionsQueries],
})
export class ContributionsModule {}
