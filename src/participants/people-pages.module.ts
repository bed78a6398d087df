import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { AccountReachPages } from './account-reach.pages.js';
import { AccountPages } from './account.pages.js';
import { ParticipantsModule } from './participants.module.js';
import { PeoplePages } from './people.pages.js';
import { PersonCardPages } from './person-card.pages.js';
import { PersonCards } from './person-cards.service.js';
import { PersonChangePages } from './person-change.pages.js';
import { PersonFile } from './person-file.queries.js';
import { PersonPages } from './person.pages.js';
import { WorkListPages } from './work-list.pages.js';

/** The pages about people. They know who is signed in, which the rest of the room does not. */
@Module({
  imports: [IdentityModule, ParticipantsModule],
  controllers: [
    AccountPages,
    AccountReachPages,
    WorkListPages,
    PeoplePages,
    PersonChangePages,
    PersonCardPages,
    PersonPages,
  ],
  providers: [PersonCards, PersonFile],
})
export class PeoplePagesModule {}
