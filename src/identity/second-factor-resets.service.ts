import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Tx, UnitOfWork } from '../database/index.js';
import { Messages } from '../messages/index.js';
import { newId, type PersonId, type SchemeId } from '../shared/ids.js';
import * as SQL from './second-factors.sql.js';
import { WAIT_FOR_ROLES } from './sign-ins.sql.js';

/** Takes a second factor off for whoever has lost it. Only the operator does it, from the command line. */
@Injectable()
export class SecondFactorResets {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
    private readonly messages: Messages,
  ) {}

  /**
   * Forgets the app, the passkeys and the recovery codes of a person, signs them out everywhere, writes it down, and tells
   * them. They make a new one when they next sign in. False, and nothing changed, when they had none.
   */
  async reset(scheme: SchemeId, person: PersonId): Promise<boolean> {
    return this.work.write(scheme, async (tx) => {
      await tx.query(SQL.ONE_AT_A_TIME, [person]);
      const [there]: unknown[] = await tx.query(SQL.ANYTHING, [scheme, person]);
      if (there === undefined) return false;
      for (const forget of SQL.FORGET_ALL) await tx.query(forget, [scheme, person]);
      await this.signOut(tx, scheme, person);
      const subject = { kind: 'person', id: person };
      await this.audit.note(tx, { by: 'command', action: 'second-factor.reset', subject });
      const told = { scheme, person, kind: 'second-step-taken-off', key: newId(), parts: {} } as const;
      await this.messages.send(tx, told);
      return true;
    });
  }

  private async signOut(tx: Tx, scheme: SchemeId, person: PersonId): Promise<void> {
    await tx.query(WAIT_FOR_ROLES, [scheme, person]);
    await tx.query(SQL.SIGN_OUT, [scheme, person]);
  }
}
