import { DomainError } from '../shared/domain-error.js';

export function noSchemeHere(): DomainError {
  return new DomainError(
    'no-scheme-here',
    'missing',
    'No scheme is at home at this address. Ask for the right one.',
  );
}
