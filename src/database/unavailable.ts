import { isLostConnection, sqlStateOf } from './retry.js';

const UNREACHABLE = new Set(['ENOTFOUND', 'EHOSTUNREACH', 'EAI_AGAIN', '3D000', '53300', '55P03', '57014']);
const NO_CONNECTION_FREE =
  /timeout exceeded when trying to connect|Connection terminated due to connection timeout/;

/**
 * True when the database cannot be asked just now: it is away, full, or too slow to answer. The same request may
 * succeed a little later.
 */
export function isUnavailable(error: unknown): boolean {
  if (isLostConnection(error) || UNREACHABLE.has(sqlStateOf(error) ?? '')) return true;
  return foundNoConnection(error);
}

/** True when no connection was free in all the time that one may wait for it: nothing was asked. */
export function foundNoConnection(error: unknown): boolean {
  return error instanceof Error && NO_CONNECTION_FREE.test(error.message);
}
