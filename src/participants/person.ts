import type { IsoDate } from '../shared/calendar.js';
import { DomainError, type FieldProblem } from '../shared/domain-error.js';

/** How somebody wants to be reached; `none` means that they ask when they come. */
export const CONTACTS = ['text', 'email', 'letter', 'phone', 'none'] as const;
export type Contact = (typeof CONTACTS)[number];

/** How much a message may say where others could read it. */
export const MESSAGE_DETAILS = ['just-a-message', 'day-and-time', 'everything'] as const;
export type MessageDetail = (typeof MESSAGE_DETAILS)[number];

export const FORMATS = ['large-print', 'easy-read', 'letter'] as const;
export type Format = (typeof FORMATS)[number];

/** Where somebody is in the scheme. Nobody is "inactive": they take a break for as long as they like. */
export const TAKING_PART = ['joining', 'taking-part', 'taking-a-break', 'left'] as const;
export type TakingPart = (typeof TAKING_PART)[number];

/** What somebody may say yes to, each on its own. Without a yes it is no. */
export const CONSENTS = ['first-name', 'photos', 'quotes'] as const;
export type Consent = (typeof CONSENTS)[number];

export const LONGEST_NOTE = 200;
export const LONGEST_LIKED_NAME = 40;
export const LONGEST_SURNAME = 60;

/** What is known of somebody when they join; all of it may be left out. */
export interface JoiningDetails {
  readonly likedName?: string | undefined;
  readonly surname?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly contact?: Contact | undefined;
  readonly joinedOn?: IsoDate | undefined;
  /** `joining` where staff still have to finish it with them; taking part when it is not said. */
  readonly takingPart?: Extract<TakingPart, 'joining' | 'taking-part'>;
}

/** The same as it will be kept. */
export interface KeptDetails {
  readonly likedName: string;
  readonly surname: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly contact: Contact;
  readonly joinedOn: IsoDate | null;
  readonly takingPart: TakingPart;
}

/** The name as it will be kept; nothing when it is empty or longer than 40 characters. */
export function readLikedName(text: string): string | undefined {
  const name = text.trim().replace(/\s+/g, ' ');
  return name.length >= 1 && name.length <= LONGEST_LIKED_NAME ? name : undefined;
}

/** The address as it will be kept; nothing when it cannot be one. */
export function readEmail(text: string): string | undefined {
  const email = text.trim();
  return /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/.test(email) && email.length <= 254 ? email : undefined;
}

/** The number as +447700900982, whichever way it was spaced; one without a country is a UK one. Nothing when it is none. */
export function readPhone(text: string): string | undefined {
  const digits = text.replace(/[\s().-]/g, '').replace(/^00/, '+');
  const international = digits.replace(/^\+440/, '+44').replace(/^0(?=[1-9])/, '+44');
  return /^\+[1-9]\d{6,14}$/.test(international) && (!international.startsWith('+44') || isUk(international))
    ? international
    : undefined;
}

/** True of numbers that can be sent a text in the United Kingdom. */
export function isUkMobile(phone: string): boolean {
  return /^\+447\d{9}$/.test(phone);
}

/** A note for leaders as it will be kept, empty when there is none; nothing when it is longer than 200 characters. */
export function readNote(text: string): string | undefined {
  const note = text.trim().replace(/\r\n/g, '\n');
  return note.length <= LONGEST_NOTE ? note : undefined;
}

function isUk(phone: string): boolean {
  return /^\+44\d{9,10}$/.test(phone);
}

/** What a joining person said, as it will be kept; refuses with `bad-person` and every field that cannot be used. */
export function checkedDetails(ref: string, details: JoiningDetails): KeptDetails {
  const problems: FieldProblem[] = [];
  const problem = (pointer: string, detail: string): null => {
    problems.push({ pointer, detail });
    return null;
  };
  const likedName = readLikedName(details.likedName ?? ref) ?? problem('/likedName', NAME_LENGTH);
  const surname = optional(details.surname, readSurname, () => problem('/surname', SURNAME_LENGTH));
  const email = optional(details.email, readEmail, () => problem('/email', EMAIL_SHAPE));
  const phone = optional(details.phone, readPhone, () => problem('/phone', PHONE_SHAPE));
  if (likedName === null || problems.length > 0) throw badPerson(problems);
  const { contact = usualContact(email, phone), joinedOn = null, takingPart = 'taking-part' } = details;
  return { likedName, surname, email, phone, contact, joinedOn, takingPart };
}

export const NAME_LENGTH = 'Give a name of 1 to 40 characters.';
export const EMAIL_SHAPE = 'Give an email address, like name@example.com.';
export const PHONE_SHAPE = 'Give a phone number, like 07700 900 982.';
export const SURNAME_LENGTH = 'Give a surname of 60 characters or fewer.';
export const NOTE_LENGTH = 'Give a note of 200 characters or fewer.';

/** What was given as it will be kept; null when nothing was given. */
function optional(
  given: string | undefined,
  read: (text: string) => string | undefined,
  orElse: () => null,
): string | null {
  if (given === undefined || given.trim() === '') return null;
  return read(given) ?? orElse();
}

/** The surname as it will be kept; nothing when it is longer than 60 characters. */
export function readSurname(text: string): string | undefined {
  const surname = text.trim().replace(/\s+/g, ' ');
  return surname.length <= LONGEST_SURNAME ? surname : undefined;
}

/** The refusal of details that cannot be kept. */
export function badPerson(fields: readonly FieldProblem[]): DomainError {
  return new DomainError(
    'bad-person',
    'invalid',
    'Some details of this person cannot be kept. See errors for what to change.',
    fields,
  );
}

function usualContact(email: string | null, phone: string | null): Contact {
  if (phone !== null && isUkMobile(phone)) return 'text';
  if (email !== null) return 'email';
  return phone === null ? 'none' : 'phone';
}
