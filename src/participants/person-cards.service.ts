import { Injectable } from '@nestjs/common';
import { type Acting, Audit, type AuditAction } from '../audit/index.js';
import { type Tx, UnitOfWork } from '../database/index.js';
import { SignInCards } from '../identity/index.js';
import { People } from './people.service.js';
import { personIn } from './people.queries.js';

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
   * A new card; the one before counts no longer. The code is told once and kept nowhere. Refuses with `unknown-person`, and
   * with `address-of-staff` a card for a member of staff, unless an administrator makes it.
   */
  async make(acting: Acting): Promise<string> {
    return this.do(acting, 'card.made', (tx) =>
      this.cards.make(tx, acting.schemeId, acting.personId, acting.doer.personId),
    );
  }

  /** The card is lost: it signs nobody in, and whoever came in with it is signed out. */
  async revoke(acting: Acting): Promise<void> {
    await this.do(acting, 'card.taken-back', (tx) => this.cards.revoke(tx, acting.schemeId, acting.personId));
  }

  private async do<Result>(
    acting: Acting,
    action: AuditAction,
    work: (tx: Tx) => Promise<Result>,
  ): Promise<Result> {
    const { schemeId, personId } = acting;
    return this.work.write(schemeId, async (tx) => {
      await personIn(tx, schemeId, personId);
      await this.people.expectOwnAddress(tx, acting);
      const result = await work(tx);
      await this.audit.note(tx, { by: acting, action, subject: { kind: 'person', id: personId } });
      return result;
    });
  }
}
