import { internal, kept, type PersonalTables } from './personal-column.js';

const AS_THE_SCHEME_ASKS = 'Three years after the role ended.';
const TWO_HOURS = 'Two hours.';
const ONE_DAY = 'One day after it ran out.';
const NINETY_DAYS = 'Ninety days after the sign-in ended.';
const ASKED_ANEW = 'Ninety days after they last signed in there, or twelve hours where the device is shared.';
const WITH_THE_CARD = 'Until three years after they left.';

export const IDENTITY_COLUMNS: PersonalTables = {
  person_role: {
    person_id: kept('Says whose role it is.', AS_THE_SCHEME_ASKS),
    role: kept('Decides what they may see and do.', AS_THE_SCHEME_ASKS),
    origin: internal('Shows which roles the operator gave.', AS_THE_SCHEME_ASKS),
    asked_by: internal('Shows that two people gave the role.', AS_THE_SCHEME_ASKS),
    asked_at: internal('Shows when it was asked for.', AS_THE_SCHEME_ASKS),
    agreed_by: internal('Shows that two people gave the role.', AS_THE_SCHEME_ASKS),
    from_at: kept('Decides since when they may.', AS_THE_SCHEME_ASKS),
    withdrawn_by: internal('Shows who withdrew what was asked for.', AS_THE_SCHEME_ASKS),
    withdrawn_at: internal('Shows that it never counted.', AS_THE_SCHEME_ASKS),
    end_asked_by: internal('Shows that two people took the role away.', AS_THE_SCHEME_ASKS),
    end_agreed_by: internal('Shows that two people took the role away.', AS_THE_SCHEME_ASKS),
    until_at: kept('Decides until when they may.', AS_THE_SCHEME_ASKS),
  },
  sign_in_code: {
    person_id: internal('Signs in whose address it was; empty when nobody has it.', ONE_DAY),
    channel: internal('Sends it the way that was asked for.', ONE_DAY),
    visitor_hash: internal('Lets the code work only in the browser that asked.', ONE_DAY),
    network: internal('Limits how often one network may ask and guess.', ONE_DAY),
    code_hash: internal('Checks the code.', ONE_DAY),
    token_hash: internal('Checks the link.', ONE_DAY),
    made_at: internal('Limits how often is asked.', ONE_DAY),
    expires_at: internal('Ends it after half an hour.', ONE_DAY),
    tries_left: internal('Ends it after ten tries.', ONE_DAY),
    tried_at: internal('Limits how often is guessed.', ONE_DAY),
    used_at: internal('Lets it work once.', ONE_DAY),
  },
  sign_in_card: {
    person_id: internal('Signs in whose card it is.', WITH_THE_CARD),
    code_hash: internal('Checks the card.', WITH_THE_CARD),
    made_by: internal('Shows who gave the card.', WITH_THE_CARD),
    made_at: internal('Shows when the card was given.', WITH_THE_CARD),
    revoked_at: internal('Lets a lost card work no more.', WITH_THE_CARD),
  },
  web_sign_in: {
    person_id: kept('Says who is signed in.', NINETY_DAYS),
    token_hash: internal('Knows the browser again.', NINETY_DAYS),
    channel: kept('Signs out who came by a lost card.', NINETY_DAYS),
    network: kept('Knows the usual network again, so that no stranger can keep them out.', NINETY_DAYS),
    own_device: kept('Keeps them signed in on a device of their own.', NINETY_DAYS),
    created_at: kept('Ends it in time.', NINETY_DAYS),
    seen_at: kept('Ends it when it is not used.', NINETY_DAYS),
    idle_limit: internal('Ends it when it is not used.', NINETY_DAYS),
    ends_at: internal('Ends it in time.', NINETY_DAYS),
    second_factor_at: internal('Shows that a second factor was given.', NINETY_DAYS),
    challenge: internal('Lets a passkey sign what was asked, once.', NINETY_DAYS),
    challenge_at: internal('Ends what a passkey was asked.', NINETY_DAYS),
    revoked_at: internal('Ends it at once.', NINETY_DAYS),
  },
  known_device: {
    key_hash: internal('Knows the browser again, so that they are not asked each time.', ASKED_ANEW),
    person_id: internal('Says who answered.', ASKED_ANEW),
    own_device: kept('Keeps them signed in on a device of their own.', ASKED_ANEW),
    ends_at: internal('Asks again in time.', ASKED_ANEW),
  },
  kept_form: {
    key_hash: internal('Finds it again from the same browser.', TWO_HOURS),
    page: internal('Puts it back where it was typed.', TWO_HOURS),
    person_id: internal('Shows it to nobody else.', TWO_HOURS),
    closed: internal('Keeps what was typed when the sign-in ended; encrypted.', TWO_HOURS),
    made_at: internal('Forgets it in time.', TWO_HOURS),
  },
};
