import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { TellingModule } from '../messages/index.js';
import { ActivitiesController } from './activities.controller.js';
import { ActivitiesModule } from './activities.module.js';
import { Amending } from './amending.service.js';
import { Answering } from './answering.service.js';
import { ActivitiesPages } from './activities.pages.js';
import { DateFormPages } from './date-form.pages.js';
import { DateRooms } from './date-rooms.queries.js';
import { DatesQueries } from './dates.queries.js';
import { DatesPages } from './dates.pages.js';
import { DatesStaffPages } from './dates-staff.pages.js';
import { Desk } from './desk.service.js';
import { HandoverWork } from './handover-work.presenter.js';
import { HandoversPages } from './handovers.pages.js';
import { Handovers } from './handovers.service.js';
import { LinkedPlaces } from './linked-places.service.js';
import { NotThisTimePages } from './not-this-time.pages.js';
import { OpenDatesQueries } from './open-dates.queries.js';
import { PlaceLinks } from './place-links.service.js';
import { PlacesController } from './places.controller.js';
import { Planning } from './planning.service.js';
import { RatePublishing } from './rate-publishing.service.js';
import { RatesController } from './rates.controller.js';
import { RuleRooms } from './rule-rooms.queries.js';
import { RulesPages } from './rules.pages.js';
import { SessionLists } from './session-lists.queries.js';
import { SessionsController } from './sessions.controller.js';
import { Telling } from './telling.service.js';
import { WhatsOnPages } from './whats-on.pages.js';

/** The pages and the API of what is planned. */
@Module({
  imports: [ActivitiesModule, IdentityModule, TellingModule],
  controllers: [
    ActivitiesController,
    PlacesController,
    RatesController,
    SessionsController,
    WhatsOnPages,
    DatesPages,
    NotThisTimePages,
    RulesPages,
    ActivitiesPages,
    DateFormPages,
    DatesStaffPages,
    HandoversPages,
  ],
  providers: [
    SessionLists,
    Amending,
    Answering,
    LinkedPlaces,
    OpenDatesQueries,
    PlaceLinks,
    DateRooms,
    DatesQueries,
    Desk,
    Handovers,
    HandoverWork,
    Planning,
    RatePublishing,
    RuleRooms,
    Telling,
  ],
})
export class ActivitiesWebModule {}
