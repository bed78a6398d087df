import { atOnce, times } from '../../support/at-once.js';
import { Letterbox, MessagesWorld, WALK } from '../../support/messages-world.js';

let world: MessagesWorld;
let letterbox: Letterbox;

async function open(hour: number): Promise<void> {
  letterbox = new Letterbox();
  world = await MessagesWorld.open(hour, letterbox);
}

beforeEach(() => open(12));
afterEach(() => world.close());

const bodies = () => letterbox.messages.map(({ body }) => body);

it('somebody is told the way they chose, with as much as they chose', async () => {
  await world.tell(await world.person());
  await world.tell(await world.person({ email: 'jo@example.org' }));
  await world.work();
  expect(letterbox.messages.map(({ channel, address }) => [channel, address])).toEqual([
    ['text', '+447700900982'],
    ['email', 'jo@example.org'],
  ]);
  expect(bodies()).toEqual(
    Array(2).fill('Galaxies: a reminder for Saturday at 10am. If it does not suit, that is OK: ask us.'),
  );
  expect(await world.states()).toEqual(['text sent', 'email sent']);
});

it('what goes out carries the id of the message, so a gateway that has it knows it again', async () => {
  const id = await world.tell(await world.person());
  await world.work();
  expect(letterbox.messages.map(({ reference }) => reference)).toEqual([id]);
});

it('nothing is told of what was turned back', async () => {
  const jo = await world.person();
  const turnedBack = world.book.work.write(world.scheme, async (tx) => {
    await world.messages.send(tx, { ...WALK, scheme: world.scheme, person: jo });
    throw new Error('turned back');
  });
  await expect(turnedBack).rejects.toThrow('turned back');
  await world.work();
  expect([bodies(), await world.states()]).toEqual([[], []]);
});

it('everybody is told the same thing once, however often and by however many at once', async () => {
  const people = await Promise.all(
    ['07700 900 001', '07700 900 002'].map((phone) => world.person({ phone })),
  );
  const tell = () =>
    world.book.work.write(world.scheme, (tx) =>
      world.messages.sendToAll(tx, people, { ...WALK, kind: 'date-called-off', scheme: world.scheme }),
    );
  const { refused } = await atOnce(times(6, tell));
  await world.work();
  await world.work();
  expect([refused, await world.states(), letterbox.messages.length]).toEqual([
    {},
    ['text sent', 'text sent'],
    2,
  ]);
});

it('one date is reminded of once', async () => {
  const jo = await world.person();
  expect([await world.tell(jo), await world.tell(jo)]).toEqual([expect.any(String), undefined]);
});

describe('in seven days', () => {
  it('nobody gets more than three, also when many are sent at once', async () => {
    const jo = await world.person();
    await atOnce(times(8, (n) => world.tell(jo, { key: `walk-${String(n)}` })));
    await world.work();
    expect([
      letterbox.messages.length,
      (await world.states()).filter((state) => state === 'text stopped week-full'),
    ]).toEqual([3, Array(5).fill('text stopped week-full')]);
  });

  it('a date that is called off after three is told by staff, so nobody comes in vain', async () => {
    const jo = await world.person();
    for (const key of ['1', '2', '3']) await world.tell(jo, { key });
    await world.tell(jo, { kind: 'date-called-off', key: '4' });
    await world.work();
    expect([letterbox.messages.length, (await world.states()).at(-1)]).toEqual([3, 'phone queued']);
  });

  it('and after them there may be more', async () => {
    const jo = await world.person();
    for (const key of ['1', '2', '3']) await world.tell(jo, { key });
    await world.rows(`UPDATE message SET due_at = due_at - interval '7 days'`);
    await world.tell(jo, { key: '4' });
    expect((await world.states()).at(-1)).toBe('text queued');
  });
});

it.each([
  ['taking-a-break', 'text stopped break'],
  ['left', 'text stopped left'],
])('nobody is told anything who is %s', async (takingPart, state) => {
  const jo = await world.person();
  await world.rows('UPDATE person SET taking_part = $1', [takingPart]);
  await world.tell(jo);
  await world.work();
  expect([bodies(), await world.states()]).toEqual([[], [state]]);
});

it('a break that began after it was promised stops it too', async () => {
  const jo = await world.person();
  await world.tell(jo);
  await world.rows(`UPDATE person SET taking_part = 'taking-a-break'`);
  await world.work();
  expect([bodies(), await world.states()]).toEqual([[], ['text stopped break']]);
});

