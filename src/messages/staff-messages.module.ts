import { Module } from '@nestjs/common';
import { MessageWork } from './message-work.presenter.js';
import { MessagesQueries } from './messages.queries.js';
import { StaffMessagesPages } from './staff-messages.pages.js';
import { StaffMessages } from './staff-messages.service.js';

/** The pages of staff about messages, in every mode. */
@Module({ controllers: [StaffMessagesPages], providers: [MessagesQueries, MessageWork, StaffMessages] })
export class StaffMessagesModule {}
