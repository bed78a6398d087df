import { internal, type PersonalTables } from './personal-column.js';

const NEVER_IN_PRODUCTION = 'Only in development, where nobody is real.';

export const MESSAGE_COLUMNS: PersonalTables = {
  dev_message: {
    channel: internal('Shows a developer how it would go out.', NEVER_IN_PRODUCTION),
    address: internal('Shows a developer where it would go.', NEVER_IN_PRODUCTION),
    body: internal('Shows a developer what it would say.', NEVER_IN_PRODUCTION),
    made_at: internal('Puts the newest first.', NEVER_IN_PRODUCTION),
  },
};
