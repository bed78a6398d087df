import { Handovers } from '../../../src/activities/handovers.service.js';
import { type ActorId, parseId, type ParticipantId, type SessionId } from '../../../src/shared/ids.js';
import { RegisterWorld, type SessionChoices } from '../register-world.js';
import { asBefore, orbitOf, type Seed, signedInAs, type Way, type World } from './world.js';

/** One scheme is sown once: every state of a register is in the same one. */
const worlds = new WeakMap<World, Promise<RegisterWorld>>();

function registersOf(world: World): Promise<RegisterWorld> {
  const known = worlds.get(world) ?? orbitOf(world.web).then(({ id }) => RegisterWorld.over(world.book, id));
  worlds.set(world, known);
  return known;
}

interface Led {
  readonly way: Way & { readonly person: ParticipantId };
  readonly registers: RegisterWorld;
  readonly people: readonly ParticipantId[];
  readonly session: SessionId;
}

/** A hill walk that Morag leads, for which eight said yes and one might come. */
export async function walk(world: World, choices: SessionChoices = {}): Promise<Led> {
  const registers = await registersOf(world);
  const way = await signedInAs(world, 'leader', { name: 'Morag' });
  const people = await registers.people(8);
  const maybe = await registers.person('Maximiliana Featherstonehaugh');
  const session = await registers.session({ leaders: [way.person], yes: people, maybe: [maybe], ...choices });
  return { way, registers, people, session };
}

const register = (session: SessionId): string => `/leader/dates/${session}/register`;

