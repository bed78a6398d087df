import type { Command } from 'commander';

interface ImportOptions {
  readonly dryRun?: boolean;
}

export function addImport(program: Command): void {
  program
    .command('import')
    .summary('bring a scheme in from a folder of CSV files')
    .description(
      'Founds the scheme of scheme.json unless it is there. Adds the people of people.csv, the activities, sessions and ' +
        'earning rates of activities.csv, sessions.csv and earning_rates.csv, and then what happened: opening.csv, register.csv ' +
        'and contributions.csv, in the order in which it was written down, each with its own moments. A row that is refused is ' +
        'named and the rest go on. Running it again changes nothing.',
    )
    .argument('<dir>', 'the folder')
    .option('--dry-run', 'do everything and take it back, to see what would be refused')
    .action(async (folder: string, { dryRun = false }: ImportOptions) =>
      (await import('./import.action.js')).bringIn(folder, dryRun),
    );
}
