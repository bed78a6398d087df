import type { Session } from '../session.js';
import type { Writing } from './writing.js';

/** One import: where from, where to, and when it is. */
export interface Importing {
  readonly session: Session;
  readonly writing: Writing;
  readonly timeZone: string;
  readonly now: Date;
  readonly path: (file: string) => string;
}
