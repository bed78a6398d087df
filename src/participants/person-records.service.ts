import { Injectable } from '@nestjs/common';
import { type Acting, Audit } from '../audit/index.js';
import { type Tx, UnitOfWork } from '../database/index.js';
import type { PersonId, SchemeId } from '../shared/ids.js';
import { Consents } from './consents.service.js';
import { movedOn, unknownPerson } from './participants.errors.js';
import { personIn } from './people.queries.js';
import { People } from './people.service.js';
import { SEEN, SET_RECORD } from './people.sql.js';
import { changedFields, checkedRecord, type PersonRecord, valuesOf } from './person-record.js';

/** What decides whether and where somebody gets their code to sign in. */
const GUARDED = ['email', 'phone', 'contact', 'taking-part'];

/** Changes what is kept about people, by staff, on one form. */
@Injectable()
export class PersonRecords {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
    private readonly people: People,
    private readonly consents: Consents,
  ) {}

  /** What the page showed, so that a change of something else meanwhile is noticed. */
  async seen(scheme: SchemeId, person: PersonId): Promise<string> {
    return this.work.read(scheme, (view) => this.seenIn(view, scheme, person));
  }

  /**
   * Changes whatever differs. Refuses with `person-moved-on` when it is no longer as it was `seen`, with
   * `address-of-staff`, and as `add` does.
   */
  async change({ schemeId, personId, doer }: Acting, record: PersonRecord, seen: string): Promise<void> {
    const kept = checkedRecord(record);
    const acting = { schemeId, personId, doer, asked: undefined };
    await this.work.write(schemeId, async (tx) => {
      await tx.query('SELECT FROM person WHERE scheme_id = $1 AND id = $2 FOR UPDATE', [schemeId, personId]);
      if ((await this.seenIn(tx, schemeId, personId)) !== seen) throw movedOn();
      const before = await personIn(tx, schemeId, personId);
      const fields = changedFields(before, kept);
      if (fields.some((field) => GUARDED.includes(field))) await this.people.expectOwnAddress(tx, acting);
      if (fields.length > 0) {
        await tx.query(SET_RECORD, [schemeId, personId, ...valuesOf(kept)]);
        const subject = { kind: 'person', id: personId };
        await this.audit.note(tx, { by: acting, action: 'person.changed', subject, details: { fields } });
      }
      await this.consents.choose(tx, acting, kept.consents);
    });
  }

  private async seenIn(view: Pick<Tx, 'query'>, scheme: SchemeId, person: PersonId): Promise<string> {
    const [row]: { seen: string }[] = await view.query(SEEN, [scheme, person]);
    if (row === undefined) throw unknownPerson();
    return row.seen;
  }
}
