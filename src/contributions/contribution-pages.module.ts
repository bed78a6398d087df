import { Module, type OnModuleInit } from '@nestjs/common';
import { t, WorkLines } from '../web/index.js';
import { CheckingPages } from './checking.pages.js';
import { ContributionChecksController } from './contribution-checks.controller.js';
import { ContributionsController } from './contributions.controller.js';
import { ContributionsModule } from './contributions.module.js';
import { ContributionsQueries } from './contributions.queries.js';
import { HelpedPages } from './helped.pages.js';
import { ThanksPages } from './thanks.pages.js';

/** Where what people say they did stands in the work list of staff. */
const PLACE = 40;

/** The pages of contributions, and the line of the work list that leads to them. */
@Module({
  imports: [ContributionsModule],
  controllers: [
    CheckingPages,
    ContributionChecksController,
    ContributionsController,
    HelpedPages,
    ThanksPages,
  ],
})
export class ContributionPagesModule implements OnModuleInit {
  constructor(
    private readonly lines: WorkLines,
    private readonly contributions: ContributionsQueries,
  ) {}

  onModuleInit(): void {
    this.lines.use(PLACE, async (view, { schemeId }) => {
      const count = await this.contributions.toCheck(view, schemeId);
      return count === 0 ? [] : [{ text: t('checking.work', { count }), href: '/staff/helped' }];
    });
  }
}
