import { type Command, Option } from 'commander';
import { AS_AT_BY, parsePastMoment } from './as-at.js';
import type { BalancesOptions } from './balances.action.js';
import { schemeOption } from './options.js';

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
    .action(async (options: BalancesOptions) =>
      (await import('./balances.action.js')).printBalances(options),
    );
}
