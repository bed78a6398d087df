import { Module } from '@nestjs/common';
import { Clock, SystemClock } from '../shared/clock.js';
import { MessageWork } from './message-work.presenter.js';
import { MessagesQueries } from './messages.queries.js';
import { OwnMessagesPages } from './own-messages.pages.js';
import { OwnMessagesQueries } from './own-messages.queries.js';
import { StaffMessagesPages } from './staff-messages.pages.js';
import { StaffMessages } from './staff-messages.service.js';
import { TextReportsController } from './text-reports.controller.js';
import { TextReports } from './text-reports.service.js';

/** The pages about messages, for staff and for whom they are sent to, and where a gateway reports; in every mode. */
@Module({
  controllers: [StaffMessagesPages, OwnMessagesPages, TextReportsController],
  providers: [
    MessagesQueries,
    OwnMessagesQueries,
    MessageWork,
    StaffMessages,
    TextReports,
    { provide: Clock, useClass: SystemClock },
  ],
})
export class MessagePagesModule {}
