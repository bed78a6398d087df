import { DomainError } from '../shared/domain-error.js';

/** A reference as it will be kept: 1 to 40 letters, digits, points, hyphens and underscores; otherwise `bad-ref`. */
export function checkedRef(ref: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(ref)) {
    throw new DomainError(
      'bad-ref',
      'invalid',
      'A reference has 1 to 40 letters, digits, points, hyphens or underscores, and starts with a letter or digit.',
    );
  }
  return ref;
}
