import { internal, kept, type PersonalTables } from './personal-column.js';
import { RETENTIONS } from './retention.js';

const { AFTER_THE_ROLE, AFTER_THE_SIGN_IN, ONE_DAY, TWO_HOURS, UNTIL_ASKED_ANEW, WHILE_KNOWN } = RETENTIONS;

export const IDENTITY_COLUMNS: PersonalTables = {
  person_role: {
    person_id: kept('Says whose role it is.', AFTER_THE_ROLE),
    role: kept('Decides what they may see and do.', AFTER_THE_ROLE),
    origin: internal('Shows which roles the operator gave.', AFTER_THE_ROLE),
    asked_by: internal('Shows that two people gave the role.', AFTER_THE_ROLE),
    asked_at: internal('Shows when it was asked for.', AFTER_THE_ROLE),
    agreed_by: internal('Shows that two people gave the role.', AFTER_THE_ROLE),
    from_at: kept('Decides since when they may.', AFTER_THE_ROLE),
    withdrawn_by: internal('Shows who withdrew what was asked for.', AFTER_THE_ROLE),
    withdrawn_at: internal('Shows that it never counted.', AFTER_THE_ROLE),
    end_asked_by: internal('Shows that two people took the role away.', AFTER_THE_ROLE),
    end_agreed_by: internal('Shows that two people took the role away.', AFTER_THE_ROLE),
    until_at: kept('Decides until when they may.', AFTER_THE_ROLE),
  },
  sign_in_code: {
    person_id: internal('Signs in whose address it was; empty when nobody has it.', ONE_DAY),
    counted_for: internal(
      'Counts wrong codes and messages for a person, or for two bytes of the hash of an address that nobody has.',
      ONE_DAY,
    ),
    channel: internal('Sends it the way that was asked for.', ONE_DAY),
    visitor_hash: internal(
      'Lets the code work only in the browser that asked, or that followed the link.',
      ONE_DAY,
    ),
    network: internal('Limits how often one network may ask and guess.', ONE_DAY),
    code_hash: internal('Checks the code.', ONE_DAY),
    token_hash: internal('Checks the link.', ONE_DAY),
    made_at: internal('Limits how often is asked.', ONE_DAY),
    expires_at: internal('Ends it after half an hour.', ONE_DAY),
    tries_left: internal('Ends it after ten tries.', ONE_DAY),
    tried_at: internal('Limits how often is guessed.', ONE_DAY),
    counted_with: internal(
      'Makes the wait after wrong codes grow; too short to find an address by.',
      ONE_DAY,
    ),
    known_device: internal('Keeps what strangers guess from their own device.', ONE_DAY),
    used_at: internal('Lets it work once.', ONE_DAY),
  },
  sign_in_card: {
    person_id: internal('Signs in whose card it is.', WHILE_KNOWN),
    code_hash: internal('Checks the card.', WHILE_KNOWN),
    made_by: internal('Shows who gave the card.', WHILE_KNOWN),
    made_at: internal('Shows when the card was given.', WHILE_KNOWN),
    revoked_at: internal('Lets a lost card work no more.', WHILE_KNOWN),
  },
  web_sign_in: {
    person_id: kept('Says who is signed in.', AFTER_THE_SIGN_IN),
    token_hash: internal('Knows the browser again.', AFTER_THE_SIGN_IN),
    channel: kept('Signs out who came by a lost card.', AFTER_THE_SIGN_IN),
    network: kept('Knows the usual network again, so that no stranger can keep them out.', AFTER_THE_SIGN_IN),
    own_device: kept('Keeps them signed in on a device of their own.', AFTER_THE_SIGN_IN),
    created_at: kept('Ends it in time.', AFTER_THE_SIGN_IN),
    seen_at: kept('Ends it when it is not used.', AFTER_THE_SIGN_IN),
    idle_limit: internal('Ends it when it is not used.', AFTER_THE_SIGN_IN),
    ends_at: internal('Ends it in time.', AFTER_THE_SIGN_IN),
    second_factor_at: internal('Shows that a second factor was given.', AFTER_THE_SIGN_IN),
    challenge: internal('Lets a passkey sign what was asked, once.', AFTER_THE_SIGN_IN),
    challenge_at: internal('Ends what a passkey was asked.', AFTER_THE_SIGN_IN),
    revoked_at: internal('Ends it at once.', AFTER_THE_SIGN_IN),
  },
  known_device: {
    key_hash: internal('Knows the browser again, so that they are not asked each time.', UNTIL_ASKED_ANEW),
    person_id: internal('Says who answered.', UNTIL_ASKED_ANEW),
    own_device: kept('Keeps them signed in on a device of their own.', UNTIL_ASKED_ANEW),
    ends_at: internal('Asks again in time.', UNTIL_ASKED_ANEW),
    proved_at: internal('Keeps what strangers guess from their own device.', UNTIL_ASKED_ANEW),
  },
  kept_form: {
    key_hash: internal('Finds it again from the same browser.', TWO_HOURS),
    page: internal('Puts it back where it was typed.', TWO_HOURS),
    person_id: internal('Shows it to nobody else.', TWO_HOURS),
    closed: internal('Keeps what was typed when the sign-in ended; encrypted.', TWO_HOURS),
    made_at: internal('Forgets it in time.', TWO_HOURS),
  },
};
