import type { View } from '../database/index.js';
import { type Named, namesForLeaders } from '../participants/index.js';
import type { PersonId, SchemeId } from '../shared/ids.js';
import { NAMED } from './lists.sql.js';

export interface PersonRow {
  readonly id: PersonId;
  readonly likedName: string;
  readonly surname: string | null;
}

/** Somebody whom a first name found. */
export interface Found {
  readonly id: PersonId;
  readonly name: string;
  /** Which of several of that name it is, for staff alone: two may have one name and one letter. */
  readonly which: { readonly name: string; readonly ref: string } | undefined;
}

/** Those whom a first name found, by the names that leaders call them. */
export function foundIn(
  rows: readonly (PersonRow & { readonly ref: string })[],
  isStaff: boolean,
): readonly Found[] {
  const names = namesForLeaders(rows.map(named));
  const isOpen = isStaff && rows.length > 1;
  return rows.map((row) => {
    const which = { name: wholeName(row), ref: row.ref };
    return { id: row.id, name: names.get(row.id) ?? '', which: isOpen ? which : undefined };
  });
}

/** First names of people who stand on one page together. */
export async function namesOf(
  view: View,
  scheme: SchemeId,
  people: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, string>> {
  const rows: PersonRow[] = await view.query(NAMED, [scheme, people]);
  return namesForLeaders(rows.map(named));
}

export function named({ id, likedName, surname }: PersonRow): Named {
  return { id, likedName, surname: surname ?? undefined };
}

function wholeName(row: PersonRow): string {
  const first = namesForLeaders([named(row)]).get(row.id) ?? '';
  return row.surname === null ? first : `${first} ${row.surname}`;
}
