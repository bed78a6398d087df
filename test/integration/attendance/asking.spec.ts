import { StaffRegisters } from '../../../src/attendance/staff-registers.queries.js';
import type { ParticipantId, SessionId } from '../../../src/shared/ids.js';
import { atOnce, times } from '../../support/at-once.js';
import { Letterbox, MessagesWorld } from '../../support/messages-world.js';
import { RegisterWorld } from '../../support/register-world.js';

let letterbox: Letterbox;
let world: MessagesWorld;
let registers: RegisterWorld;
let staff: StaffRegisters;
let morag: ParticipantId;
let walk: SessionId;

beforeEach(async () => {
  letterbox = new Letterbox();
  world = await MessagesWorld.open(14, letterbox);
  registers = await RegisterWorld.over(world.book, world.scheme);
  staff = new StaffRegisters(world.book.work);
  morag = await world.person({ phone: '07700 900 001' });
  walk = await ended(121);
});

afterEach(() => world.close());

/** A date that two people lead and that ended so many minutes ago. */
async function ended(minutes: number, leaders: readonly ParticipantId[] = [morag]): Promise<SessionId> {
  const session = await registers.session({ leaders, yes: await registers.people(2) });
  await world.rows(
    `UPDATE session SET starts_at = clock_timestamp() - make_interval(mins => $2 + 60),
       ends_at = clock_timestamp() - make_interval(mins => $2), created_at = clock_timestamp() - interval '9 days' WHERE id = $1`,
    [session, minutes],
  );
  return session;
}

const told = () => letterbox.messages.map(({ address, body }) => [address, body]);
const asked = () => world.rows('SELECT session_id FROM register_asked');

/** What is for staff now, and what is the leader's still. */
async function work(): Promise<{
  readonly forStaff: readonly SessionId[];
  readonly soon: readonly SessionId[];
}> {
  const { notIn } = await staff.all(world.scheme);
  const [forStaff, soon] = [true, false].map((which) =>
    notIn.filter(({ isForStaff }) => isForStaff === which).map(({ id }) => id),
  );
  return { forStaff: forStaff ?? [], soon: soon ?? [] };
}

it('two hours after a date its leader is asked for the register, once, with the way to it', async () => {
  for (let minute = 0; minute < 3; minute++) {
    await world.promise('ask-for-registers', '2026-01-01T10:00Z');
    await world.work();
    await world.work();
  }
  expect(told()).toEqual([
    [
      '+447700900001',
      expect.stringMatching(
        new RegExp(`ready to send\\? No rush. https://orb.example/leader/dates/${walk}/register$`),
      ),
    ],
  ]);
});

it('the calendar asks by itself', async () => {
  await world.day();
  await world.day();
  expect(told()).toHaveLength(1);
});

it('nobody is asked before the two hours are over', async () => {
  await world.rows('DELETE FROM session_leader WHERE session_id = $1', [walk]);
  await ended(119);
  await world.day();
  expect([told(), await asked()]).toEqual([[], []]);
});

it('nobody gets galaxies because a register is not in', async () => {
  const before = await registers.traces();
  await world.day();
  const { journal_entry, transfer, attendance, register_version } = await registers.traces();
  expect({ journal_entry, transfer, attendance, register_version }).toEqual({
    journal_entry: before['journal_entry'],
    transfer: before['transfer'],
    attendance: [],
    register_version: [],
  });
});

it('no register is asked for that is in, or whose date is off, or that was written down long after', async () => {
  await registers.save(walk, registers.doer(morag), { outcome: 'nobody-came' });
  const [off, late] = [await ended(130), await ended(140)];
  await world.rows(
    `UPDATE session SET called_off_at = now(), called_off_reason = 'No bus', called_off_by = $2 WHERE id = $1`,
    [off, morag],
  );
  await world.rows('UPDATE session SET created_at = clock_timestamp() WHERE id = $1', [late]);
  await world.day();
  expect([told(), await asked()]).toEqual([[], []]);
});

