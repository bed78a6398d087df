import { Module, type OnModuleInit } from '@nestjs/common';
import { ActivitiesModule } from '../activities/index.js';
import { AttendanceModule } from '../attendance/index.js';
import { ContributionsModule } from '../contributions/index.js';
import { IdentityModule } from '../identity/identity.module.js';
import { TellingModule } from '../messages/index.js';
import { ParticipantsModule } from '../participants/index.js';
import { t, WorkLines } from '../web/index.js';
import { AccountLinesPages } from './account-lines.pages.js';
import { AccountLinesQueries } from './account-lines.queries.js';
import { AccountProofs } from './account-proofs.queries.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsQueries } from './accounts.queries.js';
import { GalaxiesQueries } from './galaxies.queries.js';
import { HomeQueries } from './home.queries.js';
import { MePages } from './me.pages.js';
import { NotRightPages } from './not-right.pages.js';
import { QuestionAnswers } from './question-answers.service.js';
import { QuestionLists } from './question-lists.queries.js';
import { QuestionsController } from './questions.controller.js';
import { QuestionsPages } from './questions.pages.js';
import { QuestionsQueries } from './questions.queries.js';
import { Questions } from './questions.service.js';
import { StandingQueries } from './standing.queries.js';
import { StoriesQueries } from './stories.queries.js';
import { WhyQueries } from './why.queries.js';

/** Where the questions of people stand in the work list of staff. */
const PLACE = 45;

/** What people have, how it came about, and how it is put right. */
@Module({
  imports: [
    ActivitiesModule,
    AttendanceModule,
    ContributionsModule,
    IdentityModule,
    ParticipantsModule,
    TellingModule,
  ],
  controllers: [
    AccountLinesPages,
    AccountsController,
    NotRightPages,
    MePages,
    QuestionsController,
    QuestionsPages,
  ],
  providers: [
    AccountLinesQueries,
    AccountProofs,
    AccountsQueries,
    GalaxiesQueries,
    HomeQueries,
    QuestionAnswers,
    QuestionLists,
    Questions,
    QuestionsQueries,
    StandingQueries,
    StoriesQueries,
    WhyQueries,
  ],
  exports: [AccountsQueries, GalaxiesQueries, QuestionsQueries, WhyQueries],
})
export class AccountsModule implements OnModuleInit {
  constructor(
    private readonly lines: WorkLines,
    private readonly questions: QuestionsQueries,
  ) {}

  onModuleInit(): void {
    this.lines.use(PLACE, async (view, { schemeId }) => {
      const count = await this.questions.open(view, schemeId);
      return count === 0 ? [] : [{ text: t('questions.work', { count }), href: '/staff/questions' }];
    });
  }
}
