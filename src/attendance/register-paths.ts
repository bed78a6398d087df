import type { SessionId } from '../shared/ids.js';
import type { SavedRegister } from './answer.js';

/** Where the register of a session is taken. */
export function registerPath(session: SessionId): string {
  return `/leader/dates/${session}/register`;
}

/** Where the receipt of a saving is; it says how many lines could not be recorded, so that none is dropped in silence. */
export function savedPath({ sessionId, version, answers }: SavedRegister): string {
  const left = answers.filter(({ result }) => result === 'own-line' || result === 'unknown-person').length;
  const query = left === 0 ? '' : `&left=${String(left)}`;
  return `${registerPath(sessionId)}/saved?version=${String(version)}${query}`;
}
