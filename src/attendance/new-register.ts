import { createHash } from 'node:crypto';
import type { Doer } from '../audit/index.js';
import type { IsoInstant } from '../shared/calendar.js';
import type { PersonId, SchemeId, SessionId } from '../shared/ids.js';
import type { SentRegister } from './saving.js';

export const SOURCES = ['web', 'api', 'paper', 'import'] as const;
export type Source = (typeof SOURCES)[number];

/** The most people on one list. */
export const MOST_LINES = 250;

/** The most people whom one form names first; whoever comes beside them is on the next, once it is saved. */
export const MOST_NEW = 20;

/** A whole register to save. */
export interface NewRegister extends SentRegister {
  readonly scheme: SchemeId;
  readonly sessionId: SessionId;
  /** Made once for each form that is opened, 1 to 100 characters: sent again, it is the same register. */
  readonly key: string;
  readonly source: Source;
  /** Who saves it. Staff may do so at any time; anybody else asks staff for a change after 14 days. */
  readonly by: Doer;
  /**
   * Finds out whom the sender may name: anybody else is like somebody who is not there. Everybody when it says nothing. It may
   * refuse, and is asked together with all else that saving depends on.
   */
  readonly nameable?: () => Promise<readonly PersonId[] | undefined>;
  /** The leader whose list it is, when somebody else types it up. */
  readonly onBehalfOf?: PersonId | undefined;
  /** When it was written down, for moving an old book in; only a connection that owns the schema may say it. */
  readonly recordedAt?: IsoInstant | undefined;
  /** True when a change that comes too late is to be asked of staff rather than refused. */
  readonly askStaff?: boolean;
}

/** SHA-256 of what was sent. The order of the list makes no difference, nor which version the sender had seen. */
export function contentHash({ outcome, ticks, note, ...rest }: SentRegister): Buffer {
  const lines = ticks.map(({ personId, part }) => `${personId} ${part}`).sort();
  const counts = [rest.headCountExtra, rest.countedOut ?? null, rest.countedBack ?? null];
  const content = JSON.stringify([outcome, lines, counts, note ?? null]);
  return createHash('sha256').update(content).digest();
}

/** The keys it may be found under: its own, and one for something else that was sent under the same key. */
export function keysOf(key: string, content: Buffer): readonly [string, string] {
  return [key, `${key}#${content.toString('hex').slice(0, 32)}`];
}
