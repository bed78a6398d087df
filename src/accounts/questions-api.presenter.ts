import type { Question } from './question.js';
import type { QuestionView } from './questions-api.dto.js';

/** A question as programs read it. */
export function apiViewOf({
  personId: person,
  entryId: entry,
  answeredByName: answeredBy,
  ...one
}: Question): QuestionView {
  const { id, words, replyBy, askedAt, lookBy, answer, answeredAt } = one;
  const state = answer === undefined ? 'open' : 'answered';
  return { id, person, entry, state, words, replyBy, askedAt, lookBy, answer, answeredBy, answeredAt };
}
