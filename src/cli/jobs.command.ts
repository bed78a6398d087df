import type { Command } from 'commander';
import { UnitOfWork } from '../database/index.js';
import { ParkedJobs } from '../outbox/index.js';
import { type OutboxId, parseId } from '../shared/ids.js';
import { schemeOption } from './options.js';
import { inScheme } from './session.js';
import { Stopped } from './stopped.js';

interface SchemeOptions {
  readonly scheme?: string;
}

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
    .action(({ scheme: asked }: SchemeOptions) =>
      inScheme(asked, async (session, scheme) => {
        const parked = await session
          .get(UnitOfWork)
          .read(scheme.id, (view) => session.get(ParkedJobs).list(view, scheme.id));
        const lines = parked.map(({ id, job, attempts, error, parkedAt }) =>
          [id, job, String(attempts), error ?? '-', parkedAt].join('\t'),
        );
        process.stdout.write(lines.length === 0 ? 'No job is parked.\n' : `${lines.join('\n')}\n`);
      }),
    );
}

function addAgain(jobs: Command): void {
  jobs
    .command('again')
    .summary('try a parked job again')
    .description('Takes the job from where it was parked. Within a minute a worker begins it anew.')
    .argument('<id>', 'the id that `galaxies jobs parked` prints')
    .addOption(schemeOption())
    .action((text: string, { scheme: asked }: SchemeOptions) =>
      inScheme(asked, async (session, scheme) => {
        const id = parseId<OutboxId>(text);
        const tried = await session
          .get(UnitOfWork)
          .write(scheme.id, (tx) => session.get(ParkedJobs).tryAgain(tx, scheme.id, id));
        if (!tried) throw new Stopped('No such job is parked. Look with `galaxies jobs parked`.');
        process.stdout.write('It will be tried again within a minute.\n');
      }),
    );
}
