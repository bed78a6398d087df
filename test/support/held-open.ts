import { EventEmitter, once } from 'node:events';
import type { Tx } from '../../src/database/index.js';
import type { SchemeId } from '../../src/shared/ids.js';
import type { Book } from './book.js';

/** Commits a transaction that was held open. */
export type Commit = () => Promise<void>;

/** Writes in a transaction and holds it open until the commit that this answers with is called. */
export async function heldOpen(
  book: Book,
  scheme: SchemeId,
  write: (tx: Tx) => Promise<unknown>,
): Promise<Commit> {
  const events = new EventEmitter();
  const written = once(events, 'written');
  const ended = once(events, 'ended');
  const whole = book.work.write(scheme, async (tx) => {
    await write(tx);
    events.emit('written');
    await ended;
  });
  await Promise.race([written, whole]);
  return async () => {
    events.emit('ended');
    await whole;
  };
}
