import type { Command } from 'commander';
import { EXAMPLE } from './example-scheme.js';
import { counted } from './options.js';
import { seedExample } from './seed.js';

export function addSeed(program: Command): void {
  program
    .command('seed')
    .summary('make a small example scheme to look at')
    .description(
      `Founds the scheme "${EXAMPLE.slug}" with a few weeks of registers, help, thanks, things asked for, a gift and a ` +
        'register that was put right. It is the same on every machine; running it again changes nothing.',
    )
    .action(async () => {
      const added = await seedExample();
      process.stdout.write(
        added === 0
          ? `The scheme "${EXAMPLE.slug}" is there already. Nothing was changed.\n`
          : `Recorded ${counted(added, 'entry', 'entries')} in the scheme "${EXAMPLE.slug}" and sealed them.\n`,
      );
    });
}
