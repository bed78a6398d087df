import type { FieldProblem } from '../shared/domain-error.js';
import {
  badPerson,
  type Consent,
  type Contact,
  EMAIL_SHAPE,
  type Format,
  type MessageDetail,
  NAME_LENGTH,
  NOTE_LENGTH,
  PHONE_SHAPE,
  readEmail,
  readLikedName,
  readNote,
  readPhone,
  readSurname,
  SURNAME_LENGTH,
  type TakingPart,
} from './person.js';

/** All that staff may set about somebody. */
export interface PersonRecord {
  readonly likedName: string;
  readonly surname: string | undefined;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  readonly contact: Contact;
  readonly messageDetail: MessageDetail;
  readonly formats: readonly Format[];
  readonly noteForLeaders: string | undefined;
  readonly noteShared: boolean;
  readonly findableByLeaders: boolean;
  readonly takingPart: TakingPart;
  readonly consents: readonly Consent[];
}

/** The same as it will be kept: trimmed, and empty texts left out. Refuses with `bad-person` and every field that cannot be. */
export function checkedRecord(record: PersonRecord): PersonRecord {
  const problems: FieldProblem[] = [];
  const read = (
    pointer: string,
    detail: string,
    reader: (text: string) => string | undefined,
    text = '',
  ): string | undefined => {
    if (text.trim() === '') return undefined;
    const kept = reader(text);
    if (kept === undefined) problems.push({ pointer, detail });
    return kept;
  };
  const likedName = read('/likedName', NAME_LENGTH, readLikedName, record.likedName);
  const surname = read('/surname', SURNAME_LENGTH, readSurname, record.surname);
  const email = read('/email', EMAIL_SHAPE, readEmail, record.email);
  const phone = read('/phone', PHONE_SHAPE, readPhone, record.phone);
  const noteForLeaders = read('/noteForLeaders', NOTE_LENGTH, readNote, record.noteForLeaders);
  if (likedName === undefined && record.likedName.trim() === '')
    problems.push({ pointer: '/likedName', detail: NAME_LENGTH });
  if (likedName === undefined || problems.length > 0) throw badPerson(problems);
  const noteShared = record.noteShared && noteForLeaders !== undefined;
  return { ...record, likedName, surname, email, phone, noteForLeaders, noteShared };
}

const FIELDS = {
  likedName: 'liked-name',
  surname: 'surname',
  email: 'email',
  phone: 'phone',
  contact: 'contact',
  messageDetail: 'message-detail',
  formats: 'formats',
  noteForLeaders: 'note-for-leaders',
  noteShared: 'note-shared',
  findableByLeaders: 'findable-by-leaders',
  takingPart: 'taking-part',
} as const satisfies Partial<Record<keyof PersonRecord, string>>;

/** Which fields differ, by the names under which they are written down. */
export function changedFields(
  before: Omit<PersonRecord, 'consents'>,
  after: Omit<PersonRecord, 'consents'>,
): readonly string[] {
  const fields = Object.entries(FIELDS);
  return fields
    .filter(([key]) => String(Reflect.get(before, key)) !== String(Reflect.get(after, key)))
    .map(([, name]) => name);
}

/** The values of a record in the order of its columns. */
export function valuesOf(kept: PersonRecord): readonly unknown[] {
  return [
    ...[kept.likedName, kept.surname, kept.email, kept.phone, kept.contact, kept.messageDetail, kept.formats],
    ...[kept.noteForLeaders, kept.noteShared, kept.findableByLeaders, kept.takingPart],
  ];
}
