/** Why we have something about somebody, until when, and whether they get it in their copy. */
export interface PersonalColumn {
  readonly purpose: string;
  readonly retention: string;
  /** Whether it is part of the copy that the person can ask for. */
  readonly exported: boolean;
}

const WHILE_KNOWN = 'Until three years after they left, then taken away.';
const AS_THE_SCHEME_ASKS = 'Three years after the role ended.';

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
};
