import { askPrepared, type View } from '../database/index.js';
import type { PersonId, SessionId } from '../shared/ids.js';
import { LEADS } from './lists.sql.js';
import type { Opener } from './register-forms.queries.js';
import { unknownRegister } from './registers.errors.js';

/** A list that is sent: of which session, and who is on it. */
interface SentList {
  readonly sessionId: SessionId;
  readonly people: readonly PersonId[];
}

/**
 * Whom of a list that is sent the sender may name; nothing for staff, who may name everybody. Refuses with `unknown-session`
 * whoever may not keep that register.
 */
export async function nameableBy(
  view: View,
  { schemeId, personId, roles }: Opener,
  { sessionId, people }: SentList,
): Promise<readonly PersonId[] | undefined> {
  const isStaff = roles.includes('staff');
  const asked = [schemeId, sessionId, personId, isStaff ? [] : people];
  const [session] = await askPrepared<{ leads: boolean; nameable: readonly PersonId[] }>(view, LEADS, asked);
  if (session === undefined || !(session.leads || isStaff)) throw unknownRegister();
  return isStaff ? undefined : session.nameable;
}
