import { setTimeout as wait } from 'node:timers/promises';
import { Bare } from './bare.js';
import type { Figure } from './figure.js';
import { compared, rate } from './measure.js';
import { CALLERS, RegisterBook } from './registers.js';
import { perSecond, type Run } from './run.js';

const SEAL_EVERY_MS = 1_000;

/** e: recording while a sealer takes its turns, and whether it has missed an entry. */
export async function sealingAgainstNot(run: Run): Promise<Figure[]> {
  const registers = await RegisterBook.open(CALLERS + 1);
  const bare = new Bare(registers);
  const seal = (): Promise<unknown> => registers.book.seal(registers.scheme);
  const record = (): Promise<number> =>
    rate((caller) => bare.record(caller), CALLERS, run.size(5_000, 2_500));
  const sealed = (): Promise<number> => whileSealing(seal, record);
  const seen: { work: number; against: number }[] = [];
  try {
    await record();
    for (let round = 0; round < run.size(5, 2); round++) {
      await seal();
      const first = await (round % 2 === 0 ? record() : sealed());
      await seal();
      const second = await (round % 2 === 0 ? sealed() : record());
      seen.push(round % 2 === 0 ? { work: second, against: first } : { work: first, against: second });
    }
    await seal();
    const { ratio, work, against } = compared(seen);
    return [
      {
        name: 'sealer',
        work: 'ledger_record of 12 by the bare pg pool, sealed every second',
        against: 'the same without the sealer',
        ...{ value: ratio, unit: '', better: 'high', atLeast: 0.85, aim: 0.9 },
        seen: perSecond(work, against),
      },
      await entriesSealed(registers),
    ];
  } finally {
    await bare.close();
    await registers.close();
  }
}

/** The rate of a work while seals are made one after the other, a second apart. */
async function whileSealing(seal: () => Promise<unknown>, work: () => Promise<number>): Promise<number> {
  const done = new AbortController();
  const sealing = (async () => {
    while (!done.signal.aborted) {
      await seal();
      await wait(SEAL_EVERY_MS, undefined, { signal: done.signal }).catch(() => undefined);
    }
  })();
  try {
    return await work();
  } finally {
    done.abort();
    await sealing;
  }
}

async function entriesSealed({ book, scheme }: RegisterBook): Promise<Figure> {
  const proof = await book.work.read(scheme, (view) => book.proofs.prove(view, scheme), {
    statementTimeoutMs: 600_000,
  });
  const { entries, seals, unsealed } = proof.counts;
  const right = proof.checks.every(({ holds }) => holds);
  return {
    name: 'sealed',
    work: 'entries that are in a seal at the end, each as it was sealed',
    against: 'entries recorded',
    ...{
      value: right ? (entries - unsealed) / entries : 0,
      unit: 'of all',
      better: 'high',
      atLeast: 1,
      aim: 1,
    },
    seen: `${String(entries - unsealed)} of ${String(entries)} in ${String(seals)} seals`,
  };
}