it('in the evening nobody is asked; what is sent meanwhile is not asked for in the morning', async () => {
  const other = await ended(150);
  await world.setClock(21);
  await world.rows('UPDATE session SET places = places');
  await world.day();
  expect([told(), await asked()]).toEqual([[], []]);
  await registers.save(walk, registers.doer(morag), { outcome: 'nobody-came' });
  await world.setClock(9);
  await world.promise('ask-for-registers', '2026-01-01T10:00Z');
  await world.work();
  await world.work();
  expect([await asked(), told().length]).toEqual([[{ session_id: other }], 1]);
});

it('a leader who is on a break is not asked when there is a second one', async () => {
  const iain = await world.person({ phone: '07700 900 002' });
  await world.rows('DELETE FROM session_leader');
  await ended(130, [morag, iain]);
  await world.rows(`UPDATE person SET taking_part = 'taking-a-break' WHERE id = $1`, [morag]);
  await world.day();
  expect(told().map(([address]) => address)).toEqual(['+447700900002']);
});

it('many workers with two promises at once ask once', async () => {
  const ids = [
    await world.promise('ask-for-registers', '2026-01-01T10:00Z'),
    await world.promise('ask-for-registers', '2026-01-01T10:01Z'),
  ];
  const { refused } = await atOnce(
    ids.flatMap((outboxId) => times(4, () => world.runner.run({ schemeId: world.scheme, outboxId }))),
  );
  await world.work();
  expect([refused, told().length, await world.states()]).toEqual([{}, 1, ['text sent']]);
});

it('a worker that is cut off in the middle has asked nobody, and the next one asks once', async () => {
  const outboxId = await world.promise('ask-for-registers', '2026-01-01T10:00Z');
  const dying = world.runnerWith({
    'ask-for-registers': async (job) => {
      const effect = await world.handlers['ask-for-registers'](job);
      return async (tx) => {
        await effect(tx);
        throw new Error('The power went.');
      };
    },
  });
  await expect(dying.run({ schemeId: world.scheme, outboxId })).rejects.toThrow();
  expect([await asked(), await world.states()]).toEqual([[], []]);
  await world.work();
  await world.work();
  expect(told()).toHaveLength(1);
});

describe('for staff', () => {
  it('it is one thing from nine the next morning, and not before', async () => {
    await world.day();
    expect(await work()).toEqual({ forStaff: [], soon: [walk] });
    await world.rows(
      `UPDATE session SET starts_at = starts_at - interval '18 hours', ends_at = ends_at - interval '18 hours'`,
    );
    expect(await work()).toEqual({ forStaff: [], soon: [walk] });
    await world.setClock(10);
    await world.rows(
      `UPDATE session SET starts_at = starts_at - interval '2 hours', ends_at = ends_at - interval '2 hours'`,
    );
    expect(await work()).toEqual({ forStaff: [walk], soon: [] });
  });

  it('it is there at once where nobody leads', async () => {
    const alone = await ended(125, []);
    await world.day();
    expect(await work()).toEqual({ forStaff: [alone], soon: [walk] });
  });

  it('it is gone when the register comes', async () => {
    await world.rows(
      `UPDATE session SET starts_at = starts_at - interval '2 days', ends_at = ends_at - interval '2 days'`,
    );
    await world.day();
    expect(await work()).toEqual({ forStaff: [walk], soon: [] });
    await registers.save(walk, registers.doer(morag), { outcome: 'nobody-came' });
    expect(await work()).toEqual({ forStaff: [], soon: [] });
  });

  it('it is said that the leader was asked only when the message could go', async () => {
    const quiet = await world.person({ contact: 'none' });
    await ended(125, [quiet]);
    await world.day();
    const { notIn } = await staff.all(world.scheme);
    expect(notIn.map(({ isAsked }) => isAsked).toSorted()).toEqual([false, true]);
  });
});
