import { LOCK } from '../../src/attendance/registers.sql.js';
import type { SchemeId, SessionId } from '../../src/shared/ids.js';
import type { Book } from './book.js';
import { untilSoManyWait } from './waiting.js';

/**
 * Begins all of it while the register of a session is locked, each as far as it comes before the next begins, and then
 * unlocks it: they have the register in their order, and each had begun before the one before it had ended.
 */
export async function whileRegisterLocked(
  { ownerSource }: Book,
  { scheme, session }: { readonly scheme: SchemeId; readonly session: SessionId },
  deeds: readonly (() => Promise<unknown>)[],
): Promise<PromiseSettledResult<unknown>[]> {
  const runner = ownerSource.createQueryRunner();
  await runner.startTransaction();
  await runner.query(LOCK.text, [scheme, session]);
  const doing: Promise<unknown>[] = [];
  for (const deed of deeds) {
    doing.push(deed());
    await untilSoManyWait({ ownerSource }, doing.length);
  }
  await runner.commitTransaction();
  await runner.release();
  return Promise.allSettled(doing);
}
