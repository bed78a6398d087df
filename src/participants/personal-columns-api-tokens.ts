import { internal, kept, type PersonalTables } from './personal-column.js';

const TO_TELL_PROGRAMS_APART = 'Three years after it ended, to show which program did what.';

export const API_TOKEN_COLUMNS: PersonalTables = {
  api_token: {
    name: internal('Tells one program from another.', TO_TELL_PROGRAMS_APART),
    token_hash: internal('Checks the token.', TO_TELL_PROGRAMS_APART),
    scopes: internal('Decides what the program may do.', TO_TELL_PROGRAMS_APART),
    made_by: kept('Shows which administrator answers for the program.', TO_TELL_PROGRAMS_APART),
    made_at: internal('Shows when it was made.', TO_TELL_PROGRAMS_APART),
    ends_at: internal('Ends it in time.', TO_TELL_PROGRAMS_APART),
    used_at: internal('Finds tokens that nobody uses.', TO_TELL_PROGRAMS_APART),
    revoked_by: kept('Shows who ended it.', TO_TELL_PROGRAMS_APART),
    revoked_at: internal('Lets it work no more.', TO_TELL_PROGRAMS_APART),
  },
};
