import type { Command } from 'commander';
import { schemeOption, type SchemeOptions } from './options.js';

export function addSeal(program: Command): void {
  program
    .command('seal')
    .summary('seal now what was recorded since the last seal')
    .description(
      'Numbers and fixes every entry that no seal fixes yet. The worker does the same every minute.',
    )
    .addOption(schemeOption())
    .action(async ({ scheme }: SchemeOptions) => (await import('./seal.action.js')).sealNow(scheme));
}

export function addCheckpoint(program: Command): void {
  program
    .command('checkpoint')
    .summary('print the newest checkpoint, to be kept elsewhere')
    .description(
      'Prints the newest seal as a signed note. It says nothing about anybody: keep it where the administrator of the ' +
        'database cannot reach it, and hold the book against it with `galaxies prove --checkpoint FILE`.',
    )
    .addOption(schemeOption())
    .action(async ({ scheme }: SchemeOptions) => (await import('./seal.action.js')).printCheckpoint(scheme));
}
