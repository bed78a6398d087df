import type { PersonId, SchemeId, SessionId } from '../shared/ids.js';

/** What somebody may say about a date. There is no reason and no record of who did not come. */
export const ANSWERS = ['yes', 'maybe', 'waiting', 'not-this-time'] as const;
export type PlaceAnswer = (typeof ANSWERS)[number];

export interface NewAnswer {
  readonly scheme: SchemeId;
  readonly sessionId: SessionId;
  readonly personId: PersonId;
  readonly answer: PlaceAnswer;
  /** What they want the leader to know. */
  readonly tellLeader?: string | undefined;
  /** The person themself, or whoever of the staff wrote it down for them. */
  readonly answeredBy: PersonId;
}

export interface PlaceView {
  readonly personId: PersonId;
  readonly answer: PlaceAnswer;
  readonly tellLeader: string | undefined;
}
