import { type FieldError, fieldError, type WordKey } from '../web/index.js';
import { type Contact, isUkMobile, LONGEST_LIKED_NAME, readEmail, readPhone } from './person.js';

/** How somebody wants to be reached, as it was typed. */
export interface TypedReach {
  readonly phone: string;
  readonly email: string;
}

/** An address that was typed is looked at also when the chosen way does not need it. */
export function addressErrors(contact: Contact, typed: TypedReach): readonly FieldError[] {
  const isPhoneWrong = isWrong(typed.phone, contact === 'phone' || contact === 'text', (text) => {
    const phone = readPhone(text);
    return phone !== undefined && (contact !== 'text' || isUkMobile(phone));
  });
  const isEmailWrong = isWrong(typed.email, contact === 'email', (text) => readEmail(text) !== undefined);
  return [
    ...(isPhoneWrong ? [fieldError('phone', 'errors.phone.format')] : []),
    ...(isEmailWrong ? [fieldError('email', 'errors.email.format')] : []),
  ];
}

function isWrong(typed: string, isNeeded: boolean, isRight: (typed: string) => boolean): boolean {
  return typed.trim() === '' ? isNeeded : !isRight(typed);
}

/** What is wrong with a text of limited length; nothing when it is short enough. */
export function lengthErrors(field: string, text: string, limit: number): readonly FieldError[] {
  const count = text.trim().length - limit;
  return count > 0 ? [fieldError(field, 'errors.text.long', { limit, count })] : [];
}

/** What is wrong with the name somebody likes; `missing` says what to do when there is none. */
export function nameErrors(name: string, missing: WordKey): readonly FieldError[] {
  if (name.trim() === '') return [fieldError('liked_name', missing)];
  return lengthErrors('liked_name', name, LONGEST_LIKED_NAME);
}
