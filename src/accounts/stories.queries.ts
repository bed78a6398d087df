import { Injectable } from '@nestjs/common';
import { AttendanceQueries } from '../attendance/index.js';
import { ContributionsQueries } from '../contributions/index.js';
import type { View } from '../database/index.js';
import type { PersonId, SchemeId, TransferId } from '../shared/ids.js';
import type { Line } from './line.js';
import type { PutRightStory, Stories, Story } from './story.js';

interface PutRightRow {
  readonly transferId: TransferId;
  readonly sentence: string;
  readonly letThemKeep: boolean;
  readonly isGift: boolean;
  readonly askedBy: PersonId;
  readonly agreedBy: PersonId | null;
}

/** What staff put right tells its own entry, and where they let somebody keep a line also the entry that turned it round. */
const PUT_RIGHT = `
  SELECT t.id::text AS "transferId", p.sentence_for_person AS sentence, p.let_them_keep AS "letThemKeep",
    p.let_them_keep AND p.entry_id = t.entry_id AS "isGift", p.asked_by AS "askedBy", p.agreed_by AS "agreedBy"
  FROM transfer t
  CROSS JOIN LATERAL (
    SELECT * FROM put_right own WHERE own.scheme_id = $1 AND own.entry_id = t.entry_id
    UNION
    SELECT * FROM put_right line WHERE line.scheme_id = $1 AND line.transfer_id = t.reverses_id AND line.state = 'done'
  ) p
  WHERE t.scheme_id = $1 AND t.id = ANY ($2::bigint[])`;

/** Finds what is behind the lines of a history, in whichever room it is kept. */
@Injectable()
export class StoriesQueries {
  constructor(
    private readonly attendance: AttendanceQueries,
    private readonly contributions: ContributionsQueries,
  ) {}

  /**
   * The stories of those lines, by the transfers they are about; what turned a transfer round is told by that transfer's
   * story too. What staff wrote for the person stands before anything else.
   */
  async of(view: View, scheme: SchemeId, lines: readonly Line[]): Promise<Stories> {
    const transfers = lines.flatMap(({ transfers: each }) =>
      each.flatMap(({ id, reverses }) => (reverses === null ? [id] : [id, reverses])),
    );
    if (transfers.length === 0) return new Map();
    const attendance = await this.attendance.storiesOf(view, scheme, transfers);
    const contributions = await this.contributions.storiesOf(view, scheme, transfers);
    const putRight: PutRightRow[] = await view.query(PUT_RIGHT, [scheme, transfers]);
    return new Map<TransferId, Story>([...attendance, ...contributions, ...putRight.map(putRightOf)]);
  }
}

function putRightOf({ transferId, agreedBy, ...row }: PutRightRow): [TransferId, PutRightStory] {
  return [transferId, { kind: 'put-right', ...row, agreedBy: agreedBy ?? undefined }];
}
