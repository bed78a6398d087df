import type { ParticipantId, SchemeId, SessionId } from '../../src/shared/ids.js';
import type { Book } from './book.js';

/** Whose transfers are added up. */
export interface Where {
  readonly book: Book;
  readonly scheme: SchemeId;
}

/** What an entry of a register moved, and for how many, from the transfers alone. */
export interface EntrySums {
  readonly version: number;
  readonly given: number;
  readonly givenTo: number;
  readonly turned: number;
  readonly turnedFor: number;
}

export async function entriesOf(
  { book, scheme }: Where,
  session: SessionId,
): Promise<ReadonlyMap<number, EntrySums>> {
  const rows: EntrySums[] = await book.ownerSource.query(
    `SELECT split_part(e.source_key, '/', 3)::int AS version,
       coalesce(sum(t.amount) FILTER (WHERE t.reverses_id IS NULL AND c.kind = 'available'), 0)::int AS given,
       (count(*) FILTER (WHERE t.reverses_id IS NULL AND c.kind = 'available'))::int AS "givenTo",
       coalesce(sum(t.amount) FILTER (WHERE t.reverses_id IS NOT NULL), 0)::int AS turned,
       (count(*) FILTER (WHERE t.reverses_id IS NOT NULL))::int AS "turnedFor"
     FROM journal_entry e JOIN transfer t ON t.scheme_id = e.scheme_id AND t.entry_id = e.id
     JOIN account c ON c.scheme_id = t.scheme_id AND c.id = t.credit_account_id
     WHERE e.scheme_id = $1 AND e.source_key LIKE 'register/' || $2::text || '/%' GROUP BY 1`,
    [scheme, session],
  );
  return new Map(rows.map((row) => [row.version, row]));
}

/** A version that moved nothing. */
export const NOTHING = { given: 0, givenTo: 0, turned: 0, turnedFor: 0 };

/** What every entry did to one person, from the transfers alone. */
export async function netOf(
  { book, scheme }: Where,
  person: ParticipantId,
): Promise<ReadonlyMap<string, number>> {
  const rows: { entry: string; net: number }[] = await book.ownerSource.query(
    `SELECT t.entry_id AS entry, sum(CASE WHEN c.owner_id = $2 THEN t.amount ELSE 0 END
       - CASE WHEN d.owner_id = $2 THEN t.amount ELSE 0 END)::int AS net
     FROM transfer t JOIN account c ON c.scheme_id = t.scheme_id AND c.id = t.credit_account_id
       JOIN account d ON d.scheme_id = t.scheme_id AND d.id = t.debit_account_id
     WHERE t.scheme_id = $1 AND $2 IN (c.owner_id, d.owner_id) GROUP BY 1`,
    [scheme, person],
  );
  return new Map(rows.map(({ entry, net }) => [entry, net]));
}
