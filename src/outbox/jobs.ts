/**
 * Every job of the service, and the ids it carries. A job carries nothing else: it reads what it needs when it runs, so
 * no name or note ever lies in a queue.
 */
export const JOBS = {
  /** Seals what was recorded since the last seal. */
  'seal-book': ['period'],
  /** Proves the whole book of a scheme and keeps the result. */
  'prove-book': ['period'],
  /** Sends a code and a link to whoever asked to sign in. */
  'send-sign-in-code': ['codeId'],
  /** Sends one message to one person. */
  'send-message': ['messageId'],
  /** Promises the messages that waited for the morning, and removes what is long done. */
  'send-due-messages': ['period'],
  /** Asks leaders for the registers of dates that ended two hours ago. */
  'ask-for-registers': ['period'],
  /** Reminds those who said yes or maybe of what they planned for the day after tomorrow. */
  'remind-of-dates': ['period'],
  /** Tells whoever planned to come of dates that were moved. */
  'tell-of-moves': ['period'],
  /** Clears what people answered about dates of thirty days ago. */
  'clear-answers': ['period'],
  /** Forgets what is kept for hours or days: codes, what was typed, wrong tries. */
  'forget-by-minute': ['period'],
  /** Forgets what is kept for months or years, and takes the name off who left long ago. */
  'forget-by-night': ['period'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type JobName = keyof typeof JOBS;

export type JobPayload<Job extends JobName> = Readonly<Record<(typeof JOBS)[Job][number], string>>;

/** When the calendar asks for a job: at each minute, or once a day, mostly at night, by the scheme's own clock. */
export type Schedule =
  | { readonly each: 'minute' }
  /** Nights that were missed are caught up, this many at most. */
  | { readonly each: 'night'; readonly at: string; readonly catchUpNights: number };

export const SCHEDULES = {
  'seal-book': { each: 'minute' },
  'send-due-messages': { each: 'minute' },
  'ask-for-registers': { each: 'minute' },
  'tell-of-moves': { each: 'minute' },
  'forget-by-minute': { each: 'minute' },
  'forget-by-night': { each: 'night', at: '04:00', catchUpNights: 1 },
  'prove-book': { each: 'night', at: '03:00', catchUpNights: 7 },
  'clear-answers': { each: 'night', at: '03:30', catchUpNights: 1 },
  'remind-of-dates': { each: 'night', at: '09:00', catchUpNights: 2 },
} as const satisfies Readonly<Partial<Record<JobName, Schedule>>>;

export function isJobName(text: string): text is JobName {
  return Object.hasOwn(JOBS, text);
}

/** True when a payload read back from the database has every id of its job. */
export function isPayloadOf<Job extends JobName>(job: Job, payload: unknown): payload is JobPayload<Job> {
  if (typeof payload !== 'object' || payload === null) return false;
  return JOBS[job].every((id) => typeof Reflect.get(payload, id) === 'string');
}
