import { internal, kept, type PersonalTables, WHILE_KNOWN, WITH_THE_BOOK } from './personal-column.js';

export const PARTICIPANT_COLUMNS: PersonalTables = {
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
    taking_part: kept('Stops messages during a break, and sign-in after they left.', WITH_THE_BOOK),
    joined_on: kept('Counts how many take part in a year; the day itself goes with the name.', WITH_THE_BOOK),
    left_on: kept('Takes the name off three years later; the day itself goes with it.', WITH_THE_BOOK),
    anonymous_since: internal('Shows that the name was taken off.', WITH_THE_BOOK),
    created_at: internal('Shows how a mistake came about; the day itself goes with the name.', WITH_THE_BOOK),
  },
  participant: {},
  consent: {
    person_id: kept('Says whose yes it is.'),
    kind: kept('Says what they said yes to.'),
    given_at: kept('Shows since when.'),
    written_by: internal('Shows who wrote it down.', WHILE_KNOWN),
    taken_back_at: kept('Shows until when.'),
    taken_back_by: internal('Shows who wrote that down.', WHILE_KNOWN),
  },
};
