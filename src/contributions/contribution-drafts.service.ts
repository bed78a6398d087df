import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../database/index.js';
import type { IsoDate } from '../shared/calendar.js';
import type { ContributionId, PersonId, SchemeId } from '../shared/ids.js';
import type { Length } from './contribution.js';

/** What somebody has answered so far. What is not answered yet is empty. */
export interface Draft {
  /** What it will be called once it is sent. */
  readonly id: ContributionId;
  /** Which of the common ones, `other`, or nothing yet. */
  readonly choice: string;
  readonly what: string;
  readonly occurredOn: IsoDate | undefined;
  readonly length: Length | undefined;
  readonly whoKnows: string;
}

type Answers = Partial<Omit<Draft, 'id'>>;

const COLUMNS = `id, choice, what, to_char(occurred_on, 'YYYY-MM-DD') AS "occurredOn", length, who_knows AS "whoKnows"`;

type DraftRow = Omit<Draft, 'occurredOn' | 'length'> & {
  readonly occurredOn: IsoDate | null;
  readonly length: Length | null;
};

/** Keeps what somebody typed from one page to the next, and until they come back. */
@Injectable()
export class ContributionDrafts {
  constructor(private readonly work: UnitOfWork) {}

  /** What that person has answered so far; nothing when they have not begun. */
  async of(scheme: SchemeId, person: PersonId): Promise<Draft | undefined> {
    return this.work.read(scheme, async (view) => {
      const rows: DraftRow[] = await view.query(
        `SELECT ${COLUMNS} FROM contribution_draft WHERE scheme_id = $1 AND person_id = $2`,
        [scheme, person],
      );
      return rows.map(draftOf)[0];
    });
  }

  /** Keeps answers; what is left out stays as it was. */
  async keep(scheme: SchemeId, person: PersonId, answers: Answers): Promise<void> {
    const { choice, what, occurredOn, length, whoKnows } = answers;
    await this.work.write(scheme, async (tx) => {
      await tx.query(
        'INSERT INTO contribution_draft (scheme_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
        [scheme, person],
      );
      await tx.query(
        `UPDATE contribution_draft SET choice = coalesce($3, choice), what = coalesce($4, what),
           occurred_on = coalesce($5::date, occurred_on), length = coalesce($6, length), who_knows = coalesce($7, who_knows)
         WHERE scheme_id = $1 AND person_id = $2`,
        [scheme, person, choice, what, occurredOn, length, whoKnows],
      );
    });
  }

  /** Removes it, once it was sent. */
  async remove(tx: Tx, scheme: SchemeId, person: PersonId): Promise<void> {
    await tx.query('DELETE FROM contribution_draft WHERE scheme_id = $1 AND person_id = $2', [
      scheme,
      person,
    ]);
  }
}

function draftOf(row: DraftRow): Draft {
  return { ...row, occurredOn: row.occurredOn ?? undefined, length: row.length ?? undefined };
}
