import { Injectable } from '@nestjs/common';
import { askPrepared, type Prepared, type Tx, UnitOfWork } from '../database/index.js';
import { currentCorrelationId } from '../shared/correlation.js';
import type { PersonId, SchemeId } from '../shared/ids.js';
import { type Acting, type Channel, type Doer, weightiest } from './acting.js';
import type { AuditEvent } from './audit-event.js';

const NOTE: Prepared = {
  name: 'audit_note',
  text: `
  INSERT INTO audit_event (scheme_id, action, actor_id, actor_role, person_id, on_behalf_of, asked_how, subject_kind,
    subject_id, channel, correlation_id, details)
  VALUES (current_scheme(), $1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce($10, gen_random_uuid()::text), $11)`,
};

/** Writes down who did what. What is written stays: the service's own role can neither change nor remove it. */
@Injectable()
export class Audit {
  constructor(private readonly work: UnitOfWork) {}

  /** Notes it in the caller's own transaction, so that the deed and its note are both kept, or neither. */
  async note(tx: Tx, { by, action, subject, about, details = {} }: AuditEvent): Promise<void> {
    const { personId, role, channel, acting } = whoDid(by);
    const concerned = about ?? acting?.personId ?? (subject.kind === 'person' ? subject.id : undefined);
    const where = [channel, currentCorrelationId(), JSON.stringify(details)];
    const what = [concerned, ...onBehalf(acting), subject.kind, subject.id];
    await askPrepared(tx, NOTE, [action, personId, role, ...what, ...where]);
  }

  /**
   * Notes that somebody opened the page of another person, before it is shown to them. False, and nothing noted, when the
   * scheme knows no such person. Looking at one's own page is nobody else's business.
   */
  async looked(scheme: SchemeId, doer: Doer, person: PersonId): Promise<boolean> {
    return this.work.write(scheme, async (tx) => {
      const known: unknown[] = await tx.query('SELECT FROM person WHERE scheme_id = $1 AND id = $2', [
        scheme,
        person,
      ]);
      if (known.length === 0) return false;
      if (doer.personId !== person)
        await this.note(tx, { by: doer, action: 'person.looked', subject: { kind: 'person', id: person } });
      return true;
    });
  }
}

interface WhoDid {
  readonly channel: Channel;
  readonly personId?: PersonId;
  readonly role?: string | undefined;
  readonly acting?: Acting | undefined;
}

function whoDid(by: AuditEvent['by']): WhoDid {
  if (typeof by === 'string') return { channel: by };
  const acting = 'doer' in by ? by : undefined;
  const { personId, roles, channel = 'web' } = 'doer' in by ? by.doer : by;
  return { channel, personId, role: weightiest(roles), acting };
}

/** Whom it was done for and how they asked; nothing of somebody who sees to their own affairs. */
function onBehalf(acting: Acting | undefined): readonly (string | undefined)[] {
  return acting?.asked === undefined ? [undefined, undefined] : [acting.personId, acting.asked];
}
