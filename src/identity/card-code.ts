import { randomBytes } from 'node:crypto';

/** Letters and digits that are not taken for one another when they are read from a card. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const WHOLE = /^[0-9A-HJKMNP-TV-Z]{16}$/;

/** Eighty random bits, as four groups of four: nobody guesses one. */
export function newCardCode(): string {
  const letters = [...randomBytes(16)].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
  return inGroups(letters);
}

/** The code as it was printed, however it was typed; nothing when it cannot be one. */
export function readCardCode(typed: string): string | undefined {
  const letters = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return WHOLE.test(letters) ? inGroups(letters) : undefined;
}

function inGroups(letters: string): string {
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}
