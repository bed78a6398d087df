import { declareRefusals } from '../database/index.js';
import { DomainError } from '../shared/domain-error.js';

declareRefusals({
  put_right_transfer_once: askedBefore,
  put_right_decided_once: decidedBefore,
  put_right_not_ones_own: notYourOwn,
  put_right_second_person: secondPerson,
  put_right_participant_fkey: unknownParticipant,
  put_right_person_fkey: unknownParticipant,
});

export function unknownPutRight(): DomainError {
  return new DomainError('unknown-put-right', 'missing', 'There is nothing like that to put right here.');
}

export function unknownParticipant(): DomainError {
  return new DomainError('unknown-person', 'missing', 'There is nobody like that in this scheme.');
}

export function askedBefore(): DomainError {
  return new DomainError(
    'put-right-before',
    'conflict',
    'This line has been put right, or somebody has asked to. Look at what waits, or at the history.',
  );
}

export function decidedBefore(): DomainError {
  return new DomainError(
    'put-right-decided',
    'conflict',
    'Somebody has decided this already. Open it again to see how it stands.',
  );
}

export function notYourOwn(): DomainError {
  return new DomainError(
    'own-put-right',
    'forbidden',
    'Nobody puts their own galaxies right. Ask somebody else of the staff.',
  );
}

export function secondPerson(): DomainError {
  const detail = 'A second person needs to agree to this. Choose who to ask.';
  return new DomainError('second-person', 'forbidden', detail, [{ pointer: '/secondPerson', detail }]);
}

export function idUsed(): DomainError {
  return new DomainError('id-used', 'conflict', 'Something else was sent under this id. Use a new one.');
}

export function nothingToPutRight(): DomainError {
  return new DomainError(
    'nothing-to-put-right',
    'conflict',
    'This line gave nothing that stands. Put right the line that gave it, or what was asked for.',
  );
}

export function badNumber(most: number): DomainError {
  const detail = `Give or take a whole number from 1 to ${String(most)}.`;
  return new DomainError('bad-number', 'invalid', detail, [{ pointer: '/galaxies', detail }]);
}
