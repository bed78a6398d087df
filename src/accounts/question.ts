import type { IsoDate, IsoInstant } from '../shared/calendar.js';
import type { EntryId, PersonId, QuestionId, TransferId } from '../shared/ids.js';

/** How somebody wants the answer; `here`: they look at the line again. */
export const REPLY_BY = ['text', 'email', 'phone', 'letter', 'here'] as const;
export type ReplyBy = (typeof REPLY_BY)[number];

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
