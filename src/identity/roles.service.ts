import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork, type View } from '../database/index.js';
import { newId, type PersonId, type RoleGrantId, type SchemeId } from '../shared/ids.js';
import type { Role } from './role.js';
import { administratorsOnly, unknownGrant } from './roles.errors.js';

/** Who acts, in which scheme. */
interface Acting {
  readonly schemeId: SchemeId;
  readonly personId: PersonId;
}

/**
 * Gives and takes roles. One administrator asks, another agrees, and neither is the person who gets the role; the
 * database itself refuses anything else (`second-person`).
 */
@Injectable()
export class Roles {
  constructor(private readonly work: UnitOfWork) {}

  /** Asks for a role; refuses with `administrators-only` and `role-there`. */
  async ask({ schemeId, personId }: Acting, person: PersonId, role: Role): Promise<RoleGrantId> {
    const id = newId<RoleGrantId>();
    await this.work.write(schemeId, async (tx) => {
      await this.expectAdministrator(tx, schemeId, personId);
      await tx.query(
        'INSERT INTO person_role (scheme_id, id, person_id, role, asked_by) VALUES ($1, $2, $3, $4, $5)',
        [schemeId, id, person, role, personId],
      );
    });
    return id;
  }

  /** Agrees to what another asked for; the role counts from now. Refuses with `second-person` and `unknown-grant`. */
  async agree(acting: Acting, grant: RoleGrantId): Promise<void> {
    await this.change(
      acting,
      grant,
      `agreed_by = $3, from_at = clock_timestamp() WHERE scheme_id = $1 AND id = $2 AND from_at IS NULL`,
    );
  }

  /** Asks to take a role away. */
  async askToEnd(acting: Acting, grant: RoleGrantId): Promise<void> {
    await this.change(
      acting,
      grant,
      'end_asked_by = $3 WHERE scheme_id = $1 AND id = $2 AND from_at IS NOT NULL AND until_at IS NULL',
    );
  }

  /** Agrees to take it away; the role counts no longer. */
  async agreeToEnd(acting: Acting, grant: RoleGrantId): Promise<void> {
    await this.change(
      acting,
      grant,
      `end_agreed_by = $3, until_at = clock_timestamp()
       WHERE scheme_id = $1 AND id = $2 AND end_asked_by IS NOT NULL AND until_at IS NULL`,
    );
  }

  /** The first roles of a scheme. Only the operator may do it: the running service's role may not. */
  async giveAsOperator(tx: Tx, scheme: SchemeId, person: PersonId, role: Role): Promise<void> {
    await tx.query(
      `INSERT INTO person_role (scheme_id, person_id, role, origin, from_at)
       VALUES ($1, $2, $3, 'operator', clock_timestamp()) ON CONFLICT DO NOTHING`,
      [scheme, person, role],
    );
  }

  /** The roles that count at this moment. Whoever has accounts is a participant. */
  async of(view: View, scheme: SchemeId, person: PersonId): Promise<readonly Role[]> {
    const rows: { role: Role }[] = await view.query(
      `SELECT role FROM person_role WHERE scheme_id = $1 AND person_id = $2
         AND from_at <= clock_timestamp() AND (until_at IS NULL OR until_at > clock_timestamp())
       UNION SELECT 'participant' FROM participant WHERE scheme_id = $1 AND id = $2 ORDER BY role`,
      [scheme, person],
    );
    return rows.map(({ role }) => role);
  }

  private async change({ schemeId, personId }: Acting, grant: RoleGrantId, change: string): Promise<void> {
    await this.work.write(schemeId, async (tx) => {
      await this.expectAdministrator(tx, schemeId, personId);
      const [rows]: [unknown[]] = await tx.query(`UPDATE person_role SET ${change} RETURNING id`, [
        schemeId,
        grant,
        personId,
      ]);
      if (rows.length === 0) throw unknownGrant();
    });
  }

  private async expectAdministrator(tx: Tx, scheme: SchemeId, person: PersonId): Promise<void> {
    if (!(await this.of(tx, scheme, person)).includes('administrator')) throw administratorsOnly();
  }
}
