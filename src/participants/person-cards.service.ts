import { Injectable } from '@nestjs/common';
import { type Acting, Audit, type AuditAction } from '../audit/index.js';
import { type Tx, UnitOfWork } from '../database/index.js';
import { SignInCards } from '../identity/index.js';
import { personIn } from './people.queries.js';
import { People } from './people.service.js';
import { CARD_OF, ONE_CARD_AT_A_TIME } from './people.sql.js';

/** Cards that staff give to people without phone or email. */
@Injectable()
export class PersonCards {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
    private readonly cards: SignInCards,
    private readonly people: People,
  ) {}

  /**
   * A new card instead of the one with that id, or of none when it is empty; the old one counts no longer. The code is told
   * once and kept nowhere. Nothing when they have another card: a page that is sent again stops no card that it has made.
   * Refuses with `unknown-person`, and with `address-of-staff` a card for a member of staff, unless an administrator makes it.
   */
  async make(acting: Acting, insteadOf: string): Promise<string | undefined> {
    const { schemeId, personId, doer } = acting;
    return this.do(acting, 'card.made', async (tx) => {
      await tx.query(ONE_CARD_AT_A_TIME, [schemeId, personId]);
      const [card]: { id: string }[] = await tx.query(CARD_OF, [schemeId, personId]);
      if ((card?.id ?? '') !== insteadOf) return undefined;
      return this.cards.make(tx, schemeId, personId, doer.personId);
    });
  }

  /** The card is lost: it signs nobody in, and whoever came in with it is signed out. */
  async revoke(acting: Acting): Promise<void> {
    await this.do(acting, 'card.taken-back', async (tx) => {
      await this.cards.revoke(tx, acting.schemeId, acting.personId);
      return true;
    });
  }

  /** Notes it down where something was done. */
  private async do<Result>(
    acting: Acting,
    action: AuditAction,
    work: (tx: Tx) => Promise<Result | undefined>,
  ): Promise<Result | undefined> {
    const { schemeId, personId } = acting;
    return this.work.write(schemeId, async (tx) => {
      await personIn(tx, schemeId, personId);
      await this.people.expectOwnAddress(tx, acting);
      const result = await work(tx);
      if (result !== undefined)
        await this.audit.note(tx, { by: acting, action, subject: { kind: 'person', id: personId } });
      return result;
    });
  }
}
