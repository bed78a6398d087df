import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { AccountBreakPages, LeftPages } from './account-break.pages.js';
import { AccountLeadersPages } from './account-leaders.pages.js';
import { AccountRecordPages } from './account-record.pages.js';
import { AccountReachPages } from './account-reach.pages.js';
import { AccountSharingPages } from './account-sharing.pages.js';
import { AccountPages } from './account.pages.js';
import { ParticipantsModule } from './participants.module.js';
import { PeoplePages } from './people.pages.js';
import { PersonCardPages } from './person-card.pages.js';
import { PersonCards } from './person-cards.service.js';
import { PersonChangePages } from './person-change.pages.js';
import { PersonCopies } from './person-copies.service.js';
import { PersonFile } from './person-file.queries.js';
import { PersonPages } from './person.pages.js';
import { WorkListPages } from './work-list.pages.js';

/** The pages about people. They know who is signed in, which the rest of the room does not. */
@Module({
  imports: [IdentityModule, ParticipantsModule],
  controllers: [
    AccountPages,
    AccountReachPages,
    AccountLeadersPages,
    AccountSharingPages,
    AccountRecordPages,
    AccountBreakPages,
    LeftPages,
    WorkListPages,
    PeoplePages,
    PersonChangePages,
    PersonCardPages,
    PersonPages,
  ],
  providers: [PersonCards, PersonCopies, PersonFile],
})
export class PeoplePagesModule {}
