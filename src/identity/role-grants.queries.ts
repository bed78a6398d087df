import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/index.js';
import type { PersonId, RoleGrantId, SchemeId } from '../shared/ids.js';
import type { Role } from './role.js';

/** What became of a role: asked for, counting, or asked to be taken away. */
export type GrantState = 'asked' | 'counts' | 'end-asked';

/** Somebody's role, with who asked last and waits for a second administrator. */
export interface KnownGrant {
  readonly id: RoleGrantId;
  readonly personId: PersonId;
  readonly person: string;
  readonly ref: string;
  readonly role: Role;
  readonly state: GrantState;
  readonly since: Date | undefined;
  readonly askedAt: Date;
  /** Who asked for the step that waits; nobody where nothing waits. */
  readonly askedBy: PersonId | undefined;
  readonly askedByName: string;
}

/** Somebody that an administrator may have meant. */
export interface FoundPerson {
  readonly id: PersonId;
  readonly name: string;
  readonly ref: string;
}

interface GrantRow {
  readonly id: RoleGrantId;
  readonly person_id: PersonId;
  readonly person: string;
  readonly ref: string;
  readonly role: Role;
  readonly state: GrantState;
  readonly from_at: Date | null;
  readonly asked_at: Date;
  readonly asker: PersonId | null;
  readonly asker_name: string | null;
}

const MOST_LISTED = 500;
const MOST_FOUND = 10;

const LIST = `
  SELECT g.id, g.person_id, concat_ws(' ', p.liked_name, p.surname) AS person, p.ref, g.role, g.from_at, g.asked_at,
    CASE WHEN g.from_at IS NULL THEN 'asked' WHEN g.end_asked_by IS NULL THEN 'counts' ELSE 'end-asked' END AS state,
    a.id AS asker, a.liked_name AS asker_name
  FROM person_role g JOIN person p ON p.scheme_id = g.scheme_id AND p.id = g.person_id
    LEFT JOIN person a ON a.scheme_id = g.scheme_id
      AND a.id = CASE WHEN g.from_at IS NULL THEN g.asked_by ELSE g.end_asked_by END
  WHERE g.scheme_id = $1 AND g.until_at IS NULL AND g.withdrawn_at IS NULL
  ORDER BY lower(p.liked_name), p.ref, array_position(ARRAY['administrator', 'staff', 'supervisor', 'leader'], g.role), g.id
  LIMIT $2`;

const FIND = `
  SELECT id, concat_ws(' ', liked_name, surname) AS name, ref FROM person
  WHERE scheme_id = $1 AND taking_part <> 'left' AND ($2 = id::text OR lower(ref) = lower($2) OR lower(email) = lower($2)
    OR lower(liked_name) = lower($2) OR lower(concat_ws(' ', liked_name, surname)) = lower($2))
  ORDER BY lower(liked_name), ref LIMIT $3`;

/** Questions about who has which role. */
@Injectable()
export class RoleGrantsQueries {
  constructor(private readonly work: UnitOfWork) {}

  /** Every role that counts or waits, by the name of the person; 500 at the most. */
  async list(scheme: SchemeId): Promise<readonly KnownGrant[]> {
    return this.work.read(scheme, async (view) => {
      const rows: GrantRow[] = await view.query(LIST, [scheme, MOST_LISTED]);
      return rows.map(grantOf);
    });
  }

  /** Whoever has that reference, email address or name, but who has left; ten at the most. */
  async find(scheme: SchemeId, typed: string): Promise<readonly FoundPerson[]> {
    return this.work.read(scheme, async (view) => {
      const rows: FoundPerson[] = await view.query(FIND, [
        scheme,
        typed.trim().replace(/\s+/g, ' '),
        MOST_FOUND,
      ]);
      return rows;
    });
  }
}

function grantOf(row: GrantRow): KnownGrant {
  return {
    id: row.id,
    personId: row.person_id,
    person: row.person,
    ref: row.ref,
    role: row.role,
    state: row.state,
    since: row.from_at ?? undefined,
    askedAt: row.asked_at,
    askedBy: row.asker ?? undefined,
    askedByName: row.asker_name ?? '',
  };
}
