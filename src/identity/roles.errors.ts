import { declareRefusals } from '../database/index.js';
import { DomainError } from '../shared/domain-error.js';

declareRefusals({
  person_role_given_by_two: secondPerson,
  person_role_taken_by_two: secondPerson,
  person_role_open_once: () =>
    new DomainError('role-there', 'conflict', 'This person has the role, or it is asked for already.'),
});

function secondPerson(): DomainError {
  return new DomainError(
    'second-person',
    'forbidden',
    'A second person needs to agree to this. Choose somebody else who may.',
  );
}

export function unknownGrant(): DomainError {
  return new DomainError(
    'unknown-grant',
    'missing',
    'This role is not waiting for anybody. Look at the list again.',
  );
}

export function unknownReceiver(): DomainError {
  return new DomainError('unknown-person', 'missing', 'There is no such person. Look for them again.');
}

export function administratorsOnly(): DomainError {
  return new DomainError('administrators-only', 'forbidden', 'Only an administrator gives and takes roles.');
}
