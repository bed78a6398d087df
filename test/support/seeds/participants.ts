import { type Seed, signedInAs } from './world.js';

export const participantsSeeds: Readonly<Record<string, Seed>> = {
  'staff-acting-for-account': async (world) => {
    const { person } = await signedInAs(world, 'participant', { name: 'Sam' });
    const way = await signedInAs(world, 'staff', { name: 'Ailsa' });
    return { ...way, path: `/staff/people/${person}/for/phone/account` };
  },
};
