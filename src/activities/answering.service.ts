import { Injectable } from '@nestjs/common';
import { type Acting, Audit } from '../audit/index.js';
import type { Tx } from '../database/index.js';
import type { NewAnswer, PlaceAnswer } from './place.js';
import { Places } from './places.service.js';
import { Telling } from './telling.service.js';

/** What somebody answers about a date, as they or staff for them send it. */
export type GivenAnswer = Pick<NewAnswer, 'sessionId' | 'answer' | 'tellLeader'>;

/** Keeps answers, and tells whoever waits when that leaves room, in the caller's transaction. */
@Injectable()
export class Answering {
  constructor(
    private readonly places: Places,
    private readonly telling: Telling,
    private readonly audit: Audit,
  ) {}

  /**
   * For somebody who answers themself, or staff who do it for them: then it is written down who did, and not what the answer
   * was, because answers are kept for a shorter time than notes.
   */
  async answerFor(tx: Tx, acting: Acting, given: GivenAnswer): Promise<PlaceAnswer> {
    const { schemeId: scheme, personId, doer } = acting;
    const answer = await this.answer(tx, { ...given, scheme, personId, answeredBy: doer.personId });
    if (doer.personId !== personId)
      await this.audit.note(tx, {
        by: acting,
        action: 'place.answered',
        subject: { kind: 'session', id: given.sessionId },
      });
    return answer;
  }

  /** Refuses as `Places.answer` does. */
  async answer(tx: Tx, given: NewAnswer): Promise<PlaceAnswer> {
    const answer = await this.places.answer(tx, given);
    if (answer !== 'yes') await this.telling.offerRoom(tx, given.scheme, given.sessionId);
    return answer;
  }
}
