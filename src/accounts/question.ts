import type { IsoDate, IsoInstant } from '../shared/calendar.js';
import type { EntryId, PersonId, QuestionId, TransferId } from '../shared/ids.js';

/** How somebody wants the answer; `here`: they look at the line again. */
export const REPLY_BY = ['text', 'email', 'phone', 'letter', 'here'] as const;
export type ReplyBy = (typeof REPLY_BY)[number];

/** What decides how somebody can be answered. */
export interface Reachable {
  readonly phone: string | undefined;
  readonly email: string | undefined;
  readonly contact: Exclude<ReplyBy, 'here'> | 'none';
}

/** Every way in which they can be answered: all but those for which we do not know where. */
export function waysTo({ phone, email }: Pick<Reachable, 'phone' | 'email'>): readonly ReplyBy[] {
  const unknown = [
    ...(phone === undefined ? ['text', 'phone'] : []),
    ...(email === undefined ? ['email'] : []),
  ];
  return REPLY_BY.filter((way) => !unknown.includes(way));
}

/** The way they usually want to be reached; whoever wants nothing sent looks here. */
export function usualFor({ contact }: Pick<Reachable, 'contact'>): ReplyBy {
  return contact === 'none' ? 'here' : contact;
}

export const QUESTION_STATES = ['open', 'answered'] as const;
export type QuestionState = (typeof QUESTION_STATES)[number];

export const LONGEST_WORDS = 500;
export const LONGEST_ANSWER = 500;

/** How many working days staff have to look at a question. */
export const DAYS_TO_LOOK = 3;

/** Somebody says that a line does not look right. */
export interface Question {
  readonly id: QuestionId;
  readonly transferId: TransferId;
  readonly entryId: EntryId;
  readonly personId: PersonId;
  readonly personName: string;
  readonly words: string | undefined;
  readonly replyBy: ReplyBy;
  readonly askedAt: IsoInstant;
  readonly lookBy: IsoDate;
  readonly answer: string | undefined;
  readonly answeredAt: IsoInstant | undefined;
  readonly answeredByName: string | undefined;
}
