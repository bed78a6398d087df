import { newId, type EarningRateId, type ParticipantId, type SessionId } from '../../../src/shared/ids.js';
import { pastTheDoor, throughTheDoor } from '../../support/register-lines.js';
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

/** A line that is written past the service, by whoever owns the tables. */
function insert(version: number, rate?: string): Promise<unknown> {
  return pastTheDoor(
    world,
    { session, person: sam, part: 'attended', ...(rate === undefined ? {} : { rate }) },
    version,
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
  await expect(insert(2)).rejects.toMatchObject({
    code: '23503',
    constraint: 'attendance_from_version_fkey',
  });
  expect(await world.traces()).toEqual(before);
});

it('a line of a rate that is not there, or that is another scheme’s, is refused, and leaves nothing', async () => {
  const other = await RegisterWorld.over(world.book, await world.book.scheme());
  const empty = await world.session({ leaders: [morag] });
  const before = await world.traces();
  const line = { session: empty, by: morag, person: sam, part: 'attended' };
  for (const rate of [newId<EarningRateId>(), await ownRate(other)]) {
    const sent = world.book.work.write(world.scheme, (tx) => throughTheDoor(tx, world, { ...line, rate }));
    for (const written of [insert(1, rate), sent])
      await expect(written).rejects.toMatchObject({ code: '23503', constraint: 'attendance_rate_fkey' });
  }
  expect(await world.traces()).toEqual(before);
});

it('a line of somebody who is not there, or who is another scheme’s, is refused, and leaves nothing', async () => {
  const other = await RegisterWorld.over(world.book, await world.book.scheme());
  const empty = await world.session({ leaders: [morag] });
  const strangers = [newId<ParticipantId>(), await other.person()];
  const before = await world.traces();
  for (const person of strangers) {
    const sent = world.book.work.write(world.scheme, (tx) =>
      throughTheDoor(tx, world, { session: empty, by: morag, person, part: 'attended' }),
    );
    for (const written of [pastTheDoor(world, { session, person, part: 'attended' }), sent])
      await expect(written).rejects.toMatchObject({ code: '23503', constraint: 'attendance_person_fkey' });
  }
  expect(await world.traces()).toEqual(before);
});

it('a person, a version and a rate that lines refer to never go away, whoever asks', async () => {
  const before = await world.traces();
  for (const [sql, constraint] of [
    ['DELETE FROM person', 'person_kept'],
    ['TRUNCATE person CASCADE', 'person_kept'],
    [`UPDATE person SET id = gen_random_uuid() WHERE id = '${sam}'`, 'person_kept'],
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
