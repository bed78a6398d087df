import type { Command } from 'commander';
import { EXAMPLE } from './example-scheme.js';

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
      const { seedFrom, seedStory } = await import('./seed.action.js');
      return season === undefined ? seedStory() : seedFrom(season);
    });
}
