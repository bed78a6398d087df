import { UnitOfWork } from '../database/index.js';
import { LedgerQueries } from '../ledger/index.js';
import { ParticipantsQueries } from '../participants/index.js';
import type { Scheme } from '../schemes/index.js';
import { Clock } from '../shared/clock.js';
import { type AsAtBy, asAtIn, expectPast, type PastMoment } from './as-at.js';
import { sheetAsCsv, sheetAsTable, sheetOf } from './balance-sheet.js';
import { inScheme, LONG_MS, type Session } from './session.js';

export interface BalancesOptions {
  readonly scheme?: string;
  readonly asAt?: PastMoment;
  readonly by: AsAtBy;
  readonly format: 'table' | 'csv';
}

export function printBalances(options: BalancesOptions): Promise<void> {
  return inScheme(options.scheme, async (session, scheme) => {
    process.stdout.write(await balances(session, scheme, options));
  });
}

async function balances(
  session: Session,
  scheme: Scheme,
  { asAt, by, format }: BalancesOptions,
): Promise<string> {
  const work = session.get(UnitOfWork);
  if (asAt !== undefined) expectPast(scheme, asAt, session.get(Clock).now());
  const when = asAt === undefined ? undefined : await asAtIn(scheme, asAt, by, work);
  const rows = await work.read(
    scheme.id,
    async (view) =>
      sheetOf(
        await session.get(LedgerQueries).trialBalance(view, scheme.id, when),
        await session.get(ParticipantsQueries).refs(view, scheme.id),
      ),
    { statementTimeoutMs: LONG_MS },
  );
  return format === 'csv' ? sheetAsCsv(rows) : sheetAsTable(rows);
}
