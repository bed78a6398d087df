import type { SessionId } from '../shared/ids.js';
import type { SavedRegister } from './answer.js';

/** Where staff type up what was filled in on paper. */
export const TYPE_UP = '/staff/registers/type-up';

/** Where the register of a session is taken. */
export function registerPath(session: SessionId): string {
  return `/leader/dates/${session}/register`;
}

/** Where somebody came from who keeps that register: leaders from their dates, and staff from that date. */
export function cameFrom({ session, leads }: { session: { id: SessionId }; leads: boolean }): string {
  return leads ? '/leader' : `/staff/dates/${session.id}`;
}

/** Where the receipt of a saving is; it says how many lines could not be recorded, so that none is dropped in silence. */
export function savedPath({ sessionId, version, answers }: SavedRegister): string {
  const left = answers.filter(({ result }) => result === 'own-line' || result === 'unknown-person').length;
  const query = left === 0 ? '' : `&left=${String(left)}`;
  return `${registerPath(sessionId)}/saved?version=${String(version)}${query}`;
}
