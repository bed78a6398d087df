import { declareRefusals } from '../database/index.js';
import { DomainError } from '../shared/domain-error.js';

declareRefusals({
  passkey_credential_id_unique: () =>
    new DomainError('passkey-there', 'conflict', 'This passkey is on your list already. Use another one.'),
});

export function secondFactorNeeded(): DomainError {
  return new DomainError(
    'second-factor-needed',
    'forbidden',
    'Your role needs one more step. Sign in on the pages and give your second factor.',
  );
}

export function lastSecondFactor(): DomainError {
  return new DomainError(
    'last-second-factor',
    'conflict',
    'This is your only way to show that it is you. Add another one first.',
  );
}

export function unknownSecondFactor(): DomainError {
  return new DomainError('unknown-second-factor', 'missing', 'This is not on your list. Look at it again.');
}

/** Somebody signed this browser out, or a role changed, between two steps. */
export function signedOutMeanwhile(): DomainError {
  return new DomainError(
    'signed-out-meanwhile',
    'conflict',
    'You have been signed out. Sign in again to go on.',
  );
}
