import { GalaxiesStage } from '../galaxies-stage.js';
import { orbitOf, type World } from './world.js';

/** Where things happen to people; the usual rates are made once for the whole database. */
export async function stageOf(world: World): Promise<GalaxiesStage> {
  const { id: scheme } = await orbitOf(world.web);
  const stage = new GalaxiesStage(world.book, scheme);
  const [row] = await world.book.ownerSource.query<unknown[]>(
    'SELECT FROM earning_rate WHERE scheme_id = $1 AND activity_id IS NULL LIMIT 1',
    [scheme],
  );
  if (row === undefined) await stage.helping.plans.usualRates(scheme);
  return stage;
}
