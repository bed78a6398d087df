import { declareRefusals } from '../database/index.js';
import { DomainError } from '../shared/domain-error.js';

declareRefusals({
  activity_ref_unique: () =>
    new DomainError('activity-there', 'conflict', 'Another activity has this reference. Choose another.'),
  activity_ref_plain: badRef,
  session_ref_unique: () =>
    new DomainError('session-there', 'conflict', 'Another date has this reference. Choose another.'),
  session_ref_plain: badRef,
  session_activity_fkey: unknownActivity,
  session_ends_after_start: () =>
    new DomainError('bad-session', 'invalid', 'A date ends after it starts, and lasts 14 days at the most.', [
      { pointer: '/endsAt', detail: 'Give an end that is after the start, by 14 days at the most.' },
    ]),
  session_day_kept: () =>
    new DomainError(
      'session-has-register',
      'conflict',
      'This date has a register, and its galaxies were given for that day. Keep the day, or make a new date for the other one.',
      [{ pointer: '/startsAt', detail: KEEP_THE_DAY }],
    ),
  session_leader_person_fkey: () =>
    new DomainError(
      'unknown-leader',
      'invalid',
      'We could not find whoever is to lead. Choose somebody else.',
      [{ pointer: '/leaders', detail: 'Choose somebody of this scheme.' }],
    ),
  place_session_fkey: unknownSession,
  earning_rate_activity_fkey: unknownActivity,
  earning_rate_published_by_two: () =>
    new DomainError(
      'second-person',
      'forbidden',
      'A second person needs to agree to this. Choose who to ask.',
    ),
  earning_rate_published_frozen: () =>
    new DomainError('rate-published', 'conflict', 'A rule that counts never changes. Ask for a new one.'),
  earning_rate_from_not_past: () =>
    new DomainError(
      'rate-in-past',
      'conflict',
      'This rule was to count from a day that is over. Ask for it anew.',
    ),
  earning_rate_import_unique: () =>
    new DomainError(
      'rate-there',
      'conflict',
      'There is a rule for that part and activity from that day already.',
    ),
});

const KEEP_THE_DAY = 'This date has a register. Keep its day, or make a new date for the other one.';

function badRef(): DomainError {
  return new DomainError(
    'bad-ref',
    'invalid',
    'A reference is 1 to 40 letters, digits, dots, dashes and underscores, and begins with a letter or digit.',
    [{ pointer: '/ref', detail: 'Use 1 to 40 letters, digits, dots, dashes and underscores.' }],
  );
}

export function unknownActivity(): DomainError {
  return new DomainError(
    'unknown-activity',
    'missing',
    'There is no such activity. Choose one from the list.',
  );
}

export function unknownSession(): DomainError {
  return new DomainError('unknown-session', 'missing', 'There is no such date. See what is on next.');
}

export function unknownRate(): DomainError {
  return new DomainError(
    'unknown-rate',
    'missing',
    'This rule is not waiting for anybody. Look at the list again.',
  );
}

export function sessionOff(): DomainError {
  return new DomainError('session-off', 'conflict', 'This date has been called off. See what is on next.');
}

/** Somebody else changed the date since the form was opened; `now` is what it is by now, in words. */
export function dateChangedSince(now: string): DomainError {
  const detail = `This has changed since you opened it. ${now}`;
  return new DomainError('date-changed-since', 'conflict', detail, [{ pointer: '/startsAt', detail }]);
}

export function placePast(): DomainError {
  return new DomainError('place-past', 'conflict', 'This date has been. See what is on next.');
}

export function placeFull(): DomainError {
  return new DomainError('place-full', 'conflict', 'This one is full now. You can join the waiting list.');
}
