import { Injectable } from '@nestjs/common';
import { Audit, type AuditAction, type Doer } from '../audit/index.js';
import { type Tx, UnitOfWork } from '../database/index.js';
import { newId, type PersonId, type RoleGrantId, type SchemeId } from '../shared/ids.js';
import type { Role } from './role.js';
import { administratorsOnly, unknownGrant, unknownReceiver } from './roles.errors.js';
import { Roles } from './roles.service.js';

/** The administrator who does it; an `Actor` is one. */
export type Administrator = Doer & { readonly schemeId: SchemeId };

/** One step of giving or taking: what is written down, and the change itself with $3 for who does it. */
interface Step {
  readonly action: AuditAction;
  readonly change: string;
}

const WAITING = 'from_at IS NULL AND withdrawn_at IS NULL';
const COUNTS = 'from_at IS NOT NULL AND until_at IS NULL';

const STEPS = {
  agree: { action: 'role.given', change: `agreed_by = $3, from_at = clock_timestamp() WHERE ${WAITING}` },
  withdraw: {
    action: 'role.withdrawn',
    change: `withdrawn_by = $3, withdrawn_at = clock_timestamp() WHERE ${WAITING}`,
  },
  askToEnd: {
    action: 'role.end-asked',
    change: `end_asked_by = $3 WHERE ${COUNTS} AND end_asked_by IS NULL`,
  },
  agreeToEnd: {
    action: 'role.ended',
    change: `end_agreed_by = $3, until_at = clock_timestamp() WHERE ${COUNTS} AND end_asked_by IS NOT NULL`,
  },
  keep: {
    action: 'role.end-withdrawn',
    change: `end_asked_by = NULL WHERE ${COUNTS} AND end_asked_by IS NOT NULL AND $3::uuid IS NOT NULL`,
  },
} as const satisfies Readonly<Record<string, Step>>;

/**
 * Gives and takes roles. One administrator asks, another agrees, and neither who agrees is the person who gets the role;
 * the database itself refuses anything else (`second-person`). Whoever gets or loses a role is signed out in the same
 * transaction. Each step refuses with `administrators-only`, and with `unknown-grant` what does not wait for it.
 */
@Injectable()
export class RoleGrants {
  constructor(
    private readonly work: UnitOfWork,
    private readonly roles: Roles,
    private readonly audit: Audit,
  ) {}

  /** Asks for a role; refuses also with `role-there` and `unknown-person`. */
  async ask(by: Administrator, person: PersonId, role: Role): Promise<RoleGrantId> {
    const { schemeId, personId } = by;
    const id = newId<RoleGrantId>();
    await this.work.write(schemeId, async (tx) => {
      await this.expectAdministrator(tx, by);
      const added: unknown[] = await tx.query(
        `INSERT INTO person_role (scheme_id, id, person_id, role, asked_by)
         SELECT scheme_id, $2, id, $4, $5 FROM person WHERE scheme_id = $1 AND id = $3 RETURNING id`,
        [schemeId, id, person, role, personId],
      );
      if (added.length === 0) throw unknownReceiver();
      await this.note(tx, by, { action: 'role.asked', grant: id, person, role });
    });
    return id;
  }

  /** Agrees to what another asked for; the role counts from now. */
  agree(by: Administrator, grant: RoleGrantId): Promise<void> {
    return this.step(by, grant, STEPS.agree);
  }

  /** Takes back what was asked for and nobody has agreed to. Whoever asked may do it, and every other administrator. */
  withdraw(by: Administrator, grant: RoleGrantId): Promise<void> {
    return this.step(by, grant, STEPS.withdraw);
  }

  /** Asks to take a role away. */
  askToEnd(by: Administrator, grant: RoleGrantId): Promise<void> {
    return this.step(by, grant, STEPS.askToEnd);
  }

  /** Agrees to take it away; the role counts no longer. */
  agreeToEnd(by: Administrator, grant: RoleGrantId): Promise<void> {
    return this.step(by, grant, STEPS.agreeToEnd);
  }

  /** The role stays: nobody agrees to taking it away. */
  keep(by: Administrator, grant: RoleGrantId): Promise<void> {
    return this.step(by, grant, STEPS.keep);
  }

  private async step(by: Administrator, grant: RoleGrantId, { action, change }: Step): Promise<void> {
    await this.work.write(by.schemeId, async (tx) => {
      await this.expectAdministrator(tx, by);
      const [rows]: [{ person_id: PersonId; role: Role }[]] = await tx.query(
        `UPDATE person_role SET ${change} AND scheme_id = $1 AND id = $2 RETURNING person_id, role`,
        [by.schemeId, grant, by.personId],
      );
      const [row] = rows;
      if (row === undefined) throw unknownGrant();
      await this.note(tx, by, { action, grant, person: row.person_id, role: row.role });
    });
  }

  private async note(
    tx: Tx,
    by: Administrator,
    {
      action,
      grant,
      person,
      role,
    }: { action: AuditAction; grant: RoleGrantId; person: PersonId; role: Role },
  ): Promise<void> {
    await this.audit.note(tx, {
      by,
      action,
      subject: { kind: 'role', id: grant },
      about: person,
      details: { role },
    });
  }

  private async expectAdministrator(tx: Tx, { schemeId, personId }: Administrator): Promise<void> {
    if (!(await this.roles.of(tx, schemeId, personId)).includes('administrator')) throw administratorsOnly();
  }
}
