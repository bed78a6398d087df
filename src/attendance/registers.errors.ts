import { declareRefusals } from '../database/index.js';
import { DomainError } from '../shared/domain-error.js';

declareRefusals({
  attendance_not_own: () =>
    new DomainError(
      'own-line',
      'forbidden',
      'Nobody gives galaxies to themselves. Ask somebody else to add you.',
    ),
});

export function unknownRegister(): DomainError {
  return new DomainError('unknown-session', 'missing', 'There is no such date. See what is on next.');
}

export function registerLocked(): DomainError {
  return new DomainError(
    'register-locked',
    'conflict',
    'This was more than 14 days ago. Staff can change it for you. We have kept what you typed.',
  );
}

export function registerAhead(): DomainError {
  return new DomainError(
    'register-ahead',
    'conflict',
    'This date has not been yet. Open its register on the day.',
  );
}

export function registerMovedOn(): DomainError {
  return new DomainError(
    'register-moved-on',
    'conflict',
    'This register has changed since you opened the page. Look at it again, then choose.',
  );
}

const NAMED_SINCE = 'named-since';

export function isNamedSince(error: unknown): boolean {
  return error instanceof DomainError && error.code === NAMED_SINCE;
}

export function namedSince(): DomainError {
  return new DomainError(
    NAMED_SINCE,
    'conflict',
    'Somebody of that name was put on this register since you opened it. Look if it is the same person, then save.',
  );
}

export function registerEmpty(): DomainError {
  return new DomainError('register-empty', 'invalid', 'Tick everyone who came, or choose "Nobody came".', [
    { pointer: '/lines', detail: 'Tick everyone who came, or choose "Nobody came".' },
  ]);
}

export function lineGone(): DomainError {
  return new DomainError(
    'line-gone',
    'conflict',
    'Somebody has put this line right already. Look at the history to see how.',
  );
}
