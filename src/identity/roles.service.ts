import { Injectable } from '@nestjs/common';
import type { Tx, View } from '../database/index.js';
import type { PersonId, SchemeId } from '../shared/ids.js';
import type { Role } from './role.js';
import { rolesNow } from './roles.sql.js';

/** The roles that people have. How they are given and taken is in `RoleGrants`. */
@Injectable()
export class Roles {
  /**
   * The first roles of a scheme. Only the operator may do it: the running service's role may not. False when they have it
   * or it is asked for.
   */
  async giveAsOperator(tx: Tx, scheme: SchemeId, person: PersonId, role: Role): Promise<boolean> {
    const added: unknown[] = await tx.query(
      `INSERT INTO person_role (scheme_id, person_id, role, origin, from_at)
       VALUES ($1, $2, $3, 'operator', clock_timestamp()) ON CONFLICT DO NOTHING RETURNING id`,
      [scheme, person, role],
    );
    return added.length > 0;
  }

  /** The roles that count at this moment. Whoever has accounts is a participant. */
  async of(view: View, scheme: SchemeId, person: PersonId): Promise<readonly Role[]> {
    const rows: { role: Role }[] = await view.query(rolesNow('$1', '$2'), [scheme, person]);
    return rows.map(({ role }) => role);
  }
}
