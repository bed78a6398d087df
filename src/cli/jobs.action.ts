import { UnitOfWork } from '../database/index.js';
import { ParkedJobs } from '../outbox/index.js';
import { type OutboxId, parseId } from '../shared/ids.js';
import { inScheme } from './session.js';
import { Stopped } from './stopped.js';

export function printParked(asked: string | undefined): Promise<void> {
  return inScheme(asked, async (session, scheme) => {
    const parked = await session
      .get(UnitOfWork)
      .read(scheme.id, (view) => session.get(ParkedJobs).list(view, scheme.id));
    const lines = parked.map(({ id, job, attempts, error, parkedAt }) =>
      [id, job, String(attempts), error ?? '-', parkedAt].join('\t'),
    );
    process.stdout.write(lines.length === 0 ? 'No job is parked.\n' : `${lines.join('\n')}\n`);
  });
}

export function tryAgain(text: string, asked: string | undefined): Promise<void> {
  return inScheme(asked, async (session, scheme) => {
    const id = parseId<OutboxId>(text);
    const tried = await session
      .get(UnitOfWork)
      .write(scheme.id, (tx) => session.get(ParkedJobs).tryAgain(tx, scheme.id, id));
    if (!tried) throw new Stopped('No such job is parked. Look with `galaxies jobs parked`.');
    process.stdout.write('It will be tried again within a minute.\n');
  });
}
