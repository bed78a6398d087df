import { type Command, Option } from 'commander';
import { UnitOfWork } from '../database/index.js';
import { LedgerQueries } from '../ledger/index.js';
import { ParticipantsQueries } from '../participants/index.js';
import type { Scheme } from '../schemes/index.js';
import { AS_AT_BY, type AsAtBy, asAtIn, parsePastMoment, type PastMoment } from './as-at.js';
import { sheetAsCsv, sheetAsTable, sheetOf } from './balance-sheet.js';
import { schemeOption } from './options.js';
import { inScheme, LONG_MS, type Session } from './session.js';

interface BalancesOptions {
  readonly scheme?: string;
  readonly asAt?: PastMoment;
  readonly by: AsAtBy;
  readonly format: 'table' | 'csv';
}

export function addBalances(program: Command): void {
  program
    .command('balances')
    .summary('print every balance, now or as at a past moment')
    .description(
      "Prints what each participant may use and has set aside, by reference, then the scheme's own accounts. A scheme's " +
        'account has its balance in the first number. Credits raise an account, so what was issued is below nought and ' +
        'all numbers together come to nought.',
    )
    .addOption(schemeOption())
    .option(
      '--as-at <T>',
      "as at a day (its end, in the scheme's time zone) or a moment like 2009-10-11T12:00:00Z",
      parsePastMoment,
    )
    .addOption(
      new Option(
        '--by <which>',
        'count what was recorded by then, or what had happened by the end of that day',
      )
        .choices(AS_AT_BY)
        .default('recorded'),
    )
    .addOption(
      new Option('--format <format>', 'how to print them').choices(['table', 'csv']).default('table'),
    )
    .action((options: BalancesOptions) =>
      inScheme(options.scheme, async (session, scheme) => {
        process.stdout.write(await balances(session, scheme, options));
      }),
    );
}

async function balances(
  session: Session,
  scheme: Scheme,
  { asAt, by, format }: BalancesOptions,
): Promise<string> {
  const work = session.get(UnitOfWork);
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
