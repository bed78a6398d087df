import { writeFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { seeds, type Way, type World } from './seeds/index.js';
import { type State, wantedStates } from './states.js';
import { type Findings, visit } from './visit.js';
import { VisitorsPage } from './visitors-page.js';

/** In how many pages the states are looked at, one while the next is opened in another. */
const PAGES = 3;

/** Where the states are visited, the folder of the pictures, and who takes what was found. */
export interface Visiting {
  readonly browser: Browser;
  readonly world: World;
  readonly out: string;
  readonly keep: (state: State, findings: Findings) => void;
}

/** Comes to each state in the order of the catalogue, and looks at several while the next one opens. */
export async function visitAll({ browser, world, out, keep }: Visiting): Promise<void> {
  const open = (scripts: boolean) => VisitorsPage.open(browser, world.url, scripts);
  const plain = await open(false);
  const free = await Promise.all(Array.from({ length: PAGES }, () => open(true)));
  const looking = new Set<Promise<unknown>>();
  const sown = new Map<string, Way>();
  for (const state of wantedStates()) {
    const way = await waySown(world, sown, state);
    while (free.length === 0) await Promise.race(looking);
    for (const scripted of free.splice(0, 1)) {
      const look = await visit({
        url: world.url + (way.path ?? state.route),
        ...{ way, plain, scripted },
        keep: (picture, looks) => {
          writeFileSync(`${out}/${state.name}-${looks}.jpg`, picture);
        },
      });
      const done = look().then((findings) => {
        keep(state, findings);
        looking.delete(done);
        free.push(scripted);
      });
      looking.add(done);
    }
  }
  await Promise.all(looking);
}

/** Seeds are sown once: a state that asks for one that is there is shown it. */
async function waySown(world: World, sown: Map<string, Way>, { seed }: State): Promise<Way> {
  if (seed === undefined) return {};
  const sow = seeds[seed];
  if (sow === undefined) throw new Error(`There is no seed ${seed} in test/support/seeds.`);
  const way = sown.get(seed) ?? (await sow(world));
  sown.set(seed, way);
  return way;
}
