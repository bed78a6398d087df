import { Injectable } from '@nestjs/common';
import type { View } from '../database/index.js';
import type { IsoDate, IsoInstant } from '../shared/calendar.js';
import type { ContributionId, ParticipantId, PersonId, SchemeId, TransferId } from '../shared/ids.js';
import type { Contribution, ContributionKind, ContributionState } from './contribution.js';
import { unknownContribution } from './contributions.errors.js';
import { CONTRIBUTION, contributionOf, type ContributionRow } from './contributions.sql.js';

/** A contribution as staff see it: with the names of those it is about. */
export interface ContributionView extends Contribution {
  readonly personName: string;
  readonly askedByName: string;
  readonly decidedByName: string | undefined;
}

/** Why a transfer was made, where a contribution is behind it. */
export interface ContributionStory {
  readonly kind: 'contribution';
  readonly contributionId: ContributionId;
  readonly sort: ContributionKind;
  readonly what: string;
  readonly occurredOn: IsoDate;
  readonly galaxies: number;
  /** Why the rate is what it is, in the scheme's own words. */
  readonly rateWhy: string;
  readonly askedBy: PersonId;
  readonly decidedBy: PersonId;
  readonly decidedAt: IsoInstant;
  readonly putRight: boolean;
}

/** Which part of a list is wanted. */
export interface ContributionsPage {
  readonly state?: ContributionState | undefined;
  readonly person?: ParticipantId | undefined;
  /** The last one of the page before. */
  readonly after?: ContributionId | undefined;
  /** 1 to 100. */
  readonly limit: number;
}

const SELECT = `
  SELECT ${CONTRIBUTION}, p.liked_name AS "personName", w.liked_name AS "askedByName", d.liked_name AS "decidedByName"
  FROM contribution c
  JOIN person p ON p.scheme_id = c.scheme_id AND p.id = c.person_id
  JOIN person w ON w.scheme_id = c.scheme_id AND w.id = c.asked_by
  LEFT JOIN person d ON d.scheme_id = c.scheme_id AND d.id = c.decided_by
  WHERE c.scheme_id = $1`;

/** The oldest first; $4 is the one that the page before ended with. */
const PAGE = `${SELECT} AND ($2::text IS NULL OR c.state = $2) AND ($3::uuid IS NULL OR c.person_id = $3)
  AND ($4::uuid IS NULL OR (c.asked_at, c.id) > (SELECT asked_at, id FROM contribution WHERE scheme_id = $1 AND id = $4))
  ORDER BY c.asked_at, c.id LIMIT $5`;

const STORIES = `
  SELECT c.transfer_id::text AS "transferId", 'contribution' AS kind, c.id AS "contributionId", c.kind AS sort, c.what,
    to_char(c.occurred_on, 'YYYY-MM-DD') AS "occurredOn", c.galaxies, r.why AS "rateWhy", c.asked_by AS "askedBy",
    c.decided_by AS "decidedBy", ledger_moment(c.decided_at) AS "decidedAt", c.state = 'put-right' AS "putRight"
  FROM contribution c JOIN earning_rate r ON r.scheme_id = c.scheme_id AND r.id = c.rate_id
  WHERE c.scheme_id = $1 AND c.transfer_id = ANY ($2::bigint[])`;

type ViewRow = ContributionRow & {
  readonly personName: string;
  readonly askedByName: string;
  readonly decidedByName: string | null;
};

/** Questions about contributions, for whoever may ask them. */
@Injectable()
export class ContributionsQueries {
  /** That one; refuses with `unknown-contribution`. */
  async one(view: View, scheme: SchemeId, id: ContributionId): Promise<ContributionView> {
    const [row]: ViewRow[] = await view.query(`${SELECT} AND c.id = $2`, [scheme, id]);
    if (row === undefined) throw unknownContribution();
    return viewOf(row);
  }

  /** Those of a state or a person, the oldest first. */
  async page(
    view: View,
    scheme: SchemeId,
    { state, person, after, limit }: ContributionsPage,
  ): Promise<readonly ContributionView[]> {
    const rows: ViewRow[] = await view.query(PAGE, [scheme, state, person, after, limit]);
    return rows.map(viewOf);
  }

  /** How many nobody has looked at yet. */
  async toCheck(view: View, scheme: SchemeId): Promise<number> {
    const [row]: { count: number }[] = await view.query(
      `SELECT count(*)::integer AS count FROM contribution WHERE scheme_id = $1 AND state = 'pending'`,
      [scheme],
    );
    return row?.count ?? 0;
  }

  /** What of a person's is waiting, or was lately not approved: the newest first, at most 20. */
  async openOf(view: View, scheme: SchemeId, person: ParticipantId): Promise<readonly ContributionView[]> {
    const rows: ViewRow[] = await view.query(
      `${SELECT} AND c.person_id = $2
         AND (c.state = 'pending' OR (c.state = 'not-approved' AND c.decided_at > clock_timestamp() - interval '30 days'))
       ORDER BY c.asked_at DESC, c.id LIMIT 20`,
      [scheme, person],
    );
    return rows.map(viewOf);
  }

  /** The contributions behind those transfers; a transfer with another source is not in it. */
  async storiesOf(
    view: View,
    scheme: SchemeId,
    transfers: readonly TransferId[],
  ): Promise<ReadonlyMap<TransferId, ContributionStory>> {
    const rows: (ContributionStory & { readonly transferId: TransferId })[] = await view.query(STORIES, [
      scheme,
      transfers,
    ]);
    return new Map(rows.map(({ transferId, ...story }) => [transferId, story]));
  }
}

function viewOf(row: ViewRow): ContributionView {
  return {
    ...contributionOf(row),
    personName: row.personName,
    askedByName: row.askedByName,
    decidedByName: row.decidedByName ?? undefined,
  };
}
