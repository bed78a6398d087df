import { declareRefusals } from '../database/index.js';
import { DomainError } from '../shared/domain-error.js';

declareRefusals({
  question_not_ones_own: ownQuestion,
});

export function unknownAccountOf(): DomainError {
  return new DomainError('unknown-account', 'missing', 'There is no such account here. Check who it is for.');
}

export function unknownLine(): DomainError {
  return new DomainError(
    'unknown-entry',
    'missing',
    'There is no such entry here. Look at the history again.',
  );
}

export function unknownQuestion(): DomainError {
  return new DomainError('unknown-question', 'missing', 'There is no such question here.');
}

export function questionAnswered(): DomainError {
  return new DomainError(
    'question-answered',
    'conflict',
    'Somebody has answered this. Open it to read the answer.',
  );
}

export function ownQuestion(): DomainError {
  return new DomainError(
    'own-question',
    'forbidden',
    'Nobody answers what they asked themselves. Ask somebody else to.',
  );
}

export function replyUnknown(): DomainError {
  const detail = 'We do not know where to send that. Choose another way to answer.';
  return new DomainError('reply-unknown', 'invalid', detail, [{ pointer: '/replyBy', detail }]);
}

export function unknownAsker(): DomainError {
  return new DomainError('unknown-person', 'missing', 'There is no such person here. Check who it is for.');
}

export function answerMissing(): DomainError {
  return new DomainError('answer-missing', 'invalid', 'Write an answer. The person reads it.', [
    { pointer: '/answer', detail: 'Write an answer. The person reads it.' },
  ]);
}

export function textLong(pointer: string, most: number): DomainError {
  const detail = `Use ${String(most)} characters or fewer.`;
  return new DomainError('text-long', 'invalid', detail, [{ pointer, detail }]);
}
