import { Sessions } from '../../../src/activities/index.js';
import { parseIsoInstant } from '../../../src/shared/calendar.js';
import type { ParticipantId, SessionId } from '../../../src/shared/ids.js';
import { atOnce } from '../../support/at-once.js';
import { RegisterWorld } from '../../support/register-world.js';

let world: RegisterWorld;
let sam: ParticipantId;
let morag: ParticipantId;
const sessions = new Sessions();

beforeAll(async () => {
  world = await RegisterWorld.open();
});
afterAll(() => world.close());

beforeEach(async () => {
  [sam, morag] = [await world.person('Sam'), await world.person('Morag')];
});

/** Moves a session as staff do. */
function move(id: SessionId, day: string, time = '10:00'): Promise<void> {
  const session = {
    activityId: world.activity,
    startsAt: parseIsoInstant(`${day}T${time}:00+01:00`),
    endsAt: parseIsoInstant(`${day}T15:00:00+01:00`),
    meetPlace: 'The drop-in',
  };
  return world.book.work.write(world.scheme, (tx) => sessions.change(tx, world.scheme, id, session));
}

async function dayOf(id: SessionId): Promise<string> {
  const [row] = await world.book.ownerSource.query<{ day: string }[]>(
    'SELECT occurs_on::text AS day FROM session WHERE id = $1',
    [id],
  );
  return row?.day ?? '';
}

const aDay = () => world.session({ startsAt: '2026-06-14T10:00:00+01:00', leaders: [morag] });

it('a date without a register moves to another day', async () => {
  const id = await aDay();
  await move(id, '2026-06-15');
  expect(await dayOf(id)).toBe('2026-06-15');
});

it('a date with a register keeps its day, says what to do next, and changes nothing', async () => {
  const id = await aDay();
  await world.save(id, world.doer(morag), { came: [sam] });
  const before = await world.book.ownerSource.query('SELECT * FROM session WHERE id = $1', [id]);
  await expect(move(id, '2026-06-15')).rejects.toMatchObject({
    code: 'session-has-register',
    detail: expect.stringContaining('make a new date'),
    fields: [{ pointer: '/startsAt' }],
  });
  expect(await world.book.ownerSource.query('SELECT * FROM session WHERE id = $1', [id])).toEqual(before);
});

it('its time on that day may still be changed', async () => {
  const id = await aDay();
  await world.save(id, world.doer(morag), { came: [sam] });
  await move(id, '2026-06-14', '11:00');
  expect(await dayOf(id)).toBe('2026-06-14');
});

it('moved while its first register is being saved, the entry and the session are of one day', async () => {
  for (let round = 0; round < 10; round++) {
    const id = await aDay();
    await atOnce<unknown>([
      () => world.save(id, world.doer(morag), { came: [sam] }),
      () => move(id, '2026-06-15'),
    ]);
    const [row] = await world.book.ownerSource.query<{ same: boolean }[]>(
      `SELECT e.occurred_on = s.occurs_on AS same FROM session s
         JOIN register_version v ON v.scheme_id = s.scheme_id AND v.session_id = s.id
         JOIN journal_entry e ON e.scheme_id = v.scheme_id AND e.id = v.entry_id WHERE s.id = $1`,
      [id],
    );
    expect(row?.same).toBe(true);
  }
});
