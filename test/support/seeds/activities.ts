import { parseIsoDate } from '../../../src/shared/calendar.js';
import type { EarningRateId, ParticipantId } from '../../../src/shared/ids.js';
import { daysLater } from '../../../src/shared/wall-clock.js';
import { Plans } from '../plans.js';
import { orbitOf, press, type Seed, signedInAs, type World } from './world.js';

export const activitiesSeeds: Readonly<Record<string, Seed>> = {
  administrator: (world) => signedInAs(world, 'administrator', { name: 'Ailsa' }),
  'administrator-presses': async (world) => ({
    ...(await signedInAs(world, 'administrator', { name: 'Ailsa' })),
    afterwards: press,
  }),
  rules: async (world) => {
    const { person, ...way } = await signedInAs(world, 'administrator', { name: 'Bearnaird' });
    const { plans, scheme } = await planned(world);
    await plans.usualRates(scheme);
    await plans.rate(scheme, { part: 'contributed', galaxies: 2, fromOn: parseIsoDate('2009-07-28') });
    await askedBy(world, person);
    return way;
  },
  'rule-mine': async (world) => {
    const { person, ...way } = await signedInAs(world, 'administrator', { name: 'Catriona' });
    return { ...way, path: `/admin/rules/${await askedBy(world, person)}` };
  },
  'rule-to-agree': async (world) => {
    const { person } = await signedInAs(world, 'administrator', { name: 'Dougal' });
    const way = await signedInAs(world, 'administrator', { name: 'Elspeth' });
    return { ...way, path: `/admin/rules/${await askedBy(world, person)}` };
  },
  'rule-agreed': async (world) => {
    const { person } = await signedInAs(world, 'administrator', { name: 'Fergus' });
    const { person: personId, ...way } = await signedInAs(world, 'administrator', { name: 'Greer' });
    const rate = await askedBy(world, person);
    const { plans, scheme: schemeId } = await planned(world);
    await world.book.work.write(schemeId, (tx) => plans.rates.agree(tx, { schemeId, personId }, rate));
    return { ...way, path: `/admin/rules/${rate}` };
  },
};

async function planned(world: World) {
  return { plans: new Plans(world.book), scheme: (await orbitOf(world.web)).id };
}

async function askedBy(world: World, personId: ParticipantId): Promise<EarningRateId> {
  const { plans, scheme } = await planned(world);
  const fromOn = daysLater(await plans.today(scheme), 7);
  const activityId = await plans.activity(scheme);
  const rate = {
    activityId,
    part: 'led',
    galaxies: 3,
    fromOn,
    why: 'Leading a walk takes a whole day',
  } as const;
  return world.book.work.write(scheme, (tx) => plans.rates.ask(tx, { schemeId: scheme, personId }, rate));
}
