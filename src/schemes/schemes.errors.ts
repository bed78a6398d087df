import { declareRefusals } from '../database/index.js';
import { DomainError } from '../shared/domain-error.js';

declareRefusals({
  scheme_slug_unique: () =>
    new DomainError('slug-taken', 'conflict', 'Another scheme has this short name. Choose another one.'),
});

export function unknownScheme(): DomainError {
  return new DomainError(
    'unknown-scheme',
    'missing',
    'There is no scheme of that name here. Check the spelling, or list the schemes.',
  );
}
