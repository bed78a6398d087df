import type { Command } from 'commander';
import { type Imported, importFolder } from './import/import-folder.js';
import { type FileTally, sentenceOf } from './import/report.js';
import { withSession } from './session.js';

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
    .action((folder: string, { dryRun = false }: ImportOptions) =>
      withSession('owner', async (session) => {
        const imported = await importFolder(session, folder, dryRun);
        for (const refusal of imported.refusals) process.stderr.write(`${sentenceOf(refusal)}\n`);
        process.stdout.write(inWords(imported, dryRun));
        if (imported.refusals.length > 0) process.exitCode = 1;
      }),
    );
}

function inWords({ scheme, founded, files, notes }: Imported, dryRun: boolean): string {
  const lines = [
    `Scheme "${scheme.slug}": ${founded ? 'founded' : 'there already'}.`,
    ...files.map(tallied),
    ...notes,
    ...(dryRun ? ['This was a dry run: nothing of it was kept.'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function tallied({ file, added, there, refused }: FileTally): string {
  const count = (number: number): string => number.toLocaleString('en-GB');
  return `${file}: ${count(added)} added, ${count(there)} there already, ${count(refused)} refused.`;
}
