import { declareRefusals } from '../database/index.js';
import { DomainError } from '../shared/domain-error.js';
import { badPerson } from './person.js';

declareRefusals({
  person_pkey: () =>
    new DomainError(
      'person-there',
      'conflict',
      'This person has been added already. Nobody was added twice.',
    ),
  person_email_unique: () =>
    new DomainError(
      'email-taken',
      'conflict',
      'Somebody in this scheme has this email address. Use another, or ask staff.',
      [{ pointer: '/email', detail: 'Use another email address.' }],
    ),
  person_phone_unique: () =>
    new DomainError(
      'phone-taken',
      'conflict',
      'Somebody in this scheme has this phone number. Use another, or ask staff.',
      [{ pointer: '/phone', detail: 'Use another phone number.' }],
    ),
  person_ref_unique: () =>
    new DomainError('ref-taken', 'conflict', 'Somebody in this scheme has this reference. Use another.', [
      { pointer: '/ref', detail: 'Use another reference.' },
    ]),
  person_anonymous_after_leaving: () =>
    new DomainError(
      'person-nameless',
      'conflict',
      'This person left long ago, and their name was taken off. Add them as somebody new.',
    ),
  person_contact_reachable: () =>
    badPerson([{ pointer: '/contact', detail: 'Give the number or address to reach this person by.' }]),
});

export function unknownPerson(): DomainError {
  return new DomainError('unknown-person', 'missing', 'There is nobody like that in this scheme.');
}

export function addressOfStaff(): DomainError {
  return new DomainError(
    'address-of-staff',
    'forbidden',
    'Only an administrator changes how a member of staff signs in and is reached. Ask one.',
  );
}

export function movedOn(): DomainError {
  return new DomainError(
    'person-moved-on',
    'conflict',
    'This person was changed since you looked. Look again, then change what you meant to.',
  );
}