it('whoever wants a letter or a call waits for staff, and who wants nothing gets nothing', async () => {
  for (const contact of ['letter', 'phone', 'none'] as const)
    await world.tell(await world.person({ contact, ...(contact === 'phone' && { phone: '01382 496 000' }) }));
  await world.work();
  expect([bodies(), await world.states()]).toEqual([
    [],
    ['letter queued', 'phone queued', 'none stopped no-way'],
  ]);
});

it('an answer goes the way that was asked for, also to whoever wants nothing else; a break stops it too', async () => {
  const sam = await world.person({ phone: '07700 900 001', contact: 'none' });
  const asked = { kind: 'answer', parts: { what: 'You are right.' }, way: 'text' } as const;
  await world.tell(sam, { ...asked, key: '1' });
  await world.work();
  expect(await world.states()).toEqual(['text sent']);
  await world.rows(`UPDATE person SET taking_part = 'taking-a-break'`);
  await world.tell(sam, { ...asked, key: '2' });
  await world.work();
  expect([letterbox.messages.length, await world.states()]).toEqual([1, ['text sent', 'text stopped break']]);
});

describe('between six in the evening and nine in the morning', () => {
  it.each([22, 3])('nothing is sent at %i; in the morning it is, once', async (hour) => {
    await world.setClock(hour);
    await world.tell(await world.person());
    await world.promiseDue();
    await world.work();
    expect(bodies()).toEqual([]);
    await world.setClock(12);
    await world.rows('UPDATE message SET due_at = clock_timestamp()');
    await world.promiseDue();
    await world.promiseDue();
    await world.work();
    expect([letterbox.messages.length, await world.states()]).toEqual([1, ['text sent']]);
  });

  it('what was promised by day and comes to be sent by night waits for the morning', async () => {
    await world.tell(await world.person());
    await world.setClock(20);
    await world.work();
    expect([bodies(), await world.states()]).toEqual([[], ['text queued']]);
    const [row]: unknown[] = await world.rows(
      `SELECT (due_at AT TIME ZONE s.time_zone)::time::text AS at, promised_at FROM message JOIN scheme s ON s.id = scheme_id`,
    );
    expect(row).toEqual({ at: '09:00:00', promised_at: null });
  });

  it('a reminder that would come too late is not sent, and what is urgent is told by staff', async () => {
    await world.setClock(22);
    const until = new Date((await world.now()).getTime() + 3_600_000);
    const jo = await world.person();
    await world.tell(jo, { until });
    await world.tell(jo, { kind: 'date-called-off', until });
    expect(await world.states()).toEqual(['text stopped too-late', 'phone queued']);
  });

  it.each([
    ['2026-06-14T08:59:59+01:00', '2026-06-14T08:00:00.000Z'],
    ['2026-06-14T09:00:00+01:00', '2026-06-14T08:00:00.000Z'],
    ['2026-06-14T17:59:59+01:00', '2026-06-14T16:59:59.000Z'],
    ['2026-06-14T18:00:00+01:00', '2026-06-15T08:00:00.000Z'],
    ['2026-10-24T20:00:00+01:00', '2026-10-25T09:00:00.000Z'],
    ['2026-03-28T20:00:00+00:00', '2026-03-29T08:00:00.000Z'],
  ])('what is to be sent at %s goes at %s, also when the clocks change', async (moment, expected) => {
    const [row] = await world.rows<{ at: Date }>(`SELECT message_moment($1, 'Europe/London') AS at`, [
      moment,
    ]);
    expect(row?.at.toISOString()).toBe(expected);
  });
});

describe('when the gateway is away', () => {
  it('it is tried again, and goes out once', async () => {
    letterbox.failures = 2;
    await world.tell(await world.person());
    for (let run = 0; run < 4; run += 1) await world.work();
    expect([letterbox.messages.length, await world.states()]).toEqual([1, ['text sent']]);
  });

  it('for good, it did not arrive: it says so, and no job is left behind', async () => {
    letterbox.failures = 99;
    await world.tell(await world.person());
    for (let run = 0; run < 6; run += 1) await world.work();
    const left: unknown[] = await world.rows('SELECT FROM outbox WHERE done_at IS NULL');
    expect([await world.states(), left]).toEqual([['text not_delivered failed'], []]);
  });
});

it('a person of another scheme is not told anything', async () => {
  const beacon = await world.book.scheme('beacon');
  const jo = await world.person();
  const told = await world.book.work.write(beacon, (tx) =>
    world.messages.send(tx, { ...WALK, scheme: beacon, person: jo }),
  );
  expect([told, await world.states()]).toEqual([undefined, []]);
});

it('ninety days after it was sent it is gone', async () => {
  await world.tell(await world.person());
  await world.work();
  await world.rows(`UPDATE message SET done_at = done_at - interval '91 days'`);
  await world.promiseDue();
  expect(await world.states()).toEqual([]);
});
