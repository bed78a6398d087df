import { type Command, Option } from 'commander';
import type { ExportFormat } from '../ledger/index.js';
import type { ExportOptions } from './export.action.js';
import { schemeOption } from './options.js';

/** Who reads which format. */
const READERS: Readonly<Record<ExportFormat, string>> = {
  hledger: 'accountants',
  csv: 'spreadsheets',
  jsonl: 'docs/verify',
};

export function addExport(program: Command): void {
  program
    .command('export')
    .summary('write the whole book into a folder, with a manifest of checksums')
    .description(
      'Writes the whole book of a scheme, in the order of its entry numbers and as it is at one instant. The folder ' +
        'appears when it is complete. One that is there is replaced only if it is an earlier export.',
    )
    .addOption(schemeOption())
    .addOption(new Option('--format <format>', forWhom()).choices(Object.keys(READERS)).makeOptionMandatory())
    .requiredOption('--out <dir>', 'the folder to write')
    .option('--no-seal', 'do not seal first; what is not sealed yet stands at the end without a number')
    .action(async (options: ExportOptions) => (await import('./export.action.js')).writeExport(options));
}

function forWhom(): string {
  return Object.entries(READERS)
    .map(([format, reader]) => `${format} for ${reader}`)
    .join(', ');
}
