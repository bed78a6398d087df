import { Injectable } from '@nestjs/common';
import { Audit, type Doer } from '../audit/index.js';
import { UnitOfWork } from '../database/index.js';
import { newId, type PersonId, type SchemeId } from '../shared/ids.js';
import { Consents } from './consents.service.js';
import { Participants } from './participants.service.js';
import { SET_RECORD } from './people.sql.js';
import { checkedRecord, type PersonRecord, valuesOf } from './person-record.js';

/** Takes people in, at the desk. */
@Injectable()
export class NewPeople {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
    private readonly participants: Participants,
    private readonly consents: Consents,
  ) {}

  /**
   * Somebody new, who takes part and has accounts. Without a reference they get one that names nobody. Refuses with
   * `bad-person`, `email-taken`, `phone-taken`, `bad-ref` and `ref-taken`.
   */
  async add(scheme: SchemeId, doer: Doer, record: PersonRecord, ref?: string): Promise<PersonId> {
    const kept = checkedRecord(record);
    return this.work.write(scheme, async (tx) => {
      const personId = await this.participants.joinAnew(tx, scheme, ref ?? newRef(), kept.likedName);
      await tx.query(SET_RECORD, [scheme, personId, ...valuesOf(kept)]);
      const acting = { schemeId: scheme, personId, doer, asked: undefined };
      const subject = { kind: 'person', id: personId };
      await this.audit.note(tx, { by: acting, action: 'person.added', subject });
      await this.consents.choose(tx, acting, kept.consents);
      return personId;
    });
  }
}

/** Eight letters and digits that say nothing. */
function newRef(): string {
  return `P-${newId<PersonId>().slice(0, 8)}`;
}
