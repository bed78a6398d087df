import type { Tx } from '../database/index.js';
import type { PersonId, SchemeId, SessionId } from '../shared/ids.js';

/** $1 scheme, $2 session. */
const WAITING = `
  SELECT p.person_id FROM place p JOIN session s ON s.scheme_id = p.scheme_id AND s.id = p.session_id
  WHERE p.scheme_id = $1 AND p.session_id = $2 AND p.answer = 'waiting'
    AND s.called_off_at IS NULL AND s.ends_at > clock_timestamp() AND s.places > (
    SELECT count(*) FROM place o WHERE o.scheme_id = $1 AND o.session_id = $2 AND o.answer = 'yes')
  ORDER BY p.answered_at, p.person_id`;

/** Who waits for a session that has room and is still to come, in their order; nobody while it is full. */
export async function waitingWithRoom(
  tx: Tx,
  scheme: SchemeId,
  session: SessionId,
): Promise<readonly PersonId[]> {
  const rows: { person_id: PersonId }[] = await tx.query(WAITING, [scheme, session]);
  return rows.map(({ person_id }) => person_id);
}
