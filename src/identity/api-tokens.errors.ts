import { declareRefusals } from '../database/index.js';
import { DomainError } from '../shared/domain-error.js';

declareRefusals({
  api_token_name_unique: () =>
    new DomainError('token-name-taken', 'conflict', 'Another token has this name. Choose a different one.'),
});

export function unknownToken(): DomainError {
  return new DomainError(
    'unknown-token',
    'missing',
    'There is no such token that works. Look at the list again.',
  );
}
