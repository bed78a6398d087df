import type { Command } from 'commander';

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .summary('bring the tables up to date')
    .description(
      'Runs the migrations that have not run yet, as the owner of the tables. Running it again does nothing.',
    )
    .action(async () => (await import('./migrate.action.js')).migrateTables());
}
