import { EXAMPLE } from './example-scheme.js';
import { sentenceOf } from './import/report.js';
import { counted } from './options.js';
import { seedSeason } from './seed-season.js';
import { seedExample } from './seed.js';
import { withSession } from './session.js';
import { whichScheme } from './which-scheme.js';

export async function seedStory(): Promise<void> {
  const added = await seedExample();
  process.stdout.write(
    added === 0
      ? `The scheme "${EXAMPLE.slug}" is there already. Nothing was changed.\n`
      : `Recorded ${counted(added, 'entry', 'entries')} in the scheme "${EXAMPLE.slug}" and sealed them.\n`,
  );
  if (added > 0) for (const note of await withSession('app', whichScheme)) process.stdout.write(`${note}\n`);
}

export async function seedFrom(folder: string): Promise<void> {
  const { scheme, refusals } = await seedSeason(folder);
  for (const refusal of refusals) process.stderr.write(`${sentenceOf(refusal)}\n`);
  process.stdout.write(
    `The season of the scheme "${scheme.slug}" is there, with a few dates around today.\n`,
  );
  if (refusals.length > 0) process.exitCode = 1;
}