export const attendanceSeeds: Readonly<Record<string, Seed>> = {
  'leader-without-dates': (world) => signedInAs(world, 'leader', { name: 'Morag' }),
  'leader-with-dates': async (world) => {
    const { way, registers } = await walk(world);
    for (const day of [-3, 2, 5]) await registers.session({ day, leaders: [way.person] });
    const isIn = await registers.session({ day: -1, leaders: [way.person] });
    await registers.save(isIn, registers.doer(way.person), { came: await registers.people(3) });
    return way;
  },
  'leader-gave-back': async (world) => {
    const { way, registers, session } = await walk(world, { day: 2 });
    const alone = await registers.session({ day: 4, leaders: [way.person] });
    const iain = (await signedInAs(world, 'leader', { name: 'Iain' })).person;
    await registers.session({ day: 1, leaders: [way.person] });
    await handOver(world, way.person, session);
    await registers.plan(session, { leaders: [iain] });
    await handOver(world, way.person, alone);
    return way;
  },
  'leader-cannot-lead': async (world) => {
    const { way, session } = await walk(world, { day: 2 });
    return { ...way, path: `/leader/dates/${session}/cannot-lead` };
  },
  'staff-handover': async (world) => {
    const { way, registers, session } = await walk(world, { day: 2 });
    await handOver(world, way.person, session);
    const iain = await registers.person('Iain');
    await registers.plan(session, { leaders: [iain] });
    const staff = await signedInAs(world, 'staff', { name: 'Ailsa' });
    return { ...staff, path: `/staff/dates/${session}` };
  },
  'staff-work-handover': async (world) => {
    const { way, session } = await walk(world, { day: 2 });
    await handOver(world, way.person, session);
    return { ...(await signedInAs(world, 'staff', { name: 'Ailsa' })), path: '/staff' };
  },
  'register-new': async (world) => {
    const { way, session } = await walk(world);
    return { ...way, path: register(session) };
  },
  'register-filled': async (world) => {
    const { way, session } = await walk(world);
    return {
      ...way,
      path: register(session),
      afterwards: async (page) => {
        await page.click('button[value=fill]');
        await page.waitForLoadState('load');
      },
    };
  },
  'register-new-person': async (world) => {
    const { way, session } = await walk(world);
    return {
      ...way,
      path: register(session),
      afterwards: async (page) => {
        await page.click('text=Add someone who is not on the list');
        await page.fill('#add', 'Wolfeschlegelsteinhausenbergerdorff');
        for (const button of ['find', 'new']) {
          await page.click(`button[value=${button}]`);
          await page.waitForLoadState('load');
        }
      },
    };
  },
  'register-nobody-yet': async (world) => {
    const { way, session } = await walk(world, { yes: [], maybe: [] });
    return { ...way, path: register(session) };
  },
  'register-wrong': async (world) => {
    const { way, session, people } = await walk(world, { countBack: true });
    const [first] = people;
    if (first === undefined) throw new Error('Nobody said yes.');
    return {
      ...way,
      path: register(session),
      afterwards: async (page) => {
        await page.click('text=Who led or helped');
        for (const part of ['helped', 'led']) await page.check(`input[name=${part}][value="${first}"]`);
        await page.fill('#out', 'eight');
        await page.click('.govuk-button[value=save]');
        await page.waitForLoadState('load');
      },
    };
  },
  'register-search': async (world) => {
    const { way, registers, session } = await walk(world);
    for (const surname of ['Young', 'Baird']) {
      const person = await registers.person('Zebedee', surname);
      await world.book.ownerSource.query('UPDATE person SET findable_by_leaders = true WHERE id = $1', [
        person,
      ]);
    }
    return {
      ...way,
      path: register(session),
      afterwards: async (page) => {
        await page.click('text=Add someone who is not on the list');
        await page.fill('#add', 'Zebedee');
        await page.click('button[value=find]');
        await page.waitForLoadState('load');
      },
    };
  },
  'register-own-name': async (world) => {
    const { way, session } = await walk(world, { yes: [], maybe: [] });
    return {
      ...way,
      path: register(session),
      afterwards: async (page) => {
        await page.click('text=Add someone who is not on the list');
        await page.fill('#add', 'Morag');
        await page.click('button[value=find]');
        await page.waitForLoadState('load');
      },
    };
  },
  'register-met': async (world) => {
    const { way, registers, session, people } = await walk(world, { yes: [], maybe: [] });
    const iain = registers.doer(await registers.person('Iain'), 'staff');
    const came = [...people.slice(0, 3), await registers.person('Wanda')];
    await registers.save(session, iain, { came, source: 'paper' });
    return {
      ...way,
      path: register(session),
      afterwards: async (page) => {
        await page.uncheck('label:has-text("Wanda") input[name=came]');
        await page.click('text=Add someone who is not on the list');
        await page.fill('#add', 'Wanda');
        for (const button of ['find', 'new', 'save']) {
          if (button === 'save') await asBefore(page, 'new_seen');
          await page.click(`button[value=${button}]`);
          await page.waitForLoadState('load');
        }
      },
    };
  },
  'register-sent': async (world) => {
    const { way, registers, session, people } = await walk(world);
    const iain = await registers.person('Iain');
    await registers.plan(session, {});
    await registers.save(session, registers.doer(iain, 'staff'), { came: people });
    return { ...way, path: register(session) };
  },
  'register-locked': async (world) => {
    const { way, registers, session, people } = await walk(world, { day: -20 });
    await registers.save(session, registers.doer(way.person), { came: people });
    return {
      ...way,
      path: register(session),
      afterwards: async (page) => {
        await page.uncheck('input[name=came] >> nth=0');
        await page.press('input[name=came] >> nth=0', 'Enter');
        await page.waitForLoadState('load');
      },
    };
  },
  'register-late': async (world) => {
    const { way, registers, session, people } = await walk(world, { day: -20 });
    await registers.save(session, registers.doer(way.person), { came: people });
    return { ...way, path: register(session) };
  },
  'register-open-event': async (world) => {
    const registers = await registersOf(world);
    const way = await signedInAs(world, 'leader', { name: 'Morag' });
    const activity = await registers.activityCalled('Open day', 'open');
    const session = await registers.session({ leaders: [way.person] }, activity);
    return { ...way, path: register(session) };
  },
  'register-saved': async (world) => {
    const { way, registers, session, people } = await walk(world);
    await registers.save(session, registers.doer(way.person), { came: people, led: [way.person] });
    return { ...way, path: `${register(session)}/saved` };
  },
  'register-saved-changed': async (world) => {
    const { way, registers, session, people } = await walk(world, { places: 4 });
    const [first, second] = people;
    if (first === undefined || second === undefined) throw new Error('Nobody said yes.');
    await registers.save(session, registers.doer(way.person), { came: people });
    const came = people.slice(2);
    const said = { came, helped: [second], countedOut: 8, countedBack: 7, note: 'Ben found a glove.' };
    const iain = registers.doer(await registers.person('Iain'), 'staff');
    await registers.save(session, iain, { ...said, basedOn: 1 });
    return { ...way, path: `${register(session)}/saved` };
  },
  'register-saved-merged': async (world) => {
    const { way, registers, session, people } = await walk(world);
    await registers.save(session, registers.doer(await registers.person('Iain'), 'staff'), {
      came: people.slice(0, 3),
    });
    await registers.save(session, registers.doer(way.person), { came: people.slice(2, 5) });
    return { ...way, path: `${register(session)}/saved` };
  },
  'register-asked': async (world) => {
    const { way, session } = await walk(world, { day: -20 });
    return { ...way, path: `${register(session)}/asked` };
  },
};

/** Somebody says that they cannot lead that date. */
async function handOver(world: World, person: ParticipantId, session: SessionId): Promise<void> {
  const { id: schemeId } = await orbitOf(world.web);
  const handovers = world.web.app.get(Handovers, { strict: false });
  const by = { schemeId, personId: person, actorId: parseId<ActorId>(person), roles: ['leader'] };
  await world.book.work.write(schemeId, (tx) => handovers.giveBack(tx, by, session));
}
