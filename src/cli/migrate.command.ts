import type { Command } from 'commander';
import { loadEnvironment } from '../config/index.js';
import { migrate } from '../database/index.js';
import { addressOf } from './login.js';
import { counted } from './options.js';

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .summary('bring the tables up to date')
    .description(
      'Runs the migrations that have not run yet, as the owner of the tables. Running it again does nothing.',
    )
    .action(async () => {
      const names = await migrate(addressOf(loadEnvironment(), 'owner'));
      const ran = names.map((name) => `ran ${name}\n`).join('');
      const sum =
        names.length === 0 ? 'The tables are up to date.' : `Ran ${counted(names.length, 'migration')}.`;
      process.stdout.write(`${ran}${sum}\n`);
    });
}
