import type { Environment } from './environment.js';

/** Where people reach the pages: what a link in a message begins with. */
export function publicAddress({
  PUBLIC_URL,
  HOST,
  PORT,
}: Pick<Environment, 'PUBLIC_URL' | 'HOST' | 'PORT'>): string {
  return PUBLIC_URL === undefined ? `http://${HOST}:${String(PORT)}` : new URL(PUBLIC_URL).origin;
}
