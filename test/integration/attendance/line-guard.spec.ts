import { newId, type EarningRateId, type ParticipantId, type SessionId } from '../../../src/shared/ids.js';
import { RegisterWorld } from '../../support/register-world.js';

let world: RegisterWorld;
let morag: ParticipantId;
let sam: ParticipantId;
let session: SessionId;

beforeAll(async () => {
  world = await RegisterWorld.open();
  [morag, sam] = [await world.person('Morag'), await world.person()];
  session = await world.session({ leaders: [morag] });
  await world.save(session, world.doer(morag), { came: [await world.person()] });
});

afterAll(() => world.close());

/** A line that is written past the service. */
function insert(version: number, rate: string | null): Promise<unknown> {
  return world.book.work.write(world.scheme, (tx) =>
    tx.query(
      `INSERT INTO attendance (scheme_id, session_id, person_id, part, galaxies, rate_id, from_version, transfer_id)
       VALUES ($1, $2, $3, 'attended', $4, $5, $6, $7)`,
      [world.scheme, session, sam, rate === null ? 0 : 1, rate, version, rate === null ? null : '900000001'],
    ),
  );
}

async function ownRate(of: RegisterWorld): Promise<string> {
  const rows: { id: string }[] = await of.book.ownerSource.query(
    'SELECT id FROM earning_rate WHERE scheme_id = $1 LIMIT 1',
    [of.scheme],
  );
  return rows[0]?.id ?? '';
}

it('a line of a version that is not there is refused, and leaves nothing', async () => {
  const before = await world.traces();
  await expect(insert(2, null)).rejects.toMatchObject({
    driverError: { code: '23503', constraint: 'attendance_from_version_fkey' },
  });
  expect(await world.traces()).toEqual(before);
});

it('a line of a rate that is not there, or that is another scheme’s, is refused, and leaves nothing', async () => {
  const other = await RegisterWorld.over(world.book, await world.book.scheme());
  const before = await world.traces();
  for (const rate of [newId<EarningRateId>(), await ownRate(other)])
    await expect(insert(1, rate)).rejects.toMatchObject({
      driverError: { code: '23503', constraint: 'attendance_rate_fkey' },
    });
  expect(await world.traces()).toEqual(before);
});

it('a version and a rate that lines refer to never go away, whoever asks', async () => {
  const before = await world.traces();
  for (const [sql, constraint] of [
    ['DELETE FROM earning_rate', 'earning_rate_kept'],
    ['TRUNCATE earning_rate CASCADE', 'earning_rate_kept'],
    ['UPDATE earning_rate SET id = gen_random_uuid()', 'earning_rate_published_frozen'],
  ] as const)
    await expect(world.book.ownerSource.query(sql)).rejects.toMatchObject({
      driverError: { constraint },
    });
  for (const sql of ['DELETE FROM register_version', 'UPDATE register_version SET version = version + 1'])
    await expect(world.book.ownerSource.query(sql)).rejects.toThrow(/never edited/);
  expect(await world.traces()).toEqual(before);
});

it('a line of a version and a rate that are there is written', async () => {
  await insert(1, await ownRate(world));
  expect(JSON.stringify(await world.traces())).toContain(sam);
});
