import { type Imported, importFolder } from './import/import-folder.js';
import { type FileTally, sentenceOf } from './import/report.js';
import { withSession } from './session.js';
import { whichScheme } from './which-scheme.js';

export function bringIn(folder: string, dryRun: boolean): Promise<void> {
  return withSession('owner', async (session) => {
    const imported = await importFolder(session, folder, dryRun);
    for (const refusal of imported.refusals) process.stderr.write(`${sentenceOf(refusal)}\n`);
    process.stdout.write(inWords(imported, dryRun));
    if (imported.founded && !dryRun)
      for (const note of await whichScheme(session)) process.stdout.write(`${note}\n`);
    if (imported.refusals.length > 0) process.exitCode = 1;
  });
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
