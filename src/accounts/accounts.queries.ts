import { Injectable } from '@nestjs/common';
import { askPrepared, type Prepared, type View } from '../database/index.js';
import type { ThreeNumbers } from '../ledger/index.js';
import type { IsoInstant } from '../shared/calendar.js';
import type { EntryId, PersonId, SchemeId, TransferId } from '../shared/ids.js';
import { unknownAccountOf, unknownLine } from './accounts.errors.js';
import { ONE_LINE, STANDING } from './accounts.sql.js';
import type { Line } from './line.js';

/** Which lines of a history are wanted. */
export interface LinesPage {
  /** 1 to 100. */
  readonly limit: number;
  /** Only lines before the one that ends with this transfer. */
  readonly before?: TransferId | undefined;
  /** What the book said at that moment. */
  readonly asAt?: IsoInstant | undefined;
}

/** What somebody has, and the latest of what happened. */
export interface Standing {
  readonly numbers: ThreeNumbers;
  /** The newest first. */
  readonly lines: readonly Line[];
  /** Whether there are older lines. */
  readonly isMore: boolean;
}

/** The one row that answers; none when they have no accounts. */
export interface StandingRow {
  readonly toUse: string;
  readonly setAside: string;
  readonly lines: readonly Line[];
}

/** What people have and how it came about, read from the book alone. */
@Injectable()
export class AccountsQueries {
  /** What they have and a page of their lines, in one round trip; refuses with `unknown-account`. */
  async standing(view: View, scheme: SchemeId, person: PersonId, page: LinesPage): Promise<Standing> {
    return standingIn(await askPrepared<StandingRow>(view, ...standingAsked(scheme, person, page)), page);
  }

  /** That entry as that person sees it; refuses with `unknown-entry` when it is not there or moved none of their galaxies. */
  async line(view: View, scheme: SchemeId, person: PersonId, entry: EntryId): Promise<Line> {
    const [row]: { line: Line | null }[] = await view.query(ONE_LINE, [scheme, person, entry]);
    if (row === undefined || row.line === null) throw unknownLine();
    return row.line;
  }
}

/** The question, with what it is asked of. */
export function standingAsked(
  scheme: SchemeId,
  person: PersonId,
  { limit, before, asAt }: LinesPage,
): [Prepared, unknown[]] {
  return [STANDING, [scheme, person, before ?? null, limit + 1, asAt ?? null]];
}

/** What was answered; refuses with `unknown-account`. */
export function standingIn([row]: readonly StandingRow[], { limit }: LinesPage): Standing {
  if (row === undefined) throw unknownAccountOf();
  const [toUse, setAside] = [Number(row.toUse), Number(row.setAside)];
  return {
    numbers: { toUse, setAside, inTotal: toUse + setAside },
    lines: row.lines.slice(0, limit),
    isMore: row.lines.length > limit,
  };
}
