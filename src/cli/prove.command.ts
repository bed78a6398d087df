import type { Command } from 'commander';
import { parsePastMoment } from './as-at.js';
import { schemeOption } from './options.js';
import type { ProveOptions } from './prove.action.js';

export function addProve(program: Command): void {
  program
    .command('prove')
    .summary('recompute the whole book and say whether it adds up')
    .description(
      'Recomputes everything from the rows and answers each question with yes or no; each no names its rows. Ends with 1 ' +
        'when anything is wrong.',
    )
    .addOption(schemeOption())
    .option('--checkpoint <file>', 'hold the book against a checkpoint that was kept elsewhere')
    .option(
      '--as-at <T>',
      "also prove the balances as at a day (its end, in the scheme's time zone) or a moment like 2009-10-11T12:00:00Z",
      parsePastMoment,
    )
    .option('--json', 'print the proof as JSON')
    .action(async (options: ProveOptions) => (await import('./prove.action.js')).prove(options));
}
