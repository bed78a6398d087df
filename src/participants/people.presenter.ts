import type { Look } from '../audit/index.js';
import { ROLES } from '../identity/index.js';
import { dayInWords } from '../shared/day-words.js';
import { inGroups, say, t } from '../web/index.js';
import type { ListedPerson, PeoplePage } from './people-list.queries.js';
import type { Person } from './people.queries.js';
import { type Consent, CONSENTS, CONTACTS, FORMATS, MESSAGE_DETAILS, TAKING_PART } from './person.js';
import type { PeopleSearch } from './person-form.dto.js';

/** The choices of the form, and of the search. */
export const PERSON_CHOICES = {
  contacts: CONTACTS.map((value) => ({ value, text: say(`account.reach.${value}`) })),
  details: MESSAGE_DETAILS.map((value) => ({ value, text: say(`account.messages.${value}`) })),
  formats: FORMATS.map((value) => ({ value, text: say(`account.formats.${value}`) })),
  consents: CONSENTS.map((value) => ({ value, text: say(`people.consents.${value}`) })),
  states: TAKING_PART.map((value) => ({ value, text: say(`people.states.${value}`) })),
};

export const SEARCH_CHOICES = {
  states: [{ value: '', text: t('people.everybody') }, ...PERSON_CHOICES.states],
  roles: [
    { value: '', text: t('people.any-role') },
    ...ROLES.filter((role) => role !== 'participant').map((value) => ({ value, text: roleName(value) })),
  ],
};

/** The name staff see: the one they like, and the surname where there is one. */
export function wholeName({ likedName, surname }: Pick<Person, 'likedName' | 'surname'>): string {
  return surname === undefined ? likedName : `${likedName} ${surname}`;
}

export function roleName(role: string): string {
  return say(`people.roles.${role}`);
}

export function listRows(people: readonly ListedPerson[]) {
  return people.map((person) => ({
    name: { href: `/staff/people/${person.id}`, text: wholeName(person) },
    ref: person.ref,
    reach: say(`people.reached-by.${person.contact}`),
    state: say(`people.states.${person.takingPart}`),
    roles: person.roles.map(roleName).join(', ') || t('people.takes-part'),
  }));
}

/** The links to the pages before and after this one, with the same search. */
export function pageLinks(search: PeopleSearch, { page, pages }: PeoplePage) {
  const to = (other: number): string => {
    const asked = { search: search.search, taking_part: search.taking_part, role: search.role };
    return `/staff/people?${new URLSearchParams({ ...asked, page: String(other) }).toString()}`;
  };
  return {
    before: page > 1 ? to(page - 1) : '',
    next: page < pages ? to(page + 1) : '',
    where: t('people.page', { page, pages }),
  };
}

/** All that staff see of somebody, as lines. */
export function personRows(person: Person, consents: readonly Consent[]) {
  const none = t('people.none');
  return [
    { key: t('people.field.liked-name'), value: person.likedName },
    { key: t('people.field.surname'), value: person.surname ?? none },
    { key: t('people.field.state'), value: stateOf(person) },
    { key: t('people.column.reach'), value: say(`people.reached-by.${person.contact}`) },
    { key: t('people.field.phone'), value: person.phone === undefined ? none : inGroups(person.phone) },
    { key: t('people.field.email'), value: person.email ?? none },
    { key: t('account.messages.title'), value: say(`account.messages.${person.messageDetail}`) },
    { key: t('account.formats.title'), value: formatsOf(person) },
    { key: t('people.field.note'), value: person.noteForLeaders ?? none },
    { key: t('people.field.note-shared'), value: yesOrNo(person.noteShared) },
    { key: t('people.field.findable'), value: yesOrNo(person.findableByLeaders) },
    { key: t('people.field.consents'), value: consentsOf(consents) },
    { key: t('people.field.ref'), value: person.ref },
    { key: t('people.field.joined'), value: dayInWords(person.joinedOn) },
  ];
}

function stateOf({ takingPart, leftOn }: Person): string {
  const state = say(`people.states.${takingPart}`);
  return leftOn === undefined ? state : t('people.left-on', { day: dayInWords(leftOn) });
}

export function formatsOf({ formats }: Pick<Person, 'formats'>): string {
  if (formats.length === 0) return t('account.formats.none');
  return formats.map((format) => say(`account.formats.${format}`)).join(', ');
}

export function consentsOf(consents: readonly Consent[]): string {
  if (consents.length === 0) return t('people.none');
  return consents.map((consent) => say(`people.consents.${consent}`)).join('. ');
}

export function yesOrNo(isSo: boolean): string {
  return t(isSo ? 'people.yes' : 'people.no');
}

/** Who looked, as the rows of a table. */
export function lookRows(looks: readonly Look[]) {
  return looks.map(({ day, likedName, role }) => ({
    day: dayInWords(day),
    name: likedName,
    role: roleName(role),
  }));
}
