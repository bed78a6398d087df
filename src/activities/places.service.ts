import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';
import type { SchemeId, SessionId } from '../shared/ids.js';
import { Texts } from './activity.js';
import { placeFull, placePast, sessionOff, unknownSession } from './activities.errors.js';
import type { NewAnswer, PlaceAnswer } from './place.js';

interface Room {
  readonly places: number;
  readonly is_over: boolean;
  readonly is_off: boolean;
  readonly others: number;
}

/** Keeps what people answer about sessions, in the caller's transaction. */
@Injectable()
export class Places {
  /**
   * Keeps an answer in place of the one before, and says what was kept. Whoever asks to wait when there is room after all
   * has a place. Two who ask for the last place do not both get it. Refuses with `unknown-session`, `place-past`,
   * `session-off`, `place-full` or `bad-answer`.
   */
  async answer(tx: Tx, given: NewAnswer): Promise<PlaceAnswer> {
    const { scheme, sessionId, personId, answeredBy } = given;
    const texts = new Texts();
    const tellLeader = texts.optional('/tellLeader', given.tellLeader, 200);
    texts.refuseAs('bad-answer', 'Some of this cannot be kept. See errors for what to change.');
    const answer = allowed(given.answer, await roomFor(tx, given));
    await tx.query(
      `INSERT INTO place (scheme_id, session_id, person_id, answer, tell_leader, answered_by)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (scheme_id, session_id, person_id) DO UPDATE SET answer = excluded.answer,
         tell_leader = excluded.tell_leader, answered_by = excluded.answered_by,
         answered_at = CASE WHEN place.answer = excluded.answer THEN place.answered_at ELSE clock_timestamp() END`,
      [scheme, sessionId, personId, answer, tellLeader, answeredBy],
    );
    return answer;
  }
}

/** What may be kept of that answer. */
function allowed(answer: PlaceAnswer, { places, others, is_over, is_off }: Room): PlaceAnswer {
  if (is_off) throw sessionOff();
  if (is_over) throw placePast();
  const isFull = others >= places;
  if (answer === 'yes' && isFull) throw placeFull();
  return answer === 'waiting' && !isFull ? 'yes' : answer;
}

/** The session's own row is locked, so that of two who ask for the last place one comes after the other. */
async function roomFor(tx: Tx, { scheme, sessionId, personId }: NewAnswer): Promise<Room> {
  const [locked]: Omit<Room, 'others'>[] = await tx.query(
    `SELECT places, ends_at <= clock_timestamp() AS is_over, called_off_at IS NOT NULL AS is_off
     FROM session WHERE scheme_id = $1 AND id = $2 FOR NO KEY UPDATE`,
    [scheme, sessionId],
  );
  if (locked === undefined) throw unknownSession();
  return { ...locked, others: await othersIn(tx, scheme, sessionId, personId) };
}

async function othersIn(tx: Tx, scheme: SchemeId, session: SessionId, person: string): Promise<number> {
  const [row]: { others: number }[] = await tx.query(
    `SELECT count(*)::int AS others FROM place
     WHERE scheme_id = $1 AND session_id = $2 AND person_id <> $3 AND answer = 'yes'`,
    [scheme, session, person],
  );
  return row?.others ?? 0;
}
