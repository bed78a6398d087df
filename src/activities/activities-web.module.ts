import { Module } from '@nestjs/common';
import { ActivitiesModule } from './activities.module.js';
import { Desk } from './desk.service.js';
import { Planning } from './planning.service.js';
import { RuleRooms } from './rule-rooms.queries.js';
import { RulesPages } from './rules.pages.js';

/** The pages and the API of what is planned. */
@Module({
  imports: [ActivitiesModule],
  controllers: [RulesPages],
  providers: [Desk, Planning, RuleRooms],
})
export class ActivitiesWebModule {}
