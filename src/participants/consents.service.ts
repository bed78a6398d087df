import { Injectable } from '@nestjs/common';
import { type Acting, Audit } from '../audit/index.js';
import { type Tx, UnitOfWork, type View } from '../database/index.js';
import type { PersonId, SchemeId } from '../shared/ids.js';
import type { Consent } from './person.js';

const TAKE_BACK = `
  UPDATE consent SET taken_back_at = clock_timestamp(), taken_back_by = $3
  WHERE scheme_id = $1 AND person_id = $2 AND taken_back_at IS NULL AND NOT kind = ANY ($4::text[]) RETURNING kind`;

const GIVE = `
  INSERT INTO consent (scheme_id, person_id, kind, written_by)
  SELECT $1, $2, kind, $3 FROM unnest($4::text[]) AS kind
  ON CONFLICT (scheme_id, person_id, kind) WHERE taken_back_at IS NULL DO NOTHING RETURNING kind`;

/** What people said yes to. Each yes is kept with its beginning and its end. */
@Injectable()
export class Consents {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /** What that person says yes to now. */
  async of(scheme: SchemeId, person: PersonId): Promise<readonly Consent[]> {
    return this.work.read(scheme, (view) => this.ofIn(view, scheme, person));
  }

  async ofIn(view: View, scheme: SchemeId, person: PersonId): Promise<readonly Consent[]> {
    const rows: { kind: Consent }[] = await view.query(
      'SELECT kind FROM consent WHERE scheme_id = $1 AND person_id = $2 AND taken_back_at IS NULL ORDER BY kind',
      [scheme, person],
    );
    return rows.map(({ kind }) => kind);
  }

  /** From now on that person says yes to these and to nothing else. What stays as it was is left alone. */
  async choose(tx: Tx, acting: Acting, kinds: readonly Consent[]): Promise<void> {
    const { schemeId, personId, doer } = acting;
    const whose = [schemeId, personId, doer.personId, [...new Set(kinds)]];
    const [takenBack]: [{ kind: Consent }[]] = await tx.query(TAKE_BACK, whose);
    const given: { kind: Consent }[] = await tx.query(GIVE, whose);
    const subject = { kind: 'person', id: personId };
    for (const { kind } of takenBack)
      await this.audit.note(tx, {
        by: acting,
        about: personId,
        action: 'consent.taken-back',
        subject,
        details: { kind },
      });
    for (const { kind } of given)
      await this.audit.note(tx, {
        by: acting,
        about: personId,
        action: 'consent.given',
        subject,
        details: { kind },
      });
  }
}
