import { declareRefusals } from '../database/index.js';
import { DomainError } from '../shared/domain-error.js';

declareRefusals({
  contribution_not_ones_own: notYourOwn,
  contribution_not_who_asked: notYourOwn,
  contribution_ref_unique: () =>
    new DomainError('ref-used', 'conflict', 'Another contribution has this reference. Use a new one.'),
  contribution_thanked_once: () =>
    new DomainError(
      'thanked-before',
      'conflict',
      'Somebody has thanked this person for this date. Nothing was counted twice.',
    ),
  contribution_participant_fkey: unknownParticipant,
  contribution_person_fkey: unknownParticipant,
});

export function idUsed(): DomainError {
  return new DomainError('id-used', 'conflict', 'Something else was sent under this id. Use a new one.');
}

export function notYourOwn(): DomainError {
  return new DomainError(
    'own-contribution',
    'forbidden',
    'Nobody checks what they did or wrote down themselves. Ask somebody else to look at it.',
  );
}

export function unknownContribution(): DomainError {
  return new DomainError('unknown-contribution', 'missing', 'There is no such contribution here.');
}

export function decidedBefore(): DomainError {
  return new DomainError(
    'contribution-decided',
    'conflict',
    'Somebody has looked at this already, or it was taken back. Open it again to see how it stands.',
  );
}

export function noRate(): DomainError {
  return new DomainError(
    'no-rate',
    'conflict',
    'No earning rate for helping was in force on that day. Publish one first, then check this again.',
  );
}

export function reasonMissing(): DomainError {
  return new DomainError(
    'reason-missing',
    'invalid',
    'Give a reason of 1 to 500 characters. The person reads it.',
    [{ pointer: '/reason', detail: 'Give a reason of 1 to 500 characters. The person reads it.' }],
  );
}

export function notTheirDate(): DomainError {
  return new DomainError('missing', 'missing', 'There is no such session of yours. Look at your dates.');
}

export function unknownParticipant(): DomainError {
  return new DomainError('unknown-person', 'missing', 'There is nobody like that in this scheme.');
}
