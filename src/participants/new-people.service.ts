import { Injectable } from '@nestjs/common';
import { Audit, type Doer } from '../audit/index.js';
import { UnitOfWork } from '../database/index.js';
import { newId, type ParticipantId, type PersonId, type SchemeId } from '../shared/ids.js';
import { Consents } from './consents.service.js';
import { Participants } from './participants.service.js';
import { SET_RECORD } from './people.sql.js';
import { checkedRecord, type PersonRecord, valuesOf } from './person-record.js';

/** Who is added: an id that the page chose, so that two taps are one person, and the reference on the scheme's papers. */
export interface Chosen {
  readonly id: ParticipantId;
  readonly ref?: string | undefined;
}

const BY_THOSE_NAMES = `
  SELECT FROM person WHERE scheme_id = $1 AND id = $2 AND liked_name = $3 AND surname IS NOT DISTINCT FROM $4`;

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
   * `person-there`, `bad-person`, `email-taken`, `phone-taken`, `bad-ref` and `ref-taken`.
   */
  async add(
    scheme: SchemeId,
    doer: Doer,
    record: PersonRecord,
    { id: personId, ref }: Chosen,
  ): Promise<void> {
    const kept = checkedRecord(record);
    await this.work.write(scheme, async (tx) => {
      const { likedName } = kept;
      await this.participants.joinAnew(tx, scheme, { id: personId, ref: ref ?? newRef(), likedName });
      await tx.query(SET_RECORD, [scheme, personId, ...valuesOf(kept)]);
      const acting = { schemeId: scheme, personId, doer, asked: undefined };
      const subject = { kind: 'person', id: personId };
      await this.audit.note(tx, { by: acting, action: 'person.added', subject });
      await this.consents.choose(tx, acting, kept.consents);
    });
  }

  /** Whether somebody of that id is there by those names: what was sent twice is one. */
  async isThere(scheme: SchemeId, id: PersonId, record: PersonRecord): Promise<boolean> {
    const { likedName, surname } = checkedRecord(record);
    const found: unknown[] = await this.work.read(scheme, (view) =>
      view.query(BY_THOSE_NAMES, [scheme, id, likedName, surname ?? null]),
    );
    return found.length > 0;
  }
}

/** Eight letters and digits that say nothing. */
function newRef(): string {
  return `P-${newId<PersonId>().slice(0, 8)}`;
}
