/** What may be put into the words of a message. All of it is in words already: "Saturday 14 June", "10am". */
export interface MessageParts {
  readonly day?: string;
  readonly time?: string;
  /** What it is about: the activity, or what was asked for. */
  readonly what?: string;
  readonly where?: string;
  /** A reason, in words for the reader. */
  readonly why?: string;
  /** When it was to be. */
  readonly wasDay?: string;
  readonly wasTime?: string;
  /** Where people were to meet. */
  readonly wasWhere?: string;
  /** Where they can answer, such as https://orb.example/n/7Kq2. */
  readonly link?: string;
}

export type PartName = keyof MessageParts;

interface Kind {
  /** What it cannot do without. */
  readonly needs: readonly PartName[];
  /** True when somebody would come in vain without it: over the limit of a week, staff call. */
  readonly urgent: boolean;
  /** True of what concerns their own safety: neither a break, nor the limit of a week, nor wanting no messages stops it. */
  readonly always?: true;
}

/** Everything that people are told. The words of each are in the catalogue, under `messages.kinds`. */
export const MESSAGE_KINDS = {
  /** A date will not take place. The key is its id. */
  'date-called-off': { needs: ['day', 'time', 'what'], urgent: true },
  /** A date begins at another time. The key is its id and the moment of the change. */
  'date-changed': { needs: ['day', 'time', 'what', 'wasDay', 'wasTime'], urgent: true },
  /** The same with a date whose time stays while people meet somewhere else. */
  'place-changed': { needs: ['day', 'time', 'what', 'where', 'wasWhere'], urgent: true },
  /** To a leader who comes first now. The key is new each time. */
  'leads-now': { needs: ['day', 'time', 'what'], urgent: true },
  /** Two days before. The key is the date's id, so it comes once. */
  'date-reminder': { needs: ['day', 'time', 'what'], urgent: false },
  /** A place has come up for somebody who waits. */
  'place-offered': { needs: ['day', 'time', 'what'], urgent: false },
  /** They were on the waiting list and have the place now. */
  'place-given': { needs: ['day', 'time', 'what'], urgent: true },
  /** To a leader, once. */
  'register-wanted': { needs: ['day', 'what'], urgent: false },
  /** An answer to something they asked; `what` is the whole answer in one or two sentences. */
  answer: { needs: ['what'], urgent: false },
  /** The operator has taken off what they signed in with beside their address. The key is new each time. */
  'second-step-taken-off': { needs: [], urgent: true, always: true },
  /** Staff put something about their galaxies right; `what` is the sentence that staff wrote for them. The key is its id. */
  'put-right': { needs: ['what'], urgent: false },
} as const satisfies Readonly<Record<string, Kind>>;

export type MessageKind = keyof typeof MESSAGE_KINDS;

/** Whether somebody is told it in any case, because nobody may sign in as them without their hearing of it. */
export function isForSafety(kind: MessageKind): boolean {
  return 'always' in MESSAGE_KINDS[kind];
}

/** True of what somebody asked for, and said which way it is to come: it does, also when they want no other messages. */
export function isAskedFor(kind: MessageKind): boolean {
  return kind === 'answer';
}

export function isMessageKind(text: string): text is MessageKind {
  return Object.hasOwn(MESSAGE_KINDS, text);
}

/** How long a part may be. */
export const LONGEST_PARTS = {
  day: 30,
  time: 20,
  what: 300,
  where: 200,
  why: 300,
  wasDay: 30,
  wasTime: 20,
  wasWhere: 200,
  link: 200,
} as const satisfies Readonly<Record<PartName, number>>;

const NAMES: readonly PartName[] = [
  'day',
  'time',
  'what',
  'where',
  'why',
  'wasDay',
  'wasTime',
  'wasWhere',
  'link',
];

/** The parts that were given, each in one line and no longer than it may be. Throws when one that is needed is missing. */
export function tidyParts(kind: MessageKind, parts: MessageParts): MessageParts {
  const given = NAMES.flatMap((name) => {
    const text = (parts[name] ?? '').replace(/\s+/g, ' ').trim().slice(0, LONGEST_PARTS[name]);
    return text === '' ? [] : [[name, text] as const];
  });
  const tidy: MessageParts = Object.fromEntries(given);
  const missing = MESSAGE_KINDS[kind].needs.filter((name) => tidy[name] === undefined);
  if (missing.length > 0) throw new Error(`A message ${kind} was sent without ${missing.join(', ')}.`);
  return tidy;
}

/** The parts as they were kept. */
export function readParts(kept: unknown): MessageParts {
  if (typeof kept !== 'object' || kept === null) return {};
  const read = NAMES.flatMap((name) => {
    const text: unknown = Reflect.get(kept, name);
    return typeof text === 'string' ? [[name, text] as const] : [];
  });
  return Object.fromEntries(read);
}
