/** Why we have something about somebody, until when, and whether they get it in their copy. */
export interface PersonalColumn {
  readonly purpose: string;
  readonly retention: string;
  /** Whether it is part of the copy that the person can ask for. */
  readonly exported: boolean;
}

const WHILE_KNOWN = 'Until three years after they left, then taken away.';
const AS_THE_SCHEME_ASKS = 'Three years after the role ended.';

const WITH_THE_BOOK = 'As long as the book, under a random id.';
const WITH_THE_CHECK = 'Three years after the check was closed.';
const WITH_THE_ROSTER = 'Thirty days after the session.';

const ONE_DAY = 'One day after it ran out.';
const NINETY_DAYS = 'Ninety days after the sign-in ended.';
const WITH_THE_CARD = 'Until three years after they left.';
const THIRTY_DAYS = 'Thirty days after the date.';
const AS_LONG_AS_THE_RULE = 'As long as the scheme keeps its rules.';
const NEVER_IN_PRODUCTION = 'Only in development, where nobody is real.';

const kept = (purpose: string, retention = WHILE_KNOWN): PersonalColumn => ({
  purpose,
  retention,
  exported: true,
});

const internal = (purpose: string, retention: string): PersonalColumn => ({
  purpose,
  retention,
  exported: false,
});

/**
 * Every column of every table that says something of a person, but for the scheme and the row's own id. A column that is
 * not here fails a test: nothing is kept about people without a reason.
 */
