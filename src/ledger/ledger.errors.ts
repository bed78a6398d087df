import { declareRefusals } from '../database/index.js';
import { DomainError } from '../shared/domain-error.js';
import { badAmount } from '../shared/galaxies.js';

declareRefusals({
  account_balance_not_negative: notEnough,
  account_known: unknownAccount,
  transfer_known: unknownTransfer,
  transfer_hold_known: () =>
    new DomainError(
      'unknown-hold',
      'missing',
      'There is no hold of that amount for this person. Look at what is set aside and try again.',
    ),
  transfer_amount_in_range: badAmount,
  transfer_accounts_differ: () =>
    new DomainError(
      'same-account',
      'invalid',
      'Galaxies go from one account to another. Choose two different accounts.',
    ),
  transfer_reversed_once: () =>
    new DomainError(
      'already-reversed',
      'conflict',
      'This has been put right before. Look at the history to see how.',
    ),
  transfer_reversible: () =>
    new DomainError(
      'not-reversible',
      'conflict',
      'What put something right is not turned round itself. Record what is right as a new entry.',
    ),
  transfer_hold_whole: () =>
    new DomainError(
      'hold-in-part',
      'conflict',
      'Release an open hold instead; a closed one is turned round together with what closed it.',
    ),
  transfer_hold_named: () =>
    new DomainError(
      'hold-not-named',
      'invalid',
      'What is set aside leaves only by settling or releasing its hold. Say which hold it is.',
    ),
  transfer_closed_once: () =>
    new DomainError(
      'hold-closed',
      'conflict',
      'This hold was settled or released before. Look at the history to see which.',
    ),
  journal_entry_source_key_unique: () =>
    new DomainError(
      'source-key-used',
      'conflict',
      'Something else was recorded under this key. Use a new key for a new fact.',
    ),
  journal_entry_size: entrySize,
  journal_entry_source_key_length: () =>
    new DomainError(
      'bad-source-key',
      'invalid',
      'A source key has 1 to 200 characters. Shorten it and try again.',
    ),
  journal_entry_reason_length: () =>
    new DomainError(
      'bad-reason',
      'invalid',
      'A reason has 1 to 500 characters. Shorten it, or leave it out.',
    ),
  journal_entry_occurred_on_in_range: () =>
    new DomainError('bad-date', 'invalid', 'The day must lie between 1900 and 9999. Check the year.'),
  journal_entry_recorded_in_order: () =>
    new DomainError(
      'recorded-out-of-order',
      'conflict',
      'One of these accounts has a later entry already. Import older facts before newer ones.',
    ),
  journal_entry_durable: () =>
    new DomainError(
      'not-durable',
      'forbidden',
      'The database was told not to wait for the disk. Turn synchronous_commit on and try again.',
    ),
  ledger_scheme_is_current: () =>
    new DomainError(
      'wrong-scheme',
      'forbidden',
      'This belongs to another scheme. Work in one scheme at a time.',
    ),
});

export function entrySize(): DomainError {
  return new DomainError(
    'entry-size',
    'invalid',
    'An entry has 1 to 1,000 transfers. Split a longer one, or add what is missing.',
  );
}

export function unknownAccount(): DomainError {
  return new DomainError(
    'unknown-account',
    'missing',
    'There is no such account here. Check who it is for and try again.',
  );
}

export function unknownTransfer(): DomainError {
  return new DomainError(
    'unknown-transfer',
    'missing',
    'There is no such transfer in this scheme. Copy its number again.',
  );
}

export function unknownEntry(): DomainError {
  return new DomainError(
    'unknown-entry',
    'missing',
    'There is no such entry in this scheme. Copy its id again.',
  );
}

function notEnough(): DomainError {
  return new DomainError(
    'not-enough-galaxies',
    'conflict',
    'There are not enough galaxies to use for this. Choose a smaller amount, or wait until there are more.',
  );
}

export function unknownSeal(): DomainError {
  return new DomainError(
    'unknown-seal',
    'missing',
    'There is no such seal yet. The first is made within a minute of the first entry.',
  );
}
