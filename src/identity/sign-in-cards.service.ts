import { Injectable } from '@nestjs/common';
import { type Tx } from '../database/index.js';
import type { PersonId, SchemeId } from '../shared/ids.js';
import { newCardCode } from './card-code.js';
import { hashOf } from './secret.js';

/** Cards for people without a phone or email. */
@Injectable()
export class SignInCards {
  /** A new card; the one before counts no longer. The code is told once and kept nowhere. `by` is the member of staff. */
  async make(tx: Tx, scheme: SchemeId, person: PersonId, by: PersonId | null): Promise<string> {
    await this.revoke(tx, scheme, person);
    const code = newCardCode();
    await tx.query(
      'INSERT INTO sign_in_card (scheme_id, person_id, code_hash, made_by) VALUES ($1, $2, $3, $4)',
      [scheme, person, hashOf(code), by],
    );
    return code;
  }

  /** The card is lost: it signs nobody in, and whoever came in with it is signed out. */
  async revoke(tx: Tx, scheme: SchemeId, person: PersonId): Promise<void> {
    await tx.query(
      `UPDATE sign_in_card SET revoked_at = clock_timestamp()
       WHERE scheme_id = $1 AND person_id = $2 AND revoked_at IS NULL`,
      [scheme, person],
    );
  }
}