export const PERSONAL_COLUMNS: Readonly<Record<string, Readonly<Record<string, PersonalColumn>>>> = {
  person: {
    ref: kept('Finds the person in the papers of the scheme.'),
    liked_name: kept('Says who they are to those they meet.'),
    surname: kept('Tells two people of one name apart, for staff.'),
    email: kept('Reaches those who want to be reached by email.'),
    phone: kept('Reaches those who want a text or a call.'),
    contact: kept('Reaches them the way they chose.'),
    message_detail: kept('Says no more on a lock screen than they chose.'),
    formats: kept('Sends what they can read.'),
    note_for_leaders: kept('Says what they want leaders to know; they write it themselves.'),
    note_shared: kept('Shows the note only when they ticked it.'),
    findable_by_leaders: kept('Lets leaders find them only when they ticked it.'),
    taking_part: kept('Stops messages during a break, and sign-in after they left.'),
    joined_on: kept('Counts how many take part in a year.'),
    created_at: internal('Shows how a mistake came about.', WHILE_KNOWN),
  },
  participant: {},
  person_role: {
    person_id: kept('Says whose role it is.', AS_THE_SCHEME_ASKS),
    role: kept('Decides what they may see and do.', AS_THE_SCHEME_ASKS),
    origin: internal('Shows which roles the operator gave.', AS_THE_SCHEME_ASKS),
    asked_by: internal('Shows that two people gave the role.', AS_THE_SCHEME_ASKS),
    asked_at: internal('Shows when it was asked for.', AS_THE_SCHEME_ASKS),
    agreed_by: internal('Shows that two people gave the role.', AS_THE_SCHEME_ASKS),
    from_at: kept('Decides since when they may.', AS_THE_SCHEME_ASKS),
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
    revoked_at: internal('Ends it at once.', NINETY_DAYS),
  },
  session: {
    ref: internal('Finds the date in the papers of the scheme.', WHILE_KNOWN),
    activity_id: internal('Says what is on.', WHILE_KNOWN),
    starts_at: internal('Says when it is.', WHILE_KNOWN),
    ends_at: internal('Says when it is over.', WHILE_KNOWN),
    occurs_on: internal('Says on which day it is.', WHILE_KNOWN),
    meet_place: internal('Says where to meet.', WHILE_KNOWN),
    places: internal('Limits how many plan to come.', WHILE_KNOWN),
    places_reason: internal('Says why there are more places.', WHILE_KNOWN),
    count_back: internal('Asks the leader to count people back.', WHILE_KNOWN),
    online_joining: internal('Says whether people answer here or ask staff.', WHILE_KNOWN),
    series_id: internal('Keeps dates together that repeat.', WHILE_KNOWN),
    called_off_at: internal('Says that it is off.', WHILE_KNOWN),
    called_off_reason: internal('Says why it is off.', WHILE_KNOWN),
    called_off_by: internal('Shows who called it off.', WHILE_KNOWN),
    said_yes: internal('Keeps a total when the answers are cleared.', WHILE_KNOWN),
    said_maybe: internal('Keeps a total when the answers are cleared.', WHILE_KNOWN),
    created_at: internal('Shows how a mistake came about.', WHILE_KNOWN),
  },
  session_leader: {
    session_id: kept('Says which date they are to lead.'),
    person_id: kept('Says who is to lead.'),
    position: kept('Says who leads first.'),
  },
  place: {
    session_id: kept('Says which date the answer is about.', THIRTY_DAYS),
    person_id: kept('Says whose answer it is.', THIRTY_DAYS),
    answer: kept('Plans for those who want to come.', THIRTY_DAYS),
    tell_leader: kept('Tells the leader what they want the leader to know.', THIRTY_DAYS),
    answered_at: kept('Puts the waiting list in order.', THIRTY_DAYS),
    answered_by: internal('Shows who wrote the answer down.', THIRTY_DAYS),
  },
  place_link: {
    token_hash: internal('Checks the link in a message.', THIRTY_DAYS),
    session_id: internal('Says which date the link is about.', THIRTY_DAYS),
    person_id: internal('Says whose answer the link changes.', THIRTY_DAYS),
    made_at: internal('Shows how a mistake came about.', THIRTY_DAYS),
    used_at: internal('Lets it work once.', THIRTY_DAYS),
  },
  earning_rate: {
    activity_id: internal('Says what the rule is for.', AS_LONG_AS_THE_RULE),
    part: internal('Says what the rule is for.', AS_LONG_AS_THE_RULE),
    galaxies: internal('Says what it gives.', AS_LONG_AS_THE_RULE),
    from_on: internal('Says since when it counts.', AS_LONG_AS_THE_RULE),
    why: internal('Says why it was made.', AS_LONG_AS_THE_RULE),
    origin: internal('Shows which rules a scheme brought along.', AS_LONG_AS_THE_RULE),
    asked_by: internal('Shows that two people made the rule.', AS_LONG_AS_THE_RULE),
    asked_at: internal('Shows when it was asked for.', AS_LONG_AS_THE_RULE),
    agreed_by: internal('Shows that two people made the rule.', AS_LONG_AS_THE_RULE),
    published_at: internal('Shows when it was made.', AS_LONG_AS_THE_RULE),
    withdrawn_at: internal('Shows that it was taken back unused.', AS_LONG_AS_THE_RULE),
  },
  register_version: {
    session_id: kept('Says which session the register is of.', WITH_THE_BOOK),
    version: kept('Puts the versions in order.', WITH_THE_BOOK),
    key: internal('Counts a register once, however often it is sent.', WITH_THE_BOOK),
    content_hash: internal('Tells a repeat from something else.', WITH_THE_BOOK),
    based_on: internal('Shows which list the sender had seen.', WITH_THE_BOOK),
    merged: internal('Shows that two lists were put together.', WITH_THE_BOOK),
    outcome: kept('Says whether people came.', WITH_THE_BOOK),
    head_count_extra: kept('Counts those who gave no name.', WITH_THE_BOOK),
    counted_out: kept('Counts heads when they set out; no names.', WITH_THE_BOOK),
    counted_back: kept('Counts heads when they are back; no names.', WITH_THE_BOOK),
    note_to_staff: kept('Tells staff what the leader wants them to know.', WITH_THE_BOOK),
    entry_id: internal('Finds the galaxies it gave.', WITH_THE_BOOK),
    recorded_at: kept('Says when it was written down.', WITH_THE_BOOK),
    recorded_by: kept('Says who wrote it down.', WITH_THE_BOOK),
    on_behalf_of: kept('Says whose list somebody typed up.', WITH_THE_BOOK),
    source: kept('Says how it came in.', WITH_THE_BOOK),
  },
  attendance: {
    session_id: kept('Says what they took part in.', WITH_THE_BOOK),
    person_id: kept('Says who took part.', WITH_THE_BOOK),
    part: kept('Says whether they took part, led or helped.', WITH_THE_BOOK),
    galaxies: kept('Says what it gave them.', WITH_THE_BOOK),
    rate_id: kept('Says by which rate.', WITH_THE_BOOK),
    from_version: kept('Says which version wrote it down.', WITH_THE_BOOK),
    transfer_id: internal('Finds the galaxies it gave.', WITH_THE_BOOK),
    put_right_version: kept('Says which version put it right.', WITH_THE_BOOK),
    reversal_id: internal('Finds how the galaxies were put right.', WITH_THE_BOOK),
  },
  register_check: {
    session_id: internal('Says which register staff look at.', WITH_THE_CHECK),
    version: internal('Says which version of it.', WITH_THE_CHECK),
    kind: internal('Says what there is to look at.', WITH_THE_CHECK),
    sent_by: internal('Says whose list it was.', WITH_THE_CHECK),
    opened_at: internal('Puts the oldest first.', WITH_THE_CHECK),
    closed_at: internal('Shows that it was looked at.', WITH_THE_CHECK),
    closed_by: internal('Shows who looked at it.', WITH_THE_CHECK),
  },
  register_tick: {
    check_id: internal('Says which list it is on.', WITH_THE_CHECK),
    person_id: kept('Shows staff both lists when two leaders sent one.', WITH_THE_CHECK),
    part: kept('Shows staff both lists when two leaders sent one.', WITH_THE_CHECK),
  },
  roster_row: {
    code: internal('Says which printed list.', WITH_THE_ROSTER),
    row: internal('Reads the number on the paper.', WITH_THE_ROSTER),
    person_id: kept('Says who stands beside the number.', WITH_THE_ROSTER),
  },
  dev_message: {
    channel: internal('Shows a developer how it would go out.', NEVER_IN_PRODUCTION),
    address: internal('Shows a developer where it would go.', NEVER_IN_PRODUCTION),
    body: internal('Shows a developer what it would say.', NEVER_IN_PRODUCTION),
    made_at: internal('Puts the newest first.', NEVER_IN_PRODUCTION),
  },
};
