import { Module } from '@nestjs/common';
import { AccountReachPages } from './account-reach.pages.js';
import { AccountPages } from './account.pages.js';
import { ParticipantsModule } from './participants.module.js';

/** The pages about people. They know who is signed in, which the rest of the room does not. */
@Module({ imports: [ParticipantsModule], controllers: [AccountPages, AccountReachPages] })
export class PeoplePagesModule {}
