import type { ParticipantId, SessionId } from '../../../src/shared/ids.js';
import { pastTheDoor, throughTheDoor } from '../../support/register-lines.js';
import { RegisterWorld } from '../../support/register-world.js';

let world: RegisterWorld;

beforeAll(async () => {
  world = await RegisterWorld.open();
});

afterAll(() => world.close());

/** How often a table was read from end to end in this transaction so far. */
const SCANS = `SELECT coalesce(seq_scan, 0)::int AS scans FROM pg_stat_xact_user_tables WHERE relname = 'register_version'`;

/** A register with one line, written by the role of the service, and how often all registers were read for it. */
function written(session: SessionId, by: ParticipantId, line: { person: ParticipantId; part: string }) {
  return world.book.work.write(world.scheme, async (tx) => {
    const [before]: { scans: number }[] = await tx.query(SCANS);
    await throughTheDoor(tx, world, { session, by, ...line });
    const [after]: { scans: number }[] = await tx.query(SCANS);
    return (after?.scans ?? 0) - (before?.scans ?? 0);
  });
}

it('the guard of own lines looks the register up, and never goes through all of them', async () => {
  const [morag, sam] = [await world.person('Morag'), await world.person()];
  for (let register = 0; register < 3; register++) {
    const session = await world.session({ leaders: [morag] });
    // Of a table that is known to be small PostgreSQL would rather read everything.
    await world.book.ownerSource.query('ANALYZE');
    expect(await written(session, morag, { person: sam, part: 'attended' })).toBe(0);
  }
});

it.each([
  ['the leader of another date', 'led'],
  ['whoever saved it', 'attended'],
  ['whoever saved it, as a helper', 'contributed'],
])('the guard refuses a line of %s for themselves', async (_, part) => {
  const [morag, iain] = [await world.person('Morag'), await world.person('Iain')];
  await world.session({ leaders: [iain] });
  const session = await world.session({ leaders: [morag] });
  const before = await world.traces();
  await expect(written(session, iain, { person: iain, part })).rejects.toMatchObject({ code: 'own-line' });
  expect(await world.traces()).toEqual(before);
});

it('the guard lets a leader be marked as planned, and by somebody else as anything', async () => {
  const [morag, iain] = [await world.person('Morag'), await world.person('Iain')];
  const [one, other] = [await world.session({ leaders: [morag] }), await world.session({ leaders: [morag] })];
  await written(one, morag, { person: morag, part: 'led' });
  await written(other, iain, { person: morag, part: 'attended' });
  expect(await world.toUse([morag])).toEqual([0]);
});

it.each([
  ['whoever saved it', 'attended'],
  ['whoever saved it, as a leader who was not planned', 'led'],
])('the guard refuses the owner of the tables too a line of %s', async (_, part) => {
  const iain = await world.person('Iain');
  const session = await world.session();
  await world.save(session, world.doer(iain, 'staff'), { came: [await world.person()] });
  const before = await world.traces();
  await expect(pastTheDoor(world, { session, person: iain, part })).rejects.toMatchObject({
    code: 'own-line',
  });
  expect(await world.traces()).toEqual(before);
});

it('the role of the service writes a line by the door, and by nothing else', async () => {
  const [morag, sam] = [await world.person('Morag'), await world.person()];
  const session = await world.session({ leaders: [morag] });
  const before = await world.traces();
  const insert = world.book.work.write(world.scheme, (tx) =>
    tx.query(
      `INSERT INTO attendance (scheme_id, session_id, person_id, part, galaxies, from_version) VALUES ($1, $2, $3, 'attended', 0, 1)`,
      [world.scheme, session, sam],
    ),
  );
  await expect(insert).rejects.toMatchObject({ code: '42501' });
  expect(await world.traces()).toEqual(before);
});

it('the door writes into the scheme of the transaction only', async () => {
  const other = await RegisterWorld.over(world.book, await world.book.scheme());
  const [morag, sam] = [await other.person('Morag'), await other.person()];
  const session = await other.session({ leaders: [morag] });
  const before = [await world.traces(), await other.traces()];
  const written = world.book.work.write(world.scheme, (tx) =>
    throughTheDoor(tx, other, { session, by: morag, person: sam, part: 'attended' }),
  );
  await expect(written).rejects.toMatchObject({ code: 'wrong-scheme' });
  expect([await world.traces(), await other.traces()]).toEqual(before);
});
