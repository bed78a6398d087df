import type { View } from '../database/index.js';
import { type Named, namesForLeaders } from '../participants/index.js';
import type { PersonId, SchemeId } from '../shared/ids.js';
import { NAMED } from './lists.sql.js';

export interface PersonRow {
  readonly id: PersonId;
  readonly likedName: string;
  readonly surname: string | null;
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
