import { PERSONAL_COLUMNS } from './personal-columns.js';

/** The columns by which a table names whom a row is about: the first of these that it has. */
const OWNERS = ['person_id', 'recorded_by', 'sent_by', 'made_by', 'asked_by'];

/** Whose list it was is theirs too when somebody else typed it up. */
const AND_ALSO: Readonly<Record<string, readonly string[]>> = { register_version: ['on_behalf_of'] };

/** The columns by which the rows of somebody are found. */
export function ownersOf(table: string): readonly string[] {
  if (table === 'person') return ['id'];
  const columns = PERSONAL_COLUMNS[table] ?? {};
  const owner = OWNERS.find((name) => Object.hasOwn(columns, name)) ?? 'person_id';
  return [owner, ...(AND_ALSO[table] ?? [])];
}

/** Each table with columns that are part of somebody's copy, and those columns. */
export function exportedColumns(): readonly (readonly [string, readonly string[]])[] {
  return Object.entries(PERSONAL_COLUMNS)
    .map(([table, columns]): readonly [string, readonly string[]] => [
      table,
      Object.keys(columns).filter((name) => columns[name]?.exported === true),
    ])
    .filter(([, columns]) => columns.length > 0);
}
