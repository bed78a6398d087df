import { addRowTable, Bare } from './bare.js';
import type { Figure } from './figure.js';
import { sideBySide } from './measure.js';
import { RegisterBook } from './registers.js';
import { perSecond, type Run } from './run.js';

const BARE = 'one SELECT that also sets the scheme';
const IN_TRANSACTION = 'BEGIN; SET LOCAL, call, COMMIT sent without waiting';

/** a: what the guards of the ledger cost over a commit of anything. */
export async function recordAgainstInsert(run: Run): Promise<Figure[]> {
  const registers = await RegisterBook.open();
  await addRowTable(registers);
  const bare = new Bare(registers);
  try {
    const { ratio, work, against } = await sideBySide(
      (caller) => bare.record(caller),
      () => bare.insertOneRow(),
      run.pace(),
    );
    return [
      {
        name: 'record',
        work: `ledger_record of 12 by the bare pg pool (${BARE})`,
        against: 'one-row insert and commit, same pool',
        ...{ value: ratio, unit: '', better: 'high', atLeast: 0.2, aim: 0.33 },
        seen: perSecond(work, against),
      },
    ];
  } finally {
    await bare.close();
    await registers.close();
  }
}

/** b: what our own classes cost over the call itself. */
export async function serviceAgainstBare(run: Run): Promise<Figure[]> {
  const registers = await RegisterBook.open();
  const bare = new Bare(registers);
  const pace = run.pace();
  const figure = { work: 'ledger.record of 12 in UnitOfWork.write', unit: '', better: 'high' } as const;
  try {
    const fair = await sideBySide(
      (caller) => registers.record(caller),
      (caller) => bare.recordBetweenBeginAndCommit(caller),
      pace,
    );
    const least = await sideBySide(
      (caller) => registers.record(caller),
      (caller) => bare.record(caller),
      pace,
    );
    return [
      {
        ...figure,
        name: 'service',
        against: `the bare pg pool: ${IN_TRANSACTION}`,
        ...{ value: fair.ratio, atLeast: 0.8, aim: 0.95, seen: perSecond(fair.work, fair.against) },
      },
      {
        ...figure,
        name: 'service-least',
        against: `the bare pg pool: ${BARE}`,
        ...{ value: least.ratio, atLeast: 0.6, aim: 0.8, seen: perSecond(least.work, least.against) },
      },
    ];
  } finally {
    await bare.close();
    await registers.close();
  }
}
