import type { Command } from 'commander';
import { EXAMPLE } from './example-scheme.js';
import { counted } from './options.js';
import { sentenceOf } from './import/report.js';
import { seedExample } from './seed.js';
import { seedSeason } from './seed-season.js';

export function addSeed(program: Command): void {
  program
    .command('seed')
    .summary('make a small example scheme to look at')
    .description(
      `Founds the scheme "${EXAMPLE.slug}" with a few weeks of registers, help, thanks, things asked for, a gift and a ` +
        'register that was put right. It is the same on every machine; running it again changes nothing.',
    )
    .option('--season <dir>', 'bring in the season of that folder instead, with a few dates around today')
    .action(async ({ season }: { readonly season?: string }) => {
      if (season !== undefined) return seasonFrom(season);
      const added = await seedExample();
      process.stdout.write(
        added === 0
          ? `The scheme "${EXAMPLE.slug}" is there already. Nothing was changed.\n`
          : `Recorded ${counted(added, 'entry', 'entries')} in the scheme "${EXAMPLE.slug}" and sealed them.\n`,
      );
    });
}

async function seasonFrom(folder: string): Promise<void> {
  const { scheme, refusals } = await seedSeason(folder);
  for (const refusal of refusals) process.stderr.write(`${sentenceOf(refusal)}\n`);
  process.stdout.write(
    `The season of the scheme "${scheme.slug}" is there, with a few dates around today.\n`,
  );
  if (refusals.length > 0) process.exitCode = 1;
}
