import { internal, kept, type PersonalTables, WITH_THE_BOOK } from './personal-column.js';
import { RETENTIONS } from './retention.js';

const { AFTER_THE_DATE } = RETENTIONS;

export const ACTIVITY_COLUMNS: PersonalTables = {
  session: {
    ref: internal('Finds the date in the papers of the scheme.', WITH_THE_BOOK),
    activity_id: internal('Says what is on.', WITH_THE_BOOK),
    starts_at: internal('Says when it is.', WITH_THE_BOOK),
    ends_at: internal('Says when it is over.', WITH_THE_BOOK),
    occurs_on: internal('Says on which day it is.', WITH_THE_BOOK),
    meet_place: internal('Says where to meet.', WITH_THE_BOOK),
    places: internal('Limits how many plan to come.', WITH_THE_BOOK),
    places_reason: internal('Says why there are more places.', WITH_THE_BOOK),
    count_back: internal('Asks the leader to count people back.', WITH_THE_BOOK),
    online_joining: internal('Says whether people answer here or ask staff.', WITH_THE_BOOK),
    series_id: internal('Keeps dates together that repeat.', WITH_THE_BOOK),
    called_off_at: internal('Says that it is off.', WITH_THE_BOOK),
    called_off_reason: internal('Says why it is off.', WITH_THE_BOOK),
    called_off_by: internal('Shows who called it off.', WITH_THE_BOOK),
    said_yes: internal('Keeps a total when the answers are cleared.', WITH_THE_BOOK),
    said_maybe: internal('Keeps a total when the answers are cleared.', WITH_THE_BOOK),
    created_at: internal('Shows how a mistake came about.', WITH_THE_BOOK),
  },
  session_leader: {
    session_id: kept('Says which date they are to lead.', WITH_THE_BOOK),
    person_id: kept('Says who is to lead.', WITH_THE_BOOK),
    position: kept('Says who leads first.', WITH_THE_BOOK),
  },
  place: {
    session_id: kept('Says which date the answer is about.', AFTER_THE_DATE),
    person_id: kept('Says whose answer it is.', AFTER_THE_DATE),
    answer: kept('Plans for those who want to come.', AFTER_THE_DATE),
    tell_leader: kept('Tells the leader what they want the leader to know.', AFTER_THE_DATE),
    answered_at: kept('Puts the waiting list in order.', AFTER_THE_DATE),
    answered_by: internal('Shows who wrote the answer down.', AFTER_THE_DATE),
  },
  session_handover: {
    session_id: kept('Says which date they cannot lead.', AFTER_THE_DATE),
    person_id: kept('Says who cannot lead it.', AFTER_THE_DATE),
    said_at: kept('Tells staff since when.', AFTER_THE_DATE),
    seen_at: internal('Shows that staff have seen to it.', AFTER_THE_DATE),
    seen_by: internal('Shows who has seen to it.', AFTER_THE_DATE),
  },
  place_link: {
    token_hash: internal('Checks the link in a message.', AFTER_THE_DATE),
    session_id: internal('Says which date the link is about.', AFTER_THE_DATE),
    person_id: internal('Says whose answer the link changes.', AFTER_THE_DATE),
    made_at: internal('Shows how a mistake came about.', AFTER_THE_DATE),
    used_at: internal('Lets it work once.', AFTER_THE_DATE),
  },
  earning_rate: {
    activity_id: internal('Says what the rule is for.', WITH_THE_BOOK),
    part: internal('Says what the rule is for.', WITH_THE_BOOK),
    galaxies: internal('Says what it gives.', WITH_THE_BOOK),
    from_on: internal('Says since when it counts.', WITH_THE_BOOK),
    why: internal('Says why it was made.', WITH_THE_BOOK),
    origin: internal('Shows which rules a scheme brought along.', WITH_THE_BOOK),
    asked_by: internal('Shows that two people made the rule.', WITH_THE_BOOK),
    asked_at: internal('Shows when it was asked for.', WITH_THE_BOOK),
    agreed_by: internal('Shows that two people made the rule.', WITH_THE_BOOK),
    published_at: internal('Shows when it was made.', WITH_THE_BOOK),
    withdrawn_at: internal('Shows that it was taken back unused.', WITH_THE_BOOK),
  },
};
