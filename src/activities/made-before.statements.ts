import type { Tx } from '../database/index.js';
import type { ActivityId, SchemeId, SessionId } from '../shared/ids.js';

/** $1 scheme, $2 reference: whoever sends the same form at the same time waits. */
const ONE_AT_A_TIME = `SELECT pg_advisory_xact_lock(hashtextextended('form/' || $1::text || '/' || $2::text, 0))`;

/** The activity that was made under this reference already, if there is one. */
export function activityMadeBefore(
  tx: Tx,
  scheme: SchemeId,
  ref: string | undefined,
): Promise<ActivityId | undefined> {
  return madeBefore(tx, 'SELECT id FROM activity WHERE scheme_id = $1 AND ref = $2', [scheme, ref]);
}

/** The same with a date. */
export function sessionMadeBefore(
  tx: Tx,
  scheme: SchemeId,
  ref: string | undefined,
): Promise<SessionId | undefined> {
  return madeBefore(tx, 'SELECT id FROM session WHERE scheme_id = $1 AND ref = $2', [scheme, ref]);
}

async function madeBefore<Id>(
  tx: Tx,
  found: string,
  [scheme, ref]: readonly [SchemeId, string | undefined],
): Promise<Id | undefined> {
  if (ref === undefined) return undefined;
  await tx.query(ONE_AT_A_TIME, [scheme, ref]);
  const [row]: { id: Id }[] = await tx.query(found, [scheme, ref]);
  return row?.id;
}
