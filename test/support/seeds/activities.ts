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
  'staff-plans': (world) => signedInAs(world, 'staff', { name: 'Ailsa' }),
  'staff-plans-presses': async (world) => ({
    ...(await signedInAs(world, 'staff', { name: 'Ailsa' })),
    afterwards: press,
  }),
  activities: async (world) => {
    const { plans, scheme } = await planned(world);
    for (const name of ['Garden group', 'Art group']) await plans.activity(scheme, { name, kind: 'group' });
    return signedInAs(world, 'staff');
  },
  activity: async (world) => {
    const { plans, scheme } = await planned(world);
    const id = await plans.activity(scheme, {
      feelsLike: 'Easy walk, 2 miles, lots of stops',
      cost: '£3 for the bus',
    });
    return { ...(await signedInAs(world, 'staff')), path: `/staff/activities/${id}` };
  },
  'dates-past': async (world) => {
    const { plans, scheme } = await planned(world);
    await plans.session(scheme, { startsAt: await plans.at(scheme, -7) });
    return { ...(await signedInAs(world, 'staff')), path: '/staff/dates?when=past' };
  },
  'date-with-answers': async (world) => {
    const { path, ...way } = await dateWithAnswers(world);
    return { ...way, path };
  },
  'date-moved': async (world) => {
    const { path, id, ...way } = await dateWithAnswers(world);
    const { scheme } = await planned(world);
    await world.book.ownerSource.query(
      `INSERT INTO session_move (scheme_id, session_id, was_starts_at, was_meet_place)
       SELECT scheme_id, id, starts_at - interval '1 day', meet_place FROM session WHERE scheme_id = $1 AND id = $2`,
      [scheme, id],
    );
    return { ...way, path };
  },
  'date-to-change': async (world) => {
    const { path, ...way } = await dateWithAnswers(world);
    return { ...way, path: `${path}/edit` };
  },
  'date-to-call-off': async (world) => {
    const { path, ...way } = await dateWithAnswers(world);
    return { ...way, path: `${path}/off` };
  },
  'date-to-call-off-presses': async (world) => {
    const { path, ...way } = await dateWithAnswers(world);
    return { ...way, path: `${path}/off`, afterwards: press };
  },
  'date-off': async (world) => {
    const { path, id, person, ...way } = await dateWithAnswers(world);
    const { plans, scheme } = await planned(world);
    const acting = { schemeId: scheme, personId: person };
    await world.book.work.write(scheme, (tx) =>
      plans.sessions.callOff(tx, acting, id, 'The bus is not running. We are sorry.'),
    );
    return { ...way, path };
  },
};

/** A date in a week, led by two, with answers; and staff who look at it. */
async function dateWithAnswers(world: World) {
  const { plans, scheme } = await planned(world);
  const way = await signedInAs(world, 'staff');
  const leaders = [];
  for (const name of ['Morag', 'Iain']) leaders.push((await signedInAs(world, 'leader', { name })).person);
  const id = await plans.session(scheme, { startsAt: await plans.at(scheme, 7), leaders, countBack: true });
  for (const [name, answer] of [
    ['Aisha', 'yes'],
    ['Ben', 'maybe'],
    ['Zofia', 'yes'],
  ] as const)
    await plans.answer(scheme, id, (await signedInAs(world, 'participant', { name })).person, answer);
  return { ...way, id, path: `/staff/dates/${id}` };
}

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
