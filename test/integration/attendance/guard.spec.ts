import type { ParticipantId, SessionId } from '../../../src/shared/ids.js';
import { RegisterWorld } from '../../support/register-world.js';

let world: RegisterWorld;

beforeAll(async () => {
  world = await RegisterWorld.open();
});

afterAll(() => world.close());

/** How often a table was read from end to end in this transaction so far. */
const SCANS = `SELECT coalesce(seq_scan, 0)::int AS scans FROM pg_stat_xact_user_tables WHERE relname = 'register_version'`;

/** A version of a register with one line, written by the role of the service, and what the guard of its lines read. */
function written(session: SessionId, by: ParticipantId, line: { person: ParticipantId; part: string }) {
  return world.book.work.write(world.scheme, async (tx) => {
    await tx.query(
      `INSERT INTO register_version (scheme_id, session_id, version, key, content_hash, based_on, outcome, recorded_by, source)
       VALUES ($1, $2, 1, 'k', decode(repeat('00', 32), 'hex'), 0, 'came', $3, 'web')`,
      [world.scheme, session, by],
    );
    const [before]: { scans: number }[] = await tx.query(SCANS);
    await tx.query(
      `INSERT INTO attendance (scheme_id, session_id, person_id, part, galaxies, from_version) VALUES ($1, $2, $3, $4, 0, 1)`,
      [world.scheme, session, line.person, line.part],
    );
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
