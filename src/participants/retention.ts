/** Every rule by which something is forgotten, and how often a job looks for it. */
export const RETENTION_RULES = {
  /** Takes the name off whoever left three years ago, and all that they wrote themselves. */
  people: 'night',
  roles: 'night',
  tokens: 'night',
  audit: 'night',
  checks: 'night',
  witnesses: 'night',
  notes: 'night',
  rosters: 'night',
  drafts: 'night',
  sign_ins: 'night',
  /** Apps that were never proved do not wait for their owner to leave. */
  apps: 'minute',
  codes: 'minute',
  devices: 'minute',
  tries: 'minute',
  typed: 'minute',
  counts: 'minute',
  dev_messages: 'minute',
  /** Done by the minute's job of messages. */
  messages: 'elsewhere',
  /** Done by the machine of jobs, over all schemes. */
  answers: 'elsewhere',
  /** Done by the night's job that clears answers about dates. */
  places: 'elsewhere',
} as const satisfies Readonly<Record<string, 'night' | 'minute' | 'elsewhere'>>;

export type RetentionRule = keyof typeof RETENTION_RULES;

/** Until when something is kept. */
export interface Retention {
  /** As people read it. */
  readonly words: string;
  /** Which rule carries it out. */
  readonly rule: RetentionRule;
  /** What is left when the time has come: nothing, or the row as it was, about somebody without a name. */
  readonly then: 'taken-away' | 'nameless';
}

const takenAway = (rule: RetentionRule, words: string): Retention => ({ words, rule, then: 'taken-away' });

/** Everything that the register of personal columns may promise. Each has a rule, and a test that it is carried out. */
export const RETENTIONS = {
  WHILE_KNOWN: takenAway('people', 'Until three years after they left, then taken away.'),
  WITH_THE_BOOK: {
    words: 'As long as the book, under a random label once they left.',
    rule: 'people',
    then: 'nameless',
  },
  UNTIL_REMOVED: takenAway('people', 'Until they take it away, and three years after they left at most.'),
  AFTER_THE_ROLE: takenAway('roles', 'Three years after the role ended.'),
  AFTER_THE_TOKEN: takenAway('tokens', 'Three years after it ended, to show which program did what.'),
  AFTER_THE_CHECK: takenAway('checks', 'Three years after the check was closed.'),
  AFTER_THE_REGISTER: takenAway('notes', 'Three years after the register was saved.'),
  AFTER_IT_WAS_CHECKED: takenAway('witnesses', 'Until it has been checked, and three years more.'),
  TWO_YEARS: takenAway('audit', 'Two years; then only how many there were of each kind in a month.'),
  AFTER_THE_MESSAGE: takenAway('messages', 'Ninety days after it was sent or stopped.'),
  AFTER_THE_SIGN_IN: takenAway('sign_ins', 'Ninety days after the sign-in ended.'),
  HALF_A_YEAR: takenAway(
    'answers',
    'One hundred and eighty days; where it is about a date, thirty days after it at most.',
  ),
  AFTER_THE_DATE: takenAway('places', 'Thirty days after the date.'),
  AFTER_THE_SESSION: takenAway('rosters', 'Thirty days after the session.'),
  UNTIL_SENT: takenAway('drafts', 'Until it is sent, or begun anew, and thirty days at most.'),
  UNTIL_ASKED_ANEW: takenAway(
    'devices',
    'Ninety days after they last signed in there, or twelve hours where the device is shared.',
  ),
  ONE_DAY: takenAway('codes', 'One day after it ran out.'),
  A_DAY_AFTER: takenAway('counts', 'One day after it was counted.'),
  TWO_DAYS: takenAway('tries', 'Two days.'),
  TWO_HOURS: takenAway('typed', 'Two hours.'),
  IN_DEVELOPMENT: takenAway('dev_messages', 'Seven days, and only in development, where nobody is real.'),
} as const satisfies Readonly<Record<string, Retention>>;

/** The rules that a job of this room looks after at each minute, or each night. */
export function rulesOf(each: 'night' | 'minute'): readonly RetentionRule[] {
  return RULES.filter((rule) => RETENTION_RULES[rule] === each);
}

const RULES: readonly RetentionRule[] = [
  'people',
  'roles',
  'tokens',
  'audit',
  'checks',
  'witnesses',
  'notes',
  'rosters',
  'drafts',
  'sign_ins',
  'apps',
  'codes',
  'devices',
  'tries',
  'typed',
  'counts',
  'dev_messages',
  'messages',
  'answers',
  'places',
];
