import { Bare } from './bare.js';
import type { Figure } from './figure.js';
import { compared, median, rate } from './measure.js';
import { CALLERS, type RegisterBook } from './registers.js';
import { counted, filledBook, perSecond, type Run } from './run.js';

const FEW = 10_000;

/** d: a book that has grown. Each round has a small book of its own, because recording makes it grow. */
export async function largeAgainstSmall(run: Run): Promise<Figure[]> {
  const large = await run.largeBook();
  const { roundMs, rounds } = run.pace();
  const seen: { work: number; against: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const small = await filledBook(FEW);
    const order = round % 2 === 0 ? [large, small] : [small, large];
    const rates = new Map<RegisterBook, number>();
    for (const registers of order) rates.set(registers, await bareRate(registers, roundMs));
    seen.push({ work: rates.get(large) ?? 0, against: rates.get(small) ?? 0 });
    await small.close();
  }
  const { ratio, work, against } = compared(seen);
  return [
    {
      name: 'growth',
      work: `ledger_record of 12 with ${counted(run.large)} transfers stored`,
      against: `the same with ${counted(FEW)} stored`,
      ...{ value: ratio, unit: '', better: 'high', atLeast: 0.9, aim: 0.98 },
      seen: perSecond(work, against),
    },
  ];
}

async function bareRate(registers: RegisterBook, roundMs: number): Promise<number> {
  const bare = new Bare(registers);
  try {
    await rate((caller) => bare.record(caller), CALLERS, 300);
    return await rate((caller) => bare.record(caller), CALLERS, roundMs);
  } finally {
    await bare.close();
  }
}

/** g: proving everything. */
export async function provingAll(run: Run): Promise<Figure[]> {
  const { book, scheme } = await run.largeBook();
  await book.seal(scheme);
  await book.ownerSource.query('VACUUM ANALYZE');
  const seconds: number[] = [];
  let wrong = 0;
  let stored = 0;
  for (let round = 0; round < run.size(3, 1); round++) {
    const started = performance.now();
    const proof = await book.work.read(scheme, (view) => book.proofs.prove(view, scheme), {
      statementTimeoutMs: 600_000,
    });
    seconds.push((performance.now() - started) / 1_000);
    wrong += proof.checks.filter(({ holds }) => !holds).length;
    stored = proof.counts.transfers;
  }
  if (wrong > 0) throw new Error('The large book does not add up.');
  return [
    {
      name: 'prove',
      work: `Proofs.prove, ${counted(stored)} transfers, all sealed`,
      against: '',
      ...{ value: median(seconds), unit: 's', better: 'low', atLeast: 20, aim: 5 },
      seen: 'it adds up',
    },
  ];
}
