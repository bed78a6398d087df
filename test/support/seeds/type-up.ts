import type { Page } from 'playwright-core';
import { walk } from './attendance.js';
import { asBefore, press, type Seed, signedInAs, type World } from './world.js';

/** Types a paper up as far as the page with its names. */
function typing(fields: Readonly<Record<string, string>>): (page: Page) => Promise<void> {
  return async (page) => {
    for (const [field, text] of Object.entries(fields)) await page.fill(`#${field}`, text);
    await press(page);
  };
}

/** The page with the names of a paper on which one more name is written. */
async function namedOnPaper(world: World, name: string, typist = 'Ailsa') {
  const { registers, session, people } = await walk(world);
  const staff = await signedInAs(world, 'staff', { name: typist });
  const code = await registers.printed(session, people);
  const rows = `1-8 ${String(people.length + 1)}`;
  const look = typing({ roster_code: code, rows, extra_names: name });
  return { staff, look, registers, session, people };
}

export const typeUpSeeds: Readonly<Record<string, Seed>> = {
  'staff-type-up-wrong': async (world) => ({
    ...(await signedInAs(world, 'staff', { name: 'Ailsa' })),
    afterwards: typing({ roster_code: 'R 12' }),
  }),
  'staff-type-up-names': async (world) => {
    const { registers, session, people } = await walk(world);
    await registers.save(session, registers.doer(await registers.person('Iain')), {
      came: people.slice(0, 2),
    });
    const staff = await signedInAs(world, 'staff', { name: 'Ailsa' });
    const code = await registers.printed(session, people);
    return {
      ...staff,
      afterwards: typing({ roster_code: code, rows: '2-5 8', helped_rows: '2' }),
    };
  },
  'staff-type-up-again': async (world) => {
    const { registers, session, people } = await walk(world);
    const staff = await signedInAs(world, 'staff', { name: 'Ailsa' });
    const [first, second, third, ...rest] = people;
    if (first === undefined || second === undefined || third === undefined) throw new Error('Nobody.');
    const iain = registers.doer(await registers.person('Iain'));
    await registers.save(session, iain, { came: [first, second, third] });
    const ailsa = registers.doer(staff.person, 'staff');
    await registers.save(session, ailsa, { came: [third, ...rest.slice(0, 1)], basedOn: 1 });
    const code = await registers.printed(session, people);
    return {
      ...staff,
      afterwards: typing({
        roster_code: code,
        rows: `1-3 ${String(people.length + 1)}`,
        extra_names: 'Xanthe',
      }),
    };
  },
  'staff-type-up-new-names': async (world) => {
    const { registers, session, people } = await walk(world);
    for (const surname of ['Young', 'Baird']) await registers.person('Zedekiah', surname);
    const staff = await signedInAs(world, 'staff', { name: 'Ailsa' });
    const code = await registers.printed(session, people);
    return {
      ...staff,
      afterwards: async (page) => {
        const extra_names = 'Zedekiah\nXanthe';
        await typing({ roster_code: code, rows: '1-8', extra_names, head_count_extra: '2' })(page);
        await press(page);
      },
    };
  },
  'staff-type-up-own': async (world) => {
    const { staff, look } = await namedOnPaper(world, 'Ottoline', 'Ottoline');
    return { ...staff, afterwards: look };
  },
  'staff-type-up-met': async (world) => {
    const { staff, look, registers, session, people } = await namedOnPaper(world, 'Wanda');
    const iain = registers.doer(await registers.person('Iain'));
    await registers.save(session, iain, { came: [...people.slice(0, 8), await registers.person('Wanda')] });
    return {
      ...staff,
      afterwards: async (page) => {
        await look(page);
        await page.check('[name=who_1][value=new]');
        await asBefore(page, 'version');
        await press(page);
      },
    };
  },
};
