import { Injectable } from '@nestjs/common';
import type { Acting } from '../audit/index.js';
import { type Tx, UnitOfWork, type View } from '../database/index.js';
import type { IsoDate } from '../shared/calendar.js';
import {
  type ContributionId,
  type ParticipantId,
  parseId,
  type PersonId,
  type SchemeId,
} from '../shared/ids.js';
import type { Length } from './contribution.js';
import { Contributions } from './contributions.service.js';
import { TODAY } from './contributions.sql.js';

/** What somebody has answered so far. What is not answered yet is empty. */
export interface Draft {
  /** What it will be called once it is sent. */
  readonly id: ContributionId;
  /** Which of the common ones, `other`, or nothing yet. */
  readonly choice: string;
  /** What they did, in the words that will be kept. */
  readonly what: string;
  readonly occurredOn: IsoDate | undefined;
  readonly length: Length | undefined;
  readonly whoKnows: string;
}

/** A draft, and what day it is there. */
export interface DraftToday {
  readonly draft: Draft | undefined;
  readonly today: IsoDate;
}

type Answers = Partial<Omit<Draft, 'id'>>;

type DraftRow = Omit<Draft, 'occurredOn' | 'length'> & {
  readonly occurredOn: IsoDate | null;
  readonly length: Length | null;
};

const DRAFT = `
  SELECT id, choice, what, to_char(occurred_on, 'YYYY-MM-DD') AS "occurredOn", length, who_knows AS "whoKnows"
  FROM contribution_draft WHERE scheme_id = $1 AND person_id = $2`;

const KEEP = `
  UPDATE contribution_draft SET choice = coalesce($3, choice), what = coalesce($4, what),
    occurred_on = coalesce($5::date, occurred_on), length = coalesce($6, length), who_knows = coalesce($7, who_knows)
  WHERE scheme_id = $1 AND person_id = $2`;

/** Keeps what somebody typed from one page to the next, and until they come back. */
@Injectable()
export class ContributionDrafts {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contributions: Contributions,
  ) {}

  /** False for whoever only helps to run the scheme: they collect nothing, so there is nothing to tell. */
  async mayTell({ schemeId, personId }: Acting): Promise<boolean> {
    return this.work.read(schemeId, async (view) => {
      const there: unknown[] = await view.query('SELECT FROM participant WHERE scheme_id = $1 AND id = $2', [
        schemeId,
        personId,
      ]);
      return there.length > 0;
    });
  }

  /** What that person has answered so far, and what day it is. */
  async of({ schemeId, personId }: Acting): Promise<DraftToday> {
    return this.work.read(schemeId, async (view) => {
      const [row]: { today: IsoDate }[] = await view.query(TODAY, [schemeId]);
      if (row === undefined) throw new Error('A scheme that is open is not there.');
      return { draft: await draftIn(view, schemeId, personId), today: row.today };
    });
  }

  /** Keeps answers; what is left out stays as it was. */
  async keep({ schemeId, personId }: Acting, answers: Answers): Promise<void> {
    const { choice, what, occurredOn, length, whoKnows } = answers;
    await this.work.write(schemeId, async (tx) => {
      await tx.query(
        'INSERT INTO contribution_draft (scheme_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
        [schemeId, personId],
      );
      await tx.query(KEEP, [schemeId, personId, choice, what, occurredOn, length, whoKnows]);
    });
  }

  /** Sends what was answered and clears it. Sent already, or nothing to send, it does nothing. */
  async send(acting: Acting): Promise<void> {
    const { schemeId, personId } = acting;
    await this.work.write(
      schemeId,
      async (tx) => {
        const draft = await draftIn(tx, schemeId, personId, 'FOR UPDATE');
        if (draft?.occurredOn === undefined || draft.what === '') return;
        const { id, what, occurredOn, length, whoKnows } = draft;
        const person = parseId<ParticipantId>(personId);
        const told = { what, occurredOn, length, whoKnows };
        await this.contributions.ask(tx, { scheme: schemeId, id, person, by: acting, ...told });
        await remove(tx, schemeId, personId);
      },
      { keyed: true },
    );
  }

  /** Takes back what nobody has looked at yet; refuses with `unknown-contribution` and `contribution-decided`. */
  async takeBack(acting: Acting, id: ContributionId): Promise<void> {
    await this.work.write(acting.schemeId, (tx) => this.contributions.withdraw(tx, acting, id));
  }
}

async function draftIn(
  view: View,
  scheme: SchemeId,
  person: PersonId,
  locking: 'FOR UPDATE' | '' = '',
): Promise<Draft | undefined> {
  const rows: DraftRow[] = await view.query(`${DRAFT} ${locking}`, [scheme, person]);
  return rows.map((row) => ({
    ...row,
    occurredOn: row.occurredOn ?? undefined,
    length: row.length ?? undefined,
  }))[0];
}

async function remove(tx: Tx, scheme: SchemeId, person: PersonId): Promise<void> {
  await tx.query('DELETE FROM contribution_draft WHERE scheme_id = $1 AND person_id = $2', [scheme, person]);
}
