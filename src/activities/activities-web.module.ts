import { Module } from '@nestjs/common';
import { TellingModule } from '../messages/index.js';
import { ActivitiesModule } from './activities.module.js';
import { ActivitiesPages } from './activities.pages.js';
import { DateFormPages } from './date-form.pages.js';
import { DateRooms } from './date-rooms.queries.js';
import { DatesQueries } from './dates.queries.js';
import { DatesStaffPages } from './dates-staff.pages.js';
import { Desk } from './desk.service.js';
import { Planning } from './planning.service.js';
import { RatePublishing } from './rate-publishing.service.js';
import { RuleRooms } from './rule-rooms.queries.js';
import { RulesPages } from './rules.pages.js';
import { Telling } from './telling.service.js';

/** The pages and the API of what is planned. */
@Module({
  imports: [ActivitiesModule, TellingModule],
  controllers: [RulesPages, ActivitiesPages, DateFormPages, DatesStaffPages],
  providers: [DateRooms, DatesQueries, Desk, Planning, RatePublishing, RuleRooms, Telling],
})
export class ActivitiesWebModule {}
