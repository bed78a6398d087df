import { internal, kept, WHILE_KNOWN, type PersonalTables } from './personal-column.js';

const THIRTY_DAYS = 'Thirty days after the date.';
const AS_LONG_AS_THE_RULE = 'As long as the scheme keeps its rules.';

export const ACTIVITY_COLUMNS: PersonalTables = {
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
};
