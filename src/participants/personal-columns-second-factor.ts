import { internal, kept, type PersonalTables } from './personal-column.js';
import { RETENTIONS } from './retention.js';

const { TWO_DAYS, UNTIL_REMOVED } = RETENTIONS;

/** What those who see the affairs of others show beside their sign-in. */
export const SECOND_FACTOR_COLUMNS: PersonalTables = {
  app_code: {
    person_id: internal('Says whose app it is.', UNTIL_REMOVED),
    closed_secret: internal('Checks the codes of the app; encrypted.', UNTIL_REMOVED),
    made_at: internal('Forgets an app that was never proved.', UNTIL_REMOVED),
    proved_at: internal('Shows that the app counts.', UNTIL_REMOVED),
    last_step: internal('Lets each code work once.', UNTIL_REMOVED),
  },
  passkey: {
    person_id: internal('Says whose passkey it is.', UNTIL_REMOVED),
    credential_id: internal('Finds the passkey on the device.', UNTIL_REMOVED),
    public_key: internal('Checks what the passkey signed.', UNTIL_REMOVED),
    counter: internal('Notices a copy of the passkey.', UNTIL_REMOVED),
    name: kept('Lets them know their devices apart.', UNTIL_REMOVED),
    made_at: kept('Puts the passkeys in order.', UNTIL_REMOVED),
    used_at: internal('Shows a passkey that nobody uses.', UNTIL_REMOVED),
  },
  recovery_code: {
    person_id: internal('Says whose code it is.', UNTIL_REMOVED),
    code_hash: internal('Checks the code.', UNTIL_REMOVED),
    made_at: internal('Shows when the codes were made.', UNTIL_REMOVED),
    used_at: internal('Lets each work once.', UNTIL_REMOVED),
  },
  second_factor_try: {
    person_id: internal('Limits how often the codes of one app are guessed.', TWO_DAYS),
    network: internal('Counts strangers apart, so that none can keep the owner out.', TWO_DAYS),
    tried_at: internal('Limits how often is guessed.', TWO_DAYS),
    known_device: internal('Keeps what strangers guess from their own device.', TWO_DAYS),
  },
};
