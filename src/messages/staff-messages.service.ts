import { Injectable } from '@nestjs/common';
import { Audit, type AuditAction, type Doer } from '../audit/index.js';
import { type Tx, UnitOfWork } from '../database/index.js';
import type { MessageId, PersonId, SchemeId } from '../shared/ids.js';

type Staff = Doer & { readonly schemeId: SchemeId };

const PRINTED = `
  UPDATE message SET state = 'sent', done_at = clock_timestamp(), done_by = $3
  WHERE scheme_id = $1 AND id = ANY($2::uuid[]) AND channel = 'letter' AND state = 'queued' RETURNING id, person_id`;

const TOLD = `
  UPDATE message SET state = 'delivered', why = NULL, done_at = clock_timestamp(), done_by = $3
  WHERE scheme_id = $1 AND id = ANY($2::uuid[])
    AND ((channel = 'phone' AND state = 'queued') OR state = 'not_delivered') RETURNING id, person_id`;

/** What staff do with their own hands: printing letters and telling people. Each is written down. */
@Injectable()
export class StaffMessages {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /** Those letters are printed. One that was printed before, or is none, is left as it is. */
  async printed(by: Staff, messages: readonly MessageId[]): Promise<void> {
    await this.change(by, messages, { sql: PRINTED, action: 'message.printed' });
  }

  /** They have been told: by a call, or after a message that did not arrive. */
  async told(by: Staff, message: MessageId): Promise<void> {
    await this.change(by, [message], { sql: TOLD, action: 'message.told' });
  }

  private async change(
    by: Staff,
    messages: readonly MessageId[],
    { sql, action }: { readonly sql: string; readonly action: AuditAction },
  ): Promise<void> {
    await this.work.write(by.schemeId, async (tx) => {
      const [rows]: [{ id: MessageId; person_id: PersonId }[]] = await tx.query(sql, [
        by.schemeId,
        messages,
        by.personId,
      ]);
      for (const { id, person_id: about } of rows) await this.note(tx, by, { action, id, about });
    });
  }

  private async note(
    tx: Tx,
    by: Staff,
    { action, id, about }: { action: AuditAction; id: MessageId; about: PersonId },
  ): Promise<void> {
    await this.audit.note(tx, { by, action, subject: { kind: 'message', id }, about });
  }
}
