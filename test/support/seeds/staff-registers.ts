import type { ParticipantId } from '../../../src/shared/ids.js';
import { walk } from './attendance.js';
import { press, type Seed, signedInAs, type Way, type World } from './world.js';

/** Iain's list and Morag's, which had not seen it. */
async function joinedLists(world: World): Promise<Way & { readonly person: ParticipantId }> {
  const { way, registers, session, people } = await walk(world);
  const iain = registers.doer(await registers.person('Iain'));
  await registers.save(session, iain, { came: people.slice(0, 4), note: 'Ben found a glove.' });
  await registers.save(session, registers.doer(way.person), { came: people.slice(2, 6) });
  const [check]: { id: string }[] = await world.book.ownerSource.query(
    `SELECT id FROM register_check WHERE session_id = $1 AND kind = 'merged'`,
    [session],
  );
  const staff = await signedInAs(world, 'staff', { name: 'Ailsa' });
  return { ...staff, path: `/staff/registers/${check?.id ?? ''}/check` };
}

export const staffRegistersSeeds: Readonly<Record<string, Seed>> = {
  roster: async (world) => {
    const { way, session } = await walk(world);
    return { ...way, path: `/leader/dates/${session}/roster` };
  },
  'staff-roster': (world) => asStaff(world, 'roster'),
  'staff-register': (world) => asStaff(world, 'register'),
  'staff-registers-none': (world) => signedInAs(world, 'staff', { name: 'Ailsa' }),
  'staff-registers': async (world) => {
    const { way, registers } = await walk(world, { day: -2 });
    const merged = await registers.session({ leaders: [way.person] });
    const note = 'Ben found a glove.';
    const people = await registers.people(2);
    await registers.save(merged, registers.doer(way.person), { came: people, note });
    return signedInAs(world, 'staff', { name: 'Ailsa' });
  },
  'staff-registers-asked': async (world) => {
    const { way, session, registers } = await walk(world, { startsAt: await hoursAgo(world, 8) });
    await world.book.ownerSource.query(
      `INSERT INTO message (scheme_id, person_id, kind, key, parts, channel, state, due_at, done_at)
       VALUES ($1, $2, 'register-wanted', $3, '{}', 'text', 'sent', now(), now())`,
      [registers.scheme, way.person, session],
    );
    return signedInAs(world, 'staff', { name: 'Ailsa' });
  },
  'staff-registers-check': joinedLists,
  'staff-registers-check-wrong': async (world) => ({ ...(await joinedLists(world)), afterwards: press }),
  'staff-registers-check-done': async (world) => {
    const way = await joinedLists(world);
    await world.book.ownerSource.query(
      `UPDATE register_check SET closed_at = clock_timestamp(), closed_by = $1 WHERE position(id::text IN $2) > 0`,
      [way.person, way.path],
    );
    return way;
  },
};

/** A date of five hours that began then is over for three, so that its leader is asked. */
async function hoursAgo(world: World, hours: number): Promise<string> {
  const [row]: { at: string }[] = await world.book.ownerSource.query(
    `SELECT (clock_timestamp() - make_interval(hours => $1))::text AS at`,
    [hours],
  );
  return row?.at ?? '';
}

/** Staff at a page of the walk that Morag leads. */
async function asStaff(world: World, page: string): Promise<Way> {
  const { session } = await walk(world);
  return {
    ...(await signedInAs(world, 'staff', { name: 'Ailsa' })),
    path: `/leader/dates/${session}/${page}`,
  };
}
