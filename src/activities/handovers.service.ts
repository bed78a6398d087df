import { Injectable } from '@nestjs/common';
import { Audit, type Doer } from '../audit/index.js';
import type { Tx } from '../database/index.js';
import type { PersonId, SchemeId, SessionId } from '../shared/ids.js';
import { unknownSession } from './activities.errors.js';
import { Sessions } from './sessions.service.js';
import { Telling } from './telling.service.js';

/** Whoever says it, in which scheme. */
type Saying = Doer & { readonly schemeId: SchemeId };

const SAY = `
  INSERT INTO session_handover (scheme_id, session_id, person_id) VALUES ($1, $2, $3)
  ON CONFLICT (scheme_id, session_id, person_id) DO UPDATE
    SET said_at = clock_timestamp(), seen_at = NULL, seen_by = NULL`;

const SEE = `
  UPDATE session_handover SET seen_at = clock_timestamp(), seen_by = $3
  WHERE scheme_id = $1 AND session_id = $2 AND seen_at IS NULL RETURNING person_id`;

/** Takes sessions back from leaders who cannot lead them, in the caller's transaction. No reason is asked for. */
@Injectable()
export class Handovers {
  constructor(
    private readonly sessions: Sessions,
    private readonly telling: Telling,
    private readonly audit: Audit,
  ) {}

  /**
   * They lead this session no more, the next leader comes first and is told, and it goes onto the list of staff. Refuses with
   * `unknown-session` when they do not lead it, or no more.
   */
  async giveBack(tx: Tx, by: Saying, session: SessionId): Promise<void> {
    const { schemeId, personId } = by;
    const [first, next] = await this.sessions.withoutLeader(tx, schemeId, session, personId);
    if (first === undefined) throw unknownSession();
    await tx.query(SAY, [schemeId, session, personId]);
    if (first === personId && next !== undefined) await this.telling.leadsNow(tx, schemeId, session, next);
    const subject = { kind: 'session', id: session };
    await this.audit.note(tx, { by, action: 'session.handed-over', subject });
  }

  /** Staff have seen to it; again is the same as once. */
  async see(tx: Tx, by: Saying, session: SessionId): Promise<void> {
    const [rows]: [{ person_id: PersonId }[]] = await tx.query(SEE, [by.schemeId, session, by.personId]);
    const subject = { kind: 'session', id: session };
    for (const { person_id: about } of rows)
      await this.audit.note(tx, { by, action: 'session.handover-seen', subject, about });
  }
}
