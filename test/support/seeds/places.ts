import { PlaceLinks } from '../../../src/activities/place-links.service.js';
import type { PlaceAnswer } from '../../../src/activities/index.js';
import type { NewSession } from '../../../src/activities/index.js';
import { Plans } from '../plans.js';
import { orbitOf, press, type Seed, signedInAs, type Way, type World } from './world.js';

export const placesSeeds: Readonly<Record<string, Seed>> = {
  'whats-on-none': (world) => signedInAs(world, 'participant', { name: 'Jo' }),
  'whats-on-filtered': async (world) => ({
    ...(await signedInAs(world, 'participant', { name: 'Jo' })),
    path: '/activities?day=3&setting=indoors',
  }),
  'whats-on': async (world) => {
    const way = await toAnswer(world);
    const { plans, scheme } = await planned(world);
    const activityId = await plans.activity(scheme, {
      name: 'Garden group',
      kind: 'group',
      setting: 'outdoors',
      easyToReach: true,
      bring: 'Warm clothes',
    });
    await plans.session(scheme, { activityId, startsAt: await plans.at(scheme, 2, '13:30') });
    await world.book.work.write(scheme, async (tx) => {
      const startsAt = await plans.at(scheme, 3);
      const off = { activityId, startsAt, endsAt: await plans.at(scheme, 3, '12:00') };
      const id = await plans.sessions.make(tx, scheme, off);
      await plans.sessions.callOff(
        tx,
        { schemeId: scheme, personId: way.person },
        id,
        'The gate is broken. Sorry.',
      );
    });
    await plans.answer(scheme, way.session, way.person, 'yes');
    return { ...way, path: '/activities' };
  },
  'date-open': (world) => toAnswer(world),
  'date-choose': async (world) => ({ ...(await toAnswer(world)), afterwards: press }),
  'date-full': async (world) => {
    const way = await toAnswer(world, { places: 2 });
    const { plans, scheme } = await planned(world);
    for (const name of ['Aisha', 'Ben'])
      await plans.answer(
        scheme,
        way.session,
        (await signedInAs(world, 'participant', { name })).person,
        'yes',
      );
    return way;
  },
  'date-ask-staff': (world) => toAnswer(world, { onlineJoining: false }),
  'date-past': async (world) => {
    const { plans, scheme } = await planned(world);
    return toAnswer(world, { startsAt: await plans.at(scheme, -3) });
  },
  'date-called-off': async (world) => {
    const way = await toAnswer(world);
    const { plans, scheme } = await planned(world);
    await world.book.work.write(scheme, (tx) =>
      plans.sessions.callOff(
        tx,
        { schemeId: scheme, personId: way.person },
        way.session,
        'The bus is not running.',
      ),
    );
    return way;
  },
  'answered-yes': (world) => answered(world, 'yes'),
  'answered-maybe': (world) => answered(world, 'maybe'),
  'answered-waiting': async (world) => {
    const way = await toAnswer(world, { places: 2 });
    const { plans, scheme } = await planned(world);
    for (const name of ['Aisha', 'Ben'])
      await plans.answer(
        scheme,
        way.session,
        (await signedInAs(world, 'participant', { name })).person,
        'yes',
      );
    await plans.answer(scheme, way.session, way.person, 'waiting');
    return { ...way, path: `${way.path}/answer` };
  },
  'answered-not-this-time': (world) => answered(world, 'not-this-time'),
  'link-open': async (world) => ({ path: await linkPath(world) }),
  'link-used': () => Promise.resolve({ path: `/n/${'A'.repeat(22)}` }),
};

async function planned(world: World) {
  return { plans: new Plans(world.book), scheme: (await orbitOf(world.web)).id };
}

/** Somebody who looks at a walk that two people lead. */
async function toAnswer(world: World, change: Partial<NewSession> = {}) {
  const { plans, scheme } = await planned(world);
  const { person, ...way } = await signedInAs(world, 'participant', { name: 'Jo' });
  const leaders = [];
  for (const name of ['Morag', 'Iain']) leaders.push((await signedInAs(world, 'leader', { name })).person);
  const feelsLike = 'Easy walk, 2 miles, lots of stops';
  const activityId = await plans.activity(scheme, {
    feelsLike,
    bring: 'Boots and a coat',
    cost: '£3 for the bus',
  });
  const session = await plans.session(scheme, { activityId, leaders, ...change });
  return { ...way, person, session, path: `/dates/${session}` };
}

async function answered(world: World, answer: PlaceAnswer): Promise<Way> {
  const { person, session, path, ...way } = await toAnswer(world);
  const { plans, scheme } = await planned(world);
  await plans.answer(scheme, session, person, answer);
  return { ...way, path: `${path}/answer` };
}

async function linkPath(world: World): Promise<string> {
  const { person, session } = await toAnswer(world);
  const { scheme } = await planned(world);
  const links = world.web.app.get(PlaceLinks, { strict: false });
  return `/n/${await world.book.work.write(scheme, (tx) => links.make(tx, scheme, session, person))}`;
}
