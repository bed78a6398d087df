import { ROLES, type Role } from '../../identity/index.js';
import {
  CONTACTS,
  type JoiningDetails,
  readEmail,
  readLikedName,
  readPhone,
} from '../../participants/index.js';
import type { CsvTable } from './csv-table.js';
import type { ParticipantId, PersonId } from '../../shared/ids.js';
import {
  type Checked,
  day,
  type Fields,
  ifThere,
  knownIn,
  newRef,
  oneOf,
  type Read,
  readRows,
  text,
  wrong,
  refuse,
} from './fields.js';

export const PEOPLE = 'people.csv';
export const PEOPLE_COLUMNS = {
  needed: ['ref'],
  others: ['liked_name', 'surname', 'email', 'phone', 'contact', 'roles', 'joined_on'],
};

/** Somebody of the file. Who has no role written is a participant. */
export type PersonRow = Read<{
  readonly ref: string;
  readonly details: JoiningDetails;
  readonly roles: readonly Role[];
}>;

/** The people of the file, each reference once. */
export function checkedPeople(table: CsvTable): Checked<PersonRow> {
  const lines = new Map<string, number>();
  return readRows(PEOPLE, table, (fields, line) => {
    const ref = fields.read('ref', newRef(lines, line));
    const roles = fields.read('roles', rolesIn);
    const details = detailsOf(fields);
    return ref === undefined || roles === undefined ? undefined : { ref, roles, details };
  });
}

function detailsOf(fields: Fields): JoiningDetails {
  const likedName = fields.read('liked_name', ifThere(likedNameOf));
  const surname = fields.read('surname', ifThere(text(60)));
  const email = fields.read('email', ifThere(emailOf));
  const phone = fields.read('phone', ifThere(phoneOf));
  const joinedOn = fields.read('joined_on', ifThere(day));
  const contact = fields.read('contact', ifThere(oneOf(CONTACTS)));
  fields.read('contact', () => expectReachable(contact ?? undefined, { email, phone }));
  return {
    likedName: likedName ?? undefined,
    surname: surname ?? undefined,
    email: email ?? undefined,
    phone: phone ?? undefined,
    contact: contact ?? undefined,
    joinedOn: joinedOn ?? undefined,
  };
}

/** An address that could not be read has been refused for itself. */
function expectReachable(
  contact: JoiningDetails['contact'],
  { email, phone }: { readonly email: string | null | undefined; readonly phone: string | null | undefined },
): void {
  if (contact === 'email' && email === null) throw wrong('There is no email address to reach them at.');
  if ((contact === 'text' || contact === 'phone') && phone === null)
    throw wrong('There is no phone number to reach them at.');
}

function rolesIn(written: string): readonly Role[] {
  const words = written.split(';').map((word) => word.trim());
  const roles = words.filter((word) => word !== '').map(oneOf(ROLES));
  return roles.length === 0 ? ['participant'] : [...new Set(roles)];
}

/** Somebody who can be given galaxies: staff and others without accounts cannot. */
export function participantIn(
  participants: ReadonlyMap<string, ParticipantId>,
  people: ReadonlyMap<string, PersonId>,
): (ref: string) => ParticipantId {
  return (ref) => {
    knownIn(people, PEOPLE)(ref);
    return (
      participants.get(ref) ??
      refuse(`They are no participant in ${PEOPLE}, so they can get no galaxies. Add the role there.`)
    );
  };
}

function likedNameOf(given: string): string {
  return readLikedName(given) ?? refuse('Write a name of 1 to 40 characters.');
}

function emailOf(given: string): string {
  return readEmail(given) ?? refuse('Write an email address, like name@example.com.');
}

function phoneOf(given: string): string {
  return readPhone(given) ?? refuse('Write a phone number, like 07700 900 982.');
}
