import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/index.js';
import type { IsoDate } from '../shared/calendar.js';
import type { PersonId, SchemeId } from '../shared/ids.js';
import { unknownAccountOf } from './accounts.errors.js';

/** What an account says it has, and what its lines come to when they are added up anew. */
export interface AccountProof {
  readonly name: string;
  /** When it was proved, by the clocks of the scheme. */
  readonly day: IsoDate;
  readonly time: string;
  readonly toUse: number;
  readonly setAside: number;
  readonly toUseByLines: number;
  readonly setAsideByLines: number;
  readonly entries: number;
  readonly sealed: number;
  /** The first and the last seal that fix entries of theirs; nothing before the first. */
  readonly firstSeal: string | null;
  readonly lastSeal: string | null;
}

/** $1 scheme, $2 person. The kept balances beside the sums of what was posted, and the seals of the entries. */
const PROOF = `
  WITH posted AS (
    SELECT a.kind, a.balance, p.entry_id, p.delta FROM account a
      LEFT JOIN posting p ON p.scheme_id = a.scheme_id AND p.account_id = a.id
    WHERE a.scheme_id = $1 AND a.owner_id = $2
  ), kinds AS (SELECT kind, max(balance)::integer AS kept, coalesce(sum(delta), 0)::integer AS summed FROM posted GROUP BY kind),
  entries AS (SELECT DISTINCT entry_id FROM posted WHERE entry_id IS NOT NULL),
  sealed AS (
    SELECT s.number FROM entries JOIN sealed_entry e ON e.scheme_id = $1 AND e.entry_id = entries.entry_id
      JOIN seal s ON s.scheme_id = e.scheme_id AND e.seq BETWEEN s.first_seq AND s.last_seq)
  SELECT who.liked_name AS name,
    to_char(clock_timestamp() AT TIME ZONE z.time_zone, 'YYYY-MM-DD') AS day, to_char(clock_timestamp() AT TIME ZONE z.time_zone, 'HH24:MI') AS time,
    u.kept AS "toUse", u.summed AS "toUseByLines", h.kept AS "setAside", h.summed AS "setAsideByLines",
    (SELECT count(*)::integer FROM entries) AS entries, (SELECT count(*)::integer FROM sealed) AS sealed,
    (SELECT min(number)::text FROM sealed) AS "firstSeal", (SELECT max(number)::text FROM sealed) AS "lastSeal"
  FROM person who JOIN scheme z ON z.id = who.scheme_id JOIN kinds u ON u.kind = 'available' JOIN kinds h ON h.kind = 'held'
  WHERE who.scheme_id = $1 AND who.id = $2`;

/** Proves one balance from the lines of the account alone. */
@Injectable()
export class AccountProofs {
  constructor(private readonly work: UnitOfWork) {}

  /** As of one instant; refuses with `unknown-account`. */
  async of(scheme: SchemeId, person: PersonId): Promise<AccountProof> {
    const [proof]: AccountProof[] = await this.work.read(scheme, (view) =>
      view.query(PROOF, [scheme, person]),
    );
    if (proof === undefined) throw unknownAccountOf();
    return proof;
  }
}
