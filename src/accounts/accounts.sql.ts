import type { Prepared } from '../database/index.js';

/**
 * What somebody has, and their latest lines: $1 scheme, $2 whose, $3 the transfer that the page before ended with, $4 how
 * many lines, $5 a past moment or null. No row when they have no accounts.
 */
export const STANDING: Prepared = {
  name: 'account_standing',
  text: 'SELECT * FROM account_standing($1, $2, $3, $4, $5)',
};

/** One line: $1 scheme, $2 whose, $3 the entry. */
export const ONE_LINE = 'SELECT account_line($1, $2, $3) AS line';
