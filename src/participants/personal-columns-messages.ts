import { internal, kept, type PersonalTables } from './personal-column.js';

const NEVER_IN_PRODUCTION = 'Only in development, where nobody is real.';
const NINETY_DAYS = 'Ninety days after it was sent or stopped.';

export const MESSAGE_COLUMNS: PersonalTables = {
  message: {
    person_id: kept('Says who is told.', NINETY_DAYS),
    kind: kept('Says what it is about.', NINETY_DAYS),
    key: internal('Tells nobody the same thing twice.', NINETY_DAYS),
    parts: kept('Says the day, the time, what and why.', NINETY_DAYS),
    channel: kept('Sends it the way they chose.', NINETY_DAYS),
    state: kept('Shows whether it arrived.', NINETY_DAYS),
    why: kept('Shows why it was not sent.', NINETY_DAYS),
    tries: internal('Ends trying in time.', NINETY_DAYS),
    made_at: internal('Shows how long it took.', NINETY_DAYS),
    due_at: internal('Keeps to nine to six, and to three in a week.', NINETY_DAYS),
    until_at: internal('Sends nothing that is of no use any more.', NINETY_DAYS),
    promised_at: internal('Sends it once.', NINETY_DAYS),
    done_at: kept('Says when it was sent.', NINETY_DAYS),
    done_by: internal('Shows who printed it or called.', NINETY_DAYS),
  },
  dev_message: {
    channel: internal('Shows a developer how it would go out.', NEVER_IN_PRODUCTION),
    address: internal('Shows a developer where it would go.', NEVER_IN_PRODUCTION),
    body: internal('Shows a developer what it would say.', NEVER_IN_PRODUCTION),
    made_at: internal('Puts the newest first.', NEVER_IN_PRODUCTION),
  },
};
