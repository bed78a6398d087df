import { DomainError } from '../shared/domain-error.js';
import { type FieldError, fieldError } from '../web/index.js';
import { addressErrors, lengthErrors, nameErrors } from './addresses.http.js';
import type { Person } from './people.queries.js';
import {
  type Consent,
  CONSENTS,
  CONTACTS,
  FORMATS,
  LONGEST_NOTE,
  LONGEST_SURNAME,
  MESSAGE_DETAILS,
  TAKING_PART,
} from './person.js';
import type { PersonForm } from './person-form.dto.js';
import type { PersonRecord } from './person-record.js';

/** What was typed, as it can be kept; or what is wrong with it. */
export type ReadPerson =
  { readonly record: PersonRecord; readonly errors?: undefined } | { readonly errors: readonly FieldError[] };

/** A form as it is shown: what was typed, or what is kept. */
export type TypedPerson = { readonly [Field in keyof PersonForm]: PersonForm[Field] };

export function readPersonForm(form: TypedPerson): ReadPerson {
  const contact = CONTACTS.find((each) => each === form.contact);
  const messageDetail = MESSAGE_DETAILS.find((each) => each === form.message_detail);
  const takingPart = TAKING_PART.find((each) => each === form.taking_part);
  const errors = errorsOf(form);
  if (errors.length > 0 || contact === undefined || messageDetail === undefined || takingPart === undefined)
    return { errors };
  return { record: { ...textsOf(form), ...ticksOf(form), contact, messageDetail, takingPart } };
}

/** All that is wrong, in the order of the page. */
function errorsOf(form: TypedPerson): readonly FieldError[] {
  const contact = CONTACTS.find((each) => each === form.contact);
  return [
    ...nameErrors(form.liked_name, 'people.name-missing'),
    ...lengthErrors('surname', form.surname, LONGEST_SURNAME),
    ...(contact === undefined ? [chooseOne('contact')] : addressErrors(contact, form)),
    ...chooseErrors('message_detail', MESSAGE_DETAILS, [form.message_detail]),
    ...chooseErrors('formats', FORMATS, form.formats),
    ...lengthErrors('leaders_note', form.leaders_note, LONGEST_NOTE),
    ...chooseErrors('consents', CONSENTS, form.consents),
    ...chooseErrors('taking_part', TAKING_PART, [form.taking_part]),
  ];
}

function textsOf(form: TypedPerson) {
  const { liked_name: likedName, surname, email, phone, leaders_note: noteForLeaders } = form;
  return { likedName, surname, email, phone, noteForLeaders };
}

function ticksOf(form: TypedPerson) {
  return {
    formats: FORMATS.filter((each) => form.formats.includes(each)),
    consents: CONSENTS.filter((each) => form.consents.includes(each)),
    noteShared: form.share_note === 'yes',
    findableByLeaders: form.findable_by_leaders === 'yes',
  };
}

/** The form as it stands before anybody has typed: nothing is ticked, and no way to reach them is chosen. */
export function emptyForm(): TypedPerson {
  return {
    ...{ liked_name: '', surname: '', contact: '', phone: '', email: '', message_detail: 'day-and-time' },
    ...{ formats: [], leaders_note: '', share_note: '', findable_by_leaders: '', consents: [] },
    taking_part: 'joining',
  };
}

/** The form with what is kept about somebody. */
export function formOf(person: Person, consents: readonly Consent[]): TypedPerson {
  return {
    liked_name: person.likedName,
    surname: person.surname ?? '',
    contact: person.contact,
    phone: person.phone ?? '',
    email: person.email ?? '',
    message_detail: person.messageDetail,
    formats: person.formats,
    leaders_note: person.noteForLeaders ?? '',
    share_note: person.noteShared ? 'yes' : '',
    findable_by_leaders: person.findableByLeaders ? 'yes' : '',
    consents,
    taking_part: person.takingPart,
  };
}

/** What the form says of a refusal that only the database could know of; anything else is thrown again. */
export function refusedField(error: unknown): readonly FieldError[] {
  const field = error instanceof DomainError ? REFUSED_FIELDS.get(error.code) : undefined;
  if (field === undefined) throw error;
  return [field];
}

const REFUSED_FIELDS: ReadonlyMap<string, FieldError> = new Map([
  ['person-there', fieldError('liked_name', 'errors.duplicate')],
  ['email-taken', fieldError('email', 'errors.account.taken')],
  ['phone-taken', fieldError('phone', 'errors.account.taken')],
  ['ref-taken', fieldError('ref', 'errors.account.taken')],
  ['bad-ref', fieldError('ref', 'people.ref-wrong')],
  ['address-of-staff', fieldError('contact', 'people.address-of-staff')],
  ['person-moved-on', fieldError('liked_name', 'errors.request.moved-on', { what: '' })],
]);

function chooseOne(field: string): FieldError {
  return fieldError(field, 'errors.account.choose');
}

function chooseErrors(
  field: string,
  known: readonly string[],
  given: readonly string[],
): readonly FieldError[] {
  return given.every((each) => known.includes(each)) ? [] : [chooseOne(field)];
}
