import { internal, kept, type PersonalTables } from './personal-column.js';
import { RETENTIONS } from './retention.js';

const { AFTER_THE_MESSAGE, IN_DEVELOPMENT } = RETENTIONS;

export const MESSAGE_COLUMNS: PersonalTables = {
  message: {
    person_id: kept('Says who is told.', AFTER_THE_MESSAGE),
    kind: kept('Says what it is about.', AFTER_THE_MESSAGE),
    key: internal('Tells nobody the same thing twice.', AFTER_THE_MESSAGE),
    parts: kept('Says the day, the time, what and why.', AFTER_THE_MESSAGE),
    channel: kept('Sends it the way they chose.', AFTER_THE_MESSAGE),
    state: kept('Shows whether it arrived.', AFTER_THE_MESSAGE),
    why: kept('Shows why it was not sent.', AFTER_THE_MESSAGE),
    tries: internal('Ends trying in time.', AFTER_THE_MESSAGE),
    made_at: internal('Shows how long it took.', AFTER_THE_MESSAGE),
    due_at: internal('Keeps to nine to six, and to three in a week.', AFTER_THE_MESSAGE),
    until_at: internal('Sends nothing that is of no use any more.', AFTER_THE_MESSAGE),
    promised_at: internal('Sends it once.', AFTER_THE_MESSAGE),
    done_at: kept('Says when it was sent.', AFTER_THE_MESSAGE),
    done_by: internal('Shows who printed it or called.', AFTER_THE_MESSAGE),
  },
  dev_message: {
    channel: internal('Shows a developer how it would go out.', IN_DEVELOPMENT),
    address: internal('Shows a developer where it would go.', IN_DEVELOPMENT),
    body: internal('Shows a developer what it would say.', IN_DEVELOPMENT),
    made_at: internal('Puts the newest first.', IN_DEVELOPMENT),
  },
};
