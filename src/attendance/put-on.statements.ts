import type { View } from '../database/index.js';
import type { IsoInstant } from '../shared/calendar.js';
import type { PersonId, SchemeId, SessionId } from '../shared/ids.js';
import { isCalled } from './lists.sql.js';
import { namesOf } from './names.statements.js';
import type { Source } from './new-register.js';

/** How somebody came onto a register. */
export interface PutOn {
  readonly person: PersonId;
  /** The first version with them. */
  readonly version: number;
  readonly at: IsoInstant;
  /** Who put them there. */
  readonly byName: string;
  readonly source: Source;
}

/** Somebody whom a name may mean that is said to be new. */
export interface Met extends PutOn {
  readonly name: string;
}

type Row = Omit<PutOn, 'byName'> & { readonly by: PersonId };

/** $1 scheme, $2 session, $3 people: who of them was ever on its register, and since when. */
const PUT_ON = `
  SELECT DISTINCT ON (a.person_id) a.person_id AS person, v.version, v.recorded_by AS by, v.source,
    to_json(v.recorded_at) #>> '{}' AS at
  FROM attendance a
    JOIN register_version v ON v.scheme_id = a.scheme_id AND v.session_id = a.session_id AND v.version = a.from_version
  WHERE a.scheme_id = $1 AND a.session_id = $2 AND a.person_id = ANY ($3::uuid[])
  ORDER BY a.person_id, a.from_version`;

/**
 * $1 scheme, $2 session, $3 name, $4 version, $5 key, $6 people: who of that name came onto its register after that version by
 * another sending than the one of that key, and is none of those people.
 */
const MET_SINCE = `
  SELECT a.person_id AS person
  FROM (SELECT person_id, min(from_version) AS version FROM attendance WHERE scheme_id = $1 AND session_id = $2
      GROUP BY person_id) a
    JOIN person p ON p.scheme_id = $1 AND p.id = a.person_id
    JOIN register_version v ON v.scheme_id = $1 AND v.session_id = $2 AND v.version = a.version
  WHERE a.version > $4 AND ${isCalled('$3')} AND v.key <> $5 AND NOT starts_with(v.key, $5 || '#')
    AND a.person_id <> ALL ($6::uuid[])`;

/** A name that is said to be new, by whom and beside which version of the register. */
interface SaidNew {
  readonly name: string;
  readonly seen: number;
  /** Under which it is sent. */
  readonly key: string;
  /** Whom the same list names as well: they are somebody else. */
  readonly beside: readonly PersonId[];
}

/** Which register it is about. */
interface Where {
  readonly scheme: SchemeId;
  readonly session: SessionId;
}

/** Those of the people who were ever on the register of that session. */
export async function putOnOf(
  view: View,
  { scheme, session }: Where,
  people: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, PutOn>> {
  const rows: Row[] = await view.query(PUT_ON, [scheme, session, people]);
  const names = await namesOf(view, scheme, [...new Set(rows.map(({ by }) => by))]);
  return new Map(rows.map(({ by, ...row }) => [row.person, { ...row, byName: names.get(by) ?? '' }]));
}

/**
 * Those of a name, alone or with what follows it, whom another list put on the register of a session after that version; the
 * latest first.
 */
export async function metSince(
  view: View,
  { scheme, session }: Where,
  { name, seen, key, beside }: SaidNew,
): Promise<readonly Met[]> {
  const asked = [scheme, session, name, seen, key, beside];
  const met: { person: PersonId }[] = await view.query(MET_SINCE, asked);
  if (met.length === 0) return [];
  const people = met.map(({ person }) => person);
  const [putOn, names] = [
    await putOnOf(view, { scheme, session }, people),
    await namesOf(view, scheme, people),
  ];
  return [...putOn.values()]
    .map((each) => ({ ...each, name: names.get(each.person) ?? '' }))
    .toSorted((one, other) => other.version - one.version);
}
