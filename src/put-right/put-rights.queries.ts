import { Injectable } from '@nestjs/common';
import type { View } from '../database/index.js';
import type { IsoInstant } from '../shared/calendar.js';
import type { EntryId, PersonId, PutRightId, SchemeId, TransferId } from '../shared/ids.js';
import { unknownParticipant, unknownPutRight } from './put-right.errors.js';
import type { PutRight, PutRightState } from './put-right.js';
import { PUT_RIGHT, putRightOf, type PutRightRow } from './put-rights.sql.js';

/** What was put right or waits, with the names of those it is about. */
export interface PutRightView extends PutRight {
  readonly personName: string;
  readonly askedByName: string;
  readonly askedOfName: string | undefined;
  readonly agreedByName: string | undefined;
  /** The entry of the line that it is about. */
  readonly lineEntryId: EntryId | undefined;
}

/** Which are wanted, from where on. */
export interface PutRightsPage {
  readonly limit: number;
  readonly state: PutRightState | undefined;
  readonly person: PersonId | undefined;
  /** The last of the page before. */
  readonly after: { readonly askedAt: IsoInstant; readonly id: PutRightId } | undefined;
}

/** Somebody of the staff who may be asked to agree. */
export interface SecondPerson {
  readonly id: PersonId;
  readonly name: string;
}

/** How a line stands: nothing was put right about it, somebody has asked to, or it was turned round. */
export interface LineStanding {
  readonly state: 'stands' | 'waiting' | 'turned';
  readonly putRightId: PutRightId | undefined;
}

type ViewRow = PutRightRow & {
  readonly personName: string;
  readonly askedByName: string;
  readonly askedOfName: string | null;
  readonly agreedByName: string | null;
  readonly lineEntryId: EntryId | null;
};

const SELECT = `
  SELECT ${PUT_RIGHT}, who.liked_name AS "personName", asker.liked_name AS "askedByName", second.liked_name AS "askedOfName",
    agreer.liked_name AS "agreedByName", t.entry_id AS "lineEntryId"
  FROM put_right p
  JOIN person who ON who.scheme_id = p.scheme_id AND who.id = p.person_id
  JOIN person asker ON asker.scheme_id = p.scheme_id AND asker.id = p.asked_by
  LEFT JOIN person second ON second.scheme_id = p.scheme_id AND second.id = p.asked_of
  LEFT JOIN person agreer ON agreer.scheme_id = p.scheme_id AND agreer.id = p.agreed_by
  LEFT JOIN transfer t ON t.scheme_id = p.scheme_id AND t.id = p.transfer_id
  WHERE p.scheme_id = $1`;

/** $1 scheme, $2 state, $3 person, $4 and $5 the last of the page before, $6 how many. */
const PAGE = `${SELECT} AND ($2::text IS NULL OR p.state = $2) AND ($3::uuid IS NULL OR p.person_id = $3)
  AND ($4::timestamptz IS NULL OR (p.asked_at, p.id) > ($4, $5::uuid)) ORDER BY p.asked_at, p.id LIMIT $6`;

const SECONDS = `
  SELECT DISTINCT p.id, concat_ws(' ', p.liked_name, p.surname) AS name FROM person_role r
  JOIN person p ON p.scheme_id = r.scheme_id AND p.id = r.person_id
  WHERE r.scheme_id = $1 AND r.role = 'staff' AND p.id <> ALL ($2::uuid[]) AND p.taking_part <> 'left'
    AND r.from_at <= clock_timestamp() AND (r.until_at IS NULL OR r.until_at > clock_timestamp())
  ORDER BY name, p.id LIMIT 200`;

const LINE_STANDING = `
  SELECT EXISTS (SELECT FROM transfer r WHERE r.scheme_id = $1 AND r.reverses_id = $2) AS turned,
    (SELECT json_build_object('id', p.id, 'state', p.state) FROM put_right p
     WHERE p.scheme_id = $1 AND p.transfer_id = $2 AND p.state <> 'not-agreed') AS "putRight"`;

/** Questions about what staff put right. */
@Injectable()
export class PutRightsQueries {
  /** That one; refuses with `unknown-put-right`. */
  async one(view: View, scheme: SchemeId, id: PutRightId): Promise<PutRightView> {
    const [row]: ViewRow[] = await view.query(`${SELECT} AND p.id = $2`, [scheme, id]);
    if (row === undefined) throw unknownPutRight();
    return viewOf(row);
  }

  /** A page of them all, the oldest first. */
  async page(
    view: View,
    scheme: SchemeId,
    { limit, state, person, after }: PutRightsPage,
  ): Promise<readonly PutRightView[]> {
    const rows: ViewRow[] = await view.query(PAGE, [scheme, state, person, after?.askedAt, after?.id, limit]);
    return rows.map(viewOf);
  }

  /** What waits for a second person, the oldest first; at most 100. */
  async waiting(view: View, scheme: SchemeId, person?: PersonId): Promise<readonly PutRightView[]> {
    const rows: ViewRow[] = await view.query(
      `${SELECT} AND p.state = 'waiting' AND ($2::uuid IS NULL OR p.person_id = $2) ORDER BY p.asked_at, p.id LIMIT 100`,
      [scheme, person],
    );
    return rows.map(viewOf);
  }

  /** How many wait that this person may agree to: asked by somebody else, about somebody else. */
  async toAgree(view: View, scheme: SchemeId, staff: PersonId): Promise<number> {
    const [row]: { count: number }[] = await view.query(
      `SELECT count(*)::integer AS count FROM put_right
       WHERE scheme_id = $1 AND state = 'waiting' AND asked_by <> $2 AND person_id <> $2`,
      [scheme, staff],
    );
    return row?.count ?? 0;
  }

  /** The staff who may be asked to agree: everybody but those. */
  async seconds(view: View, scheme: SchemeId, others: readonly PersonId[]): Promise<readonly SecondPerson[]> {
    const rows: SecondPerson[] = await view.query(SECONDS, [scheme, others]);
    return rows;
  }

  /** How it stands with what a line gave. */
  async standing(view: View, scheme: SchemeId, transfer: TransferId): Promise<LineStanding> {
    const [row]: { turned: boolean; putRight: { id: PutRightId; state: PutRightState } | null }[] =
      await view.query(LINE_STANDING, [scheme, transfer]);
    const putRightId = row?.putRight?.id;
    if (row?.turned === true) return { state: 'turned', putRightId };
    return { state: putRightId === undefined ? 'stands' : 'waiting', putRightId };
  }

  /** What somebody likes to be called; refuses with `unknown-person`. */
  async nameOf(view: View, scheme: SchemeId, person: PersonId): Promise<string> {
    const [row]: { name: string }[] = await view.query(
      'SELECT liked_name AS name FROM person WHERE scheme_id = $1 AND id = $2',
      [scheme, person],
    );
    if (row === undefined) throw unknownParticipant();
    return row.name;
  }
}

function viewOf(row: ViewRow): PutRightView {
  return {
    ...putRightOf(row),
    personName: row.personName,
    askedByName: row.askedByName,
    askedOfName: row.askedOfName ?? undefined,
    agreedByName: row.agreedByName ?? undefined,
    lineEntryId: row.lineEntryId ?? undefined,
  };
}
