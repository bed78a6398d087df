import { DomainError } from '../shared/domain-error.js';

export function noSchemeHere(): DomainError {
  return new DomainError(
    'no-scheme-here',
    'missing',
    'No scheme is at home at this address. Ask for the right one.',
  );
}

/** A form that no page of this browser's sign-in holds, be it old or from elsewhere. */
export function oldForm(): DomainError {
  return new DomainError(
    'old-form',
    'forbidden',
    'Nothing was sent, because the page is from before you signed in or out. Open it again, then send it.',
  );
}
