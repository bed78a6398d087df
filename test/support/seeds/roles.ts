import type { Role } from '../../../src/identity/index.js';
import { Plans } from '../plans.js';
import { signInHelper } from '../signed-in.js';
import { stageOf } from './stage.js';
import { orbitOf, type Seed, signedInAs, type Way, type World } from './world.js';

/** Pages that everybody who is signed in may open, as they are for somebody with a role besides. */
export const rolesSeeds: Readonly<Record<string, Seed>> = {
  supervisor,
  'supervisor-date': async (world) => {
    const { plans, scheme } = { plans: new Plans(world.book), scheme: (await orbitOf(world.web)).id };
    const activityId = await plans.activity(scheme, { name: 'Allotment', kind: 'group' });
    const session = await plans.session(scheme, { activityId, startsAt: await plans.at(scheme, 6) });
    return { ...(await supervisor(world)), path: `/dates/${session}` };
  },
  'supervisor-alone': async ({ book, web }) => {
    const { id: scheme } = await orbitOf(web);
    const { cookie } = await signInHelper({ book, web, scheme }, 'supervisor');
    return { cookies: [{ name: 'galaxies', value: cookie }] };
  },
  'leader-with-galaxies': (world) => withGalaxies(world, 'leader', 'Isla'),
  'administrator-with-galaxies': (world) => withGalaxies(world, 'administrator', 'Rory'),
};

function supervisor(world: World): Promise<Way> {
  return withGalaxies(world, 'supervisor', 'Fraser');
}

async function withGalaxies(world: World, role: Role, name: string): Promise<Way> {
  const { scheme, book } = await stageOf(world);
  const { person, ...way } = await signedInAs(world, role, { name });
  await book.award(scheme, [[person, 2]], `register/${role}-${person}/1`);
  return way;
}
