import type { Command } from 'commander';
import { schemeOption, type SchemeOptions } from './options.js';

export function addJobs(program: Command): void {
  const jobs = program
    .command('jobs')
    .summary('list the jobs that were parked, and try one again')
    .description(
      'A job that failed too often is parked: it waits for a person and stands in nobody’s way. The log says why it ' +
        'failed, under its id.',
    );
  addParked(jobs);
  addAgain(jobs);
}

function addParked(jobs: Command): void {
  jobs
    .command('parked')
    .summary('which jobs are parked')
    .description(
      'Prints one line for each parked job: its id, what it was to do, how often it was begun, the code of its last ' +
        'failure, when it was parked.',
    )
    .addOption(schemeOption())
    .action(async ({ scheme }: SchemeOptions) => (await import('./jobs.action.js')).printParked(scheme));
}

function addAgain(jobs: Command): void {
  jobs
    .command('again')
    .summary('try a parked job again')
    .description('Takes the job from where it was parked. Within a minute a worker begins it anew.')
    .argument('<id>', 'the id that `galaxies jobs parked` prints')
    .addOption(schemeOption())
    .action(async (id: string, { scheme }: SchemeOptions) =>
      (await import('./jobs.action.js')).tryAgain(id, scheme),
    );
}
