import type { Page } from 'playwright-core';
import { Audit } from '../../../src/audit/index.js';
import { SignInCards } from '../../../src/identity/index.js';
import { newId, type ActorId, type ParticipantId } from '../../../src/shared/ids.js';
import { orbitOf, press, type Seed, signedInAs, type Way, type World } from './world.js';

const LONG = 'Maximiliana-Wilhelmina of the Long Names';

/** Staff at a page about somebody who has a long name and whom somebody looked at. */
async function atPersonsPage(world: World, page: string, afterwards?: Way['afterwards']): Promise<Way> {
  const person = await somebody(world);
  const staff = await signedInAs(world, 'staff', { name: 'Ailsa' });
  const { id: scheme } = await orbitOf(world.web);
  const doer = { personId: staff.person, actorId: newId<ActorId>(), roles: ['staff'] };
  await world.web.app.get(Audit, { strict: false }).looked(scheme, doer, person);
  const path = `/staff/people/${person}${page}`;
  return { cookies: staff.cookies ?? [], path, ...(afterwards && { afterwards }) };
}

async function somebody(world: World): Promise<ParticipantId> {
  const { person } = await signedInAs(world, 'participant', { name: LONG, also: ['leader'] });
  await world.book.ownerSource.query(
    `UPDATE person SET surname = 'Featherstonehaugh-Cholmondeley', note_for_leaders = 'I like to sit near the door.',
       email = $2, contact = 'email', formats = '{large-print,letter}' WHERE id = $1`,
    [person, `${'long-'.repeat(10)}${person.slice(0, 8)}@example.org`],
  );
  return person;
}

async function emptied(page: Page): Promise<void> {
  await page.fill('#liked_name', '');
  await page.fill('#phone', '12');
  await page.fill('#leaders_note', 'n'.repeat(220));
  await press(page);
}

/** The code is another one each time; on the picture it is always the same. */
async function pressAndPrint(page: Page): Promise<void> {
  await press(page);
  await page.evaluate("document.querySelector('.gx-card__code').textContent = '7KQ2-M4TD-0WXE-93HB'");
}

const asStaff: Seed = (world) => signedInAs(world, 'staff', { name: 'Ailsa' });

export const participantsSeeds: Readonly<Record<string, Seed>> = {
  'participant-long-note': async (world) => ({
    ...(await signedInAs(world, 'participant', { name: 'Jo' })),
    afterwards: async (page) => {
      await page.fill('#leaders_note', 'n'.repeat(201));
      await press(page);
    },
  }),
  'participant-looked-at': async (world) => {
    const { person, ...way } = await signedInAs(world, 'participant', { name: 'Jo' });
    const { person: ailsa } = await signedInAs(world, 'staff', { name: LONG });
    const doer = { personId: ailsa, actorId: newId<ActorId>(), roles: ['staff'] };
    await world.web.app.get(Audit, { strict: false }).looked((await orbitOf(world.web)).id, doer, person);
    return way;
  },
  'participant-with-much': async (world) => {
    const { person, ...way } = await signedInAs(world, 'participant', { name: LONG });
    const { id: scheme } = await orbitOf(world.web);
    for (let day = 0; day < 12; day++) await world.book.award(scheme, [[person, 2]]);
    return way;
  },
  'participant-on-a-break': async (world) => {
    const { person, ...way } = await signedInAs(world, 'participant', { name: 'Jo' });
    await world.book.ownerSource.query("UPDATE person SET taking_part = 'taking-a-break' WHERE id = $1", [
      person,
    ]);
    return way;
  },
  staff: asStaff,
  'staff-with-work': async (world) => {
    await world.book.ownerSource.query("UPDATE person SET taking_part = 'joining' WHERE id = $1", [
      await somebody(world),
    ]);
    return asStaff(world);
  },
  'staff-people-wrong': async (world) => ({ ...(await asStaff(world)), afterwards: emptied }),
  'staff-found-nobody': async (world) => ({ ...(await asStaff(world)), path: '/staff/people?search=nobody' }),
  'staff-person': (world) => atPersonsPage(world, ''),
  'staff-person-change': (world) => atPersonsPage(world, '/change'),
  'staff-person-change-wrong': (world) => atPersonsPage(world, '/change', emptied),
  'staff-person-card': (world) => atPersonsPage(world, '/card'),
  'staff-person-card-made': (world) => atPersonsPage(world, '/card', pressAndPrint),
  'staff-person-card-there': async (world) => {
    const way = await atPersonsPage(world, '/card');
    const { id: scheme } = await orbitOf(world.web);
    const [, , , person = ''] = (way.path ?? '').split('/');
    const rows: { id: ParticipantId }[] = await world.book.ownerSource.query(
      'SELECT id FROM person WHERE id = $1',
      [person],
    );
    for (const { id } of rows)
      await world.book.work.write(scheme, (tx) => new SignInCards().make(tx, scheme, id, null));
    return way;
  },
  'staff-person-for': (world) => atPersonsPage(world, '/for'),
  'staff-person-for-wrong': (world) => atPersonsPage(world, '/for', press),
  'staff-acting-for-account': (world) => atPersonsPage(world, '/for/phone/account'),
};
