import { AsyncLocalStorage } from 'node:async_hooks';

/** A transaction that something runs inside of, and those that were open around it. */
export interface Inside {
  /** The unit of work that opened it. */
  readonly of: object;
  ended: boolean;
  readonly outer: Inside | undefined;
}

/** One for all units of work: each such storage that was ever used slows every promise of the process down. */
const inside = new AsyncLocalStorage<Inside>();

const NESTED =
  'A transaction is open already: hand its Tx on. A second one inside it would be kept even if the first is not.';

/** A transaction of that unit of work, to be opened here. Whoever opens it says when it has ended. */
export function transactionOf(work: object): Inside {
  return { of: work, ended: false, outer: open() };
}

/** The transaction that this runs inside of. */
export function open(): Inside | undefined {
  return nearestOpen(inside.getStore());
}

export function runInside<T>(transaction: Inside | undefined, task: () => T): T {
  return transaction === undefined ? task() : inside.run(transaction, task);
}

/** Refuses what runs inside a transaction of this unit of work. Inside one of another it may have its own. */
export function refuseInside(work: object): void {
  for (let around = open(); around !== undefined; around = nearestOpen(around.outer))
    if (around.of === work) throw new Error(NESTED);
}

function nearestOpen(found: Inside | undefined): Inside | undefined {
  let around = found;
  while (around?.ended === true) around = around.outer;
  return around;
}
