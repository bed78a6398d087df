import type { Tx, UnitOfWork, View } from '../database/index.js';
import { newId, type SignInId } from '../shared/ids.js';
import type { Actor } from './actor.js';
import type { Whose } from './app-codes.service.js';
import { hashOf, newSecret } from './secret.js';
import { signedOutMeanwhile } from './second-factors.errors.js';
import * as SQL from './second-factors.sql.js';
import type { Started } from './sign-ins.service.js';
import { RENEW_PROVED, WAIT_FOR_ROLES } from './sign-ins.sql.js';

/** What somebody has to show that it is them. */
export interface Overview {
  readonly hasApp: boolean;
  readonly codesLeft: number;
  /** Which recovery codes they have, used or not: other text for others, and none for none. */
  readonly codes: string;
  readonly passkeys: readonly { readonly id: string; readonly name: string }[];
}

/** What became of what was given. */
export type Given = { readonly outcome: 'in'; readonly renewed: Started } | { readonly outcome: 'wrong' };

export async function overviewIn(view: View, { schemeId, personId }: Whose): Promise<Overview> {
  const [row]: Overview[] = await view.query(SQL.OVERVIEW, [schemeId, personId]);
  if (row === undefined) throw new Error('A question for one row was answered with none.');
  return row;
}

/** Recovery codes alone are none: they are used up. */
export function hasAny({ hasApp, passkeys }: Pick<Overview, 'hasApp' | 'passkeys'>): boolean {
  return hasApp || passkeys.length > 0;
}

/** What is done about one person's second factors is done one after the other, so that many at once are like many in a row. */
export async function alone<T>(
  units: UnitOfWork,
  { schemeId, personId }: Whose,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return units.write(schemeId, async (tx) => {
    await tx.query(SQL.ONE_AT_A_TIME, [personId]);
    return work(tx);
  });
}

/** A right answer makes the roles count that waited for it, in a new sign-in. */
export async function renewProved(tx: Tx, actor: Actor, isRight: boolean): Promise<Given> {
  if (!isRight) return { outcome: 'wrong' };
  const [id, cookie] = [newId<SignInId>(), newSecret()];
  await tx.query(WAIT_FOR_ROLES, [actor.schemeId, actor.personId]);
  const values = [actor.schemeId, actor.signInId, id, hashOf(cookie)];
  const [row]: { own_device: boolean | null }[] = await tx.query(RENEW_PROVED, values);
  if (row === undefined) throw signedOutMeanwhile();
  return { outcome: 'in', renewed: { id, cookie, ownDevice: row.own_device } };
}
