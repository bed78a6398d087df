import { internal, kept, type PersonalTables } from './personal-column.js';
import { RETENTIONS } from './retention.js';

const { AFTER_THE_TOKEN } = RETENTIONS;

export const API_TOKEN_COLUMNS: PersonalTables = {
  api_token: {
    name: internal('Tells one program from another.', AFTER_THE_TOKEN),
    token_hash: internal('Checks the token.', AFTER_THE_TOKEN),
    scopes: internal('Decides what the program may do.', AFTER_THE_TOKEN),
    made_by: kept('Shows which administrator answers for the program.', AFTER_THE_TOKEN),
    made_at: internal('Shows when it was made.', AFTER_THE_TOKEN),
    ends_at: internal('Ends it in time.', AFTER_THE_TOKEN),
    used_at: internal('Finds tokens that nobody uses.', AFTER_THE_TOKEN),
    revoked_by: kept('Shows who ended it.', AFTER_THE_TOKEN),
    revoked_at: internal('Lets it work no more.', AFTER_THE_TOKEN),
  },
};
