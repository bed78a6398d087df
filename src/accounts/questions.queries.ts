import { Injectable } from '@nestjs/common';
import type { View } from '../database/index.js';
import type { IsoInstant } from '../shared/calendar.js';
import type { PersonId, QuestionId, SchemeId, TransferId } from '../shared/ids.js';
import { unknownQuestion } from './accounts.errors.js';
import type { Question, QuestionState } from './question.js';

type QuestionRow = {
  readonly [Key in keyof Question]: undefined extends Question[Key]
    ? Exclude<Question[Key], undefined> | null
    : Question[Key];
};

const SELECT = `
  SELECT q.id, q.transfer_id::text AS "transferId", t.entry_id AS "entryId", q.person_id AS "personId",
    p.liked_name AS "personName", q.words, q.reply_by AS "replyBy", ledger_moment(q.asked_at) AS "askedAt",
    to_char(q.look_by, 'YYYY-MM-DD') AS "lookBy", q.answer, ledger_moment(q.answered_at) AS "answeredAt",
    a.liked_name AS "answeredByName"
  FROM question q
  JOIN transfer t ON t.scheme_id = q.scheme_id AND t.id = q.transfer_id
  JOIN person p ON p.scheme_id = q.scheme_id AND p.id = q.person_id
  LEFT JOIN person a ON a.scheme_id = q.scheme_id AND a.id = q.answered_by
  WHERE q.scheme_id = $1`;

const PAGE = `
  ${SELECT} AND ($2::text IS NULL OR (q.answered_at IS NULL) = ($2 = 'open')) AND ($3::uuid IS NULL OR q.person_id = $3)
    AND ($4::timestamptz IS NULL OR (q.asked_at, q.id) > ($4::timestamptz, $5::uuid))
  ORDER BY q.asked_at, q.id LIMIT $6`;

/** Which questions are wanted. */
export interface QuestionsPage {
  readonly limit: number;
  readonly state?: QuestionState | undefined;
  readonly person?: PersonId | undefined;
  /** Only those behind this one. */
  readonly after?: { readonly askedAt: IsoInstant; readonly id: QuestionId } | undefined;
}

/** Questions that people asked about lines of theirs. */
@Injectable()
export class QuestionsQueries {
  /** What that person asked about those transfers, and the answers, in the order they were asked. */
  async about(
    view: View,
    scheme: SchemeId,
    person: PersonId,
    transfers: readonly TransferId[],
  ): Promise<readonly Question[]> {
    const rows: QuestionRow[] = await view.query(
      `${SELECT} AND q.person_id = $2 AND q.transfer_id = ANY ($3::bigint[]) ORDER BY q.asked_at, q.id LIMIT 50`,
      [scheme, person, transfers],
    );
    return rows.map(questionOf);
  }

  /** Those that nobody answered yet, the first to be looked at first; at most 100. */
  async toAnswer(view: View, scheme: SchemeId): Promise<readonly Question[]> {
    const rows: QuestionRow[] = await view.query(
      `${SELECT} AND q.answered_at IS NULL ORDER BY q.look_by, q.asked_at, q.id LIMIT 100`,
      [scheme],
    );
    return rows.map(questionOf);
  }

  /** A page of them, in the order they were asked. */
  async page(
    view: View,
    scheme: SchemeId,
    { limit, state, person, after }: QuestionsPage,
  ): Promise<readonly Question[]> {
    const rows: QuestionRow[] = await view.query(PAGE, [
      scheme,
      state,
      person,
      after?.askedAt,
      after?.id,
      limit,
    ]);
    return rows.map(questionOf);
  }

  /** What that person asked and nobody answered yet, the first asked first. */
  async openOf(view: View, scheme: SchemeId, person: PersonId): Promise<readonly Question[]> {
    const rows: QuestionRow[] = await view.query(
      `${SELECT} AND q.person_id = $2 AND q.answered_at IS NULL ORDER BY q.asked_at, q.id LIMIT 50`,
      [scheme, person],
    );
    return rows.map(questionOf);
  }

  /** How many nobody answered yet. */
  async open(view: View, scheme: SchemeId): Promise<number> {
    const [row]: { count: number }[] = await view.query(
      'SELECT count(*)::integer AS count FROM question WHERE scheme_id = $1 AND answered_at IS NULL',
      [scheme],
    );
    return row?.count ?? 0;
  }

  /** That one; refuses with `unknown-question`. */
  async one(view: View, scheme: SchemeId, id: QuestionId): Promise<Question> {
    const [row]: QuestionRow[] = await view.query(`${SELECT} AND q.id = $2`, [scheme, id]);
    if (row === undefined) throw unknownQuestion();
    return questionOf(row);
  }
}

function questionOf(row: QuestionRow): Question {
  return {
    ...row,
    words: row.words ?? undefined,
    answer: row.answer ?? undefined,
    answeredAt: row.answeredAt ?? undefined,
    answeredByName: row.answeredByName ?? undefined,
  };
}
