import type { Page } from 'playwright-core';
import { newId, type ContributionId } from '../../../src/shared/ids.js';
import { doer } from '../helping.js';
import { stageOf } from './stage.js';
import { press, type Seed, signedInAs, type Way, type World } from './world.js';

async function answerWhat(page: Page): Promise<void> {
  await page.check('input[value=other]');
  await page.fill('#own', 'Mended the shed door');
  await press(page);
}

async function answerWhen(page: Page): Promise<void> {
  await page.check('input[value=yesterday]');
  await page.check('input[value=longer]');
  await press(page);
}

const begin = (afterwards: (page: Page) => Promise<unknown>): Seed => {
  return async (world) => ({
    ...(await signedInAs(world, 'participant')),
    path: '/me/helped/new',
    afterwards,
  });
};

/** Staff with something to check, of their own too. */
async function checker(world: World, decided = false): Promise<Way & { readonly id: string }> {
  const stage = await stageOf(world);
  const { person: sam } = await signedInAs(world, 'participant', { name: 'Sam' });
  const way = await signedInAs(world, 'staff', { name: 'Ailsa' });
  const told = { what: 'Made the soup for the open day', whoKnows: 'Morag', length: 'longer' } as const;
  const id = await stage.helping.ask(stage.scheme, sam, told, newId<ContributionId>());
  await stage.helping.ask(stage.scheme, way.person, { what: 'Carried chairs' });
  if (decided) await stage.helping.approve(stage.scheme, id, way.person);
  return { ...way, id };
}

/** A leader of a date, and who came to it. */
async function leader(world: World, hasRegister: boolean, isSaid = false): Promise<Way> {
  const stage = await stageOf(world);
  const way = await signedInAs(world, 'leader', { name: 'Morag' });
  const { person: ben } = await signedInAs(world, 'participant', { name: 'Ben' });
  const { person: aisha } = await signedInAs(world, 'participant', { name: 'Aisha' });
  const walk = await stage.session('Hill walk', 3, [way.person]);
  if (hasRegister) await stage.register(walk, way.person, { led: [way.person], came: [ben, aisha] });
  if (!isSaid) return { ...way, path: `/leader/dates/${walk}/thanks` };
  const said = { scheme: stage.scheme, id: newId<ContributionId>(), session: walk, person: ben };
  const by = doer(way.person, 'leader');
  await stage.book.work.write(stage.scheme, (tx) => stage.helping.thanks.say(tx, { ...said, by }));
  return { ...way, path: `/leader/dates/${walk}/thanks?said=${said.id}` };
}

export const contributionsSeeds: Readonly<Record<string, Seed>> = {
  helped: (world) => signedInAs(world, 'participant'),
  'helped-wrong': begin(press),
  'helped-when': begin(answerWhat),
  'helped-when-wrong': begin(async (page) => {
    await answerWhat(page);
    await page.check('input[value=another]');
    await page.fill('#day', '31');
    await page.fill('#day-month', '2');
    await page.fill('#day-year', '2026');
    await press(page);
  }),
  'helped-who': begin(async (page) => {
    await answerWhat(page);
    await answerWhen(page);
  }),
  'helped-check': begin(async (page) => {
    await answerWhat(page);
    await answerWhen(page);
    await page.fill('#who', 'Morag');
    await press(page);
  }),
  'helped-sent': begin(async (page) => {
    await answerWhat(page);
    await answerWhen(page);
    await press(page);
    await press(page);
  }),
  checker,
  'checker-none-ticked': async (world) => ({ ...(await checker(world)), afterwards: press }),
  'checker-result': async (world) => {
    const { id, ...way } = await checker(world, true);
    return { ...way, path: `/staff/helped/result?ids=${id}` };
  },
  'checker-one': async (world) => {
    const { id, ...way } = await checker(world);
    return { ...way, path: `/staff/helped/${id}` };
  },
  'checker-one-wrong': async (world) => {
    const { id, ...way } = await checker(world);
    return {
      ...way,
      path: `/staff/helped/${id}`,
      afterwards: async (page) => {
        await page.check('input[value=refuse]');
        await press(page);
      },
    };
  },
  'checker-one-decided': async (world) => {
    const { id, ...way } = await checker(world, true);
    return { ...way, path: `/staff/helped/${id}` };
  },
  staff: (world) => signedInAs(world, 'staff', { name: 'Ailsa' }),
  'thanks-nobody': (world) => leader(world, false),
  thanks: (world) => leader(world, true),
  'thanks-said': (world) => leader(world, true, true),
};
