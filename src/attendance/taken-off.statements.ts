import type { View } from '../database/index.js';
import type { IsoInstant } from '../shared/calendar.js';
import type { PersonId, SchemeId, SessionId } from '../shared/ids.js';
import { namesOf } from './names.statements.js';

/** Somebody who was on a register and is no longer. */
export interface TakenOff {
  readonly person: PersonId;
  /** The version without them. */
  readonly version: number;
  readonly at: IsoInstant;
  /** Who took them off. */
  readonly byName: string;
  /** True when they were let keep what the line gave: put back, they would have it twice. */
  readonly keeps: boolean;
}

type Row = Omit<TakenOff, 'byName'> & { readonly by: PersonId };

/** $1 scheme, $2 session, $3 people: who of them was taken off last when, and does not stand now. */
const TAKEN_OFF = `
  SELECT DISTINCT ON (a.person_id) a.person_id AS person, v.version, v.recorded_by AS by, to_json(v.recorded_at) #>> '{}' AS at,
    EXISTS (SELECT FROM put_right p WHERE p.scheme_id = a.scheme_id AND p.transfer_id = a.transfer_id
      AND p.let_them_keep AND p.state = 'done') AS keeps
  FROM attendance a
    JOIN register_version v ON v.scheme_id = a.scheme_id AND v.session_id = a.session_id AND v.version = a.put_right_version
  WHERE a.scheme_id = $1 AND a.session_id = $2 AND a.person_id = ANY ($3::uuid[])
    AND NOT EXISTS (SELECT FROM attendance o WHERE o.scheme_id = a.scheme_id AND o.session_id = a.session_id
      AND o.person_id = a.person_id AND o.put_right_version IS NULL)
  ORDER BY a.person_id, v.version DESC`;

/** Those of the people who stood on the register of that session, and were taken off: a list may bring them back. */
export async function takenOffOf(
  view: View,
  { scheme, session }: { readonly scheme: SchemeId; readonly session: SessionId },
  people: readonly PersonId[],
): Promise<readonly TakenOff[]> {
  const rows: Row[] = await view.query(TAKEN_OFF, [scheme, session, people]);
  const names = await namesOf(view, scheme, [...new Set(rows.map(({ by }) => by))]);
  return rows.map(({ by, ...row }) => ({ ...row, byName: names.get(by) ?? '' }));
}
