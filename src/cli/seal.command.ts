import type { Command } from 'commander';
import { UnitOfWork } from '../database/index.js';
import { Seals, SealsQueries, signedNote } from '../ledger/index.js';
import { schemeOption } from './options.js';
import { inScheme, LONG_MS } from './session.js';

interface SchemeOptions {
  readonly scheme?: string;
}

export function addSeal(program: Command): void {
  program
    .command('seal')
    .summary('seal now what was recorded since the last seal')
    .description(
      'Numbers and fixes every entry that no seal fixes yet. The worker does the same every minute.',
    )
    .addOption(schemeOption())
    .action(({ scheme: asked }: SchemeOptions) =>
      inScheme(asked, async (session, scheme) => {
        const choices = { statementTimeoutMs: LONG_MS };
        const number = await session
          .get(UnitOfWork)
          .write(scheme.id, (tx) => session.get(Seals).seal(tx, scheme.id), choices);
        process.stdout.write(
          number === undefined ? 'There is nothing new to seal.\n' : `Made seal ${String(number)}.\n`,
        );
      }),
    );
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
    .action(({ scheme: asked }: SchemeOptions) =>
      inScheme(asked, async (session, scheme) => {
        const { checkpoint, signatures } = await session
          .get(UnitOfWork)
          .read(scheme.id, (view) => session.get(SealsQueries).latest(view, scheme.id));
        process.stdout.write(signedNote(checkpoint, signatures));
      }),
    );
}
