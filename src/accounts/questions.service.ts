import { Injectable } from '@nestjs/common';
import { type Acting, Audit, type Doer } from '../audit/index.js';
import { type Tx, UnitOfWork } from '../database/index.js';
import type { IsoDate } from '../shared/calendar.js';
import { Messages } from '../messages/index.js';
import { personIn } from '../participants/index.js';
import { type EntryId, newId, type PersonId, type QuestionId, type SchemeId } from '../shared/ids.js';
import {
  answerMissing,
  ownQuestion,
  questionAnswered,
  replyUnknown,
  textLong,
  unknownQuestion,
} from './accounts.errors.js';
import { AccountsQueries } from './accounts.queries.js';
import { mainTransferOf } from './line.js';
import { DAYS_TO_LOOK, LONGEST_ANSWER, LONGEST_WORDS, type ReplyBy, usualFor, waysTo } from './question.js';

/** What does not look right, in the person's own words or none, and how they want the answer. */
export interface NewQuestion {
  readonly entry: EntryId;
  readonly words: string;
  /** The way they usually want to be reached, unless told. */
  readonly replyBy?: ReplyBy | undefined;
}

/** The question that is open then, and the day by which staff will look. */
export interface Asked {
  readonly id: QuestionId;
  readonly lookBy: IsoDate;
}

/** The day so many working days from today, by the scheme's own clock. */
const WORKING_DAY = `
  SELECT to_char(d.day, 'YYYY-MM-DD') AS day FROM scheme s
  CROSS JOIN LATERAL generate_series((clock_timestamp() AT TIME ZONE s.time_zone)::date + 1,
    (clock_timestamp() AT TIME ZONE s.time_zone)::date + 14, interval '1 day') AS d (day)
  WHERE s.id = $1 AND extract(isodow FROM d.day) < 6 ORDER BY d.day OFFSET $2 - 1 LIMIT 1`;

/** One that is open stays as it is; it is only locked, so that it is still open when it is answered with. */
const ASK = `
  INSERT INTO question AS q (scheme_id, id, transfer_id, person_id, words, reply_by, asked_by, look_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (scheme_id, transfer_id, person_id) WHERE answered_at IS NULL DO UPDATE SET answer = q.answer
  RETURNING q.id, to_char(q.look_by, 'YYYY-MM-DD') AS "lookBy", q.id = $2 AS "isNew"`;

/** Lets people say that a line does not look right, and staff answer. Both stay with the line. */
@Injectable()
export class Questions {
  constructor(
    private readonly work: UnitOfWork,
    private readonly accounts: AccountsQueries,
    private readonly audit: Audit,
    private readonly messages: Messages,
  ) {}

  /** Asks as `askIn` does. Answers with the day by which staff will look. */
  async ask(acting: Acting, question: NewQuestion): Promise<IsoDate> {
    return this.work.write(acting.schemeId, async (tx) => (await this.askIn(tx, acting, question)).lookBy);
  }

  /**
   * Asks about a line of one's own. While one about it is open, asking again is the same as once, and that one is answered
   * with. Refuses with `unknown-entry`, `text-long` and `reply-unknown`.
   */
  async askIn(tx: Tx, acting: Acting, { entry, words, replyBy: wished }: NewQuestion): Promise<Asked> {
    const { schemeId, personId, doer } = acting;
    const own = words.trim();
    if (own.length > LONGEST_WORDS) throw textLong('/words', LONGEST_WORDS);
    const line = await this.accounts.line(tx, schemeId, personId, entry);
    const values = [schemeId, newId<QuestionId>(), mainTransferOf(line), personId, own === '' ? null : own];
    const replyBy = await replyFor(tx, acting, wished);
    const lookBy = await workingDay(tx, schemeId);
    const [asked]: (Asked & { isNew: boolean })[] = await tx.query(ASK, [
      ...[...values, replyBy],
      ...[doer.personId, lookBy],
    ]);
    if (asked === undefined) throw new Error('A question is there once it is asked.');
    const subject = { kind: 'question', id: asked.id };
    if (asked.isNew) await this.audit.note(tx, { by: acting, action: 'question.asked', subject });
    return asked;
  }

  /**
   * Answers a question, in the caller's transaction. The answer stays with the line, and the person is told the way they
   * asked for, unless they said that they look there. The same answer by the same person again is the same as once. Refuses with `unknown-question`, `answer-missing`, `text-long`, `own-question` and `question-answered`.
   */
  async answer(
    tx: Tx,
    by: Doer & { readonly schemeId: SchemeId },
    id: QuestionId,
    words: string,
  ): Promise<void> {
    const answer = checkedAnswer(words);
    const [found]: FoundQuestion[] = await tx.query(
      'SELECT person_id, reply_by, answered_by, answer FROM question WHERE scheme_id = $1 AND id = $2 FOR UPDATE',
      [by.schemeId, id],
    );
    if (found === undefined) throw unknownQuestion();
    if (found.person_id === by.personId) throw ownQuestion();
    if (found.answer === answer && found.answered_by === by.personId) return;
    if (found.answer !== null) throw questionAnswered();
    await tx.query(
      `UPDATE question SET answer = $3, answered_by = $4, answered_at = clock_timestamp() WHERE scheme_id = $1 AND id = $2`,
      [by.schemeId, id, answer, by.personId],
    );
    const subject = { kind: 'question', id };
    await this.audit.note(tx, { by, action: 'question.answered', subject, about: found.person_id });
    const { reply_by: way } = found;
    if (way === 'here') return;
    const told = { scheme: by.schemeId, person: found.person_id, parts: { what: answer } };
    await this.messages.send(tx, { ...told, kind: 'answer', key: id, way });
  }
}

function checkedAnswer(words: string): string {
  const answer = words.trim();
  if (answer === '') throw answerMissing();
  if (answer.length > LONGEST_ANSWER) throw textLong('/answer', LONGEST_ANSWER);
  return answer;
}

interface FoundQuestion {
  readonly person_id: PersonId;
  readonly reply_by: ReplyBy;
  readonly answered_by: PersonId | null;
  readonly answer: string | null;
}

async function replyFor(
  tx: Tx,
  { schemeId, personId }: Acting,
  wished: ReplyBy | undefined,
): Promise<ReplyBy> {
  const person = await personIn(tx, schemeId, personId);
  const way = wished ?? usualFor(person);
  if (!waysTo(person).includes(way)) throw replyUnknown();
  return way;
}

async function workingDay(tx: Tx, scheme: SchemeId): Promise<IsoDate> {
  const [row]: { day: IsoDate }[] = await tx.query(WORKING_DAY, [scheme, DAYS_TO_LOOK]);
  if (row === undefined) throw new Error('A scheme that is open is not there.');
  return row.day;
}
