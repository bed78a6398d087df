import { type MessagesWorld } from '../../support/messages-world.js';
import { MovesWorld } from '../../support/moves-world.js';

let moves: MovesWorld;
let world: MessagesWorld;

beforeEach(async () => {
  moves = await MovesWorld.open();
  ({ world } = moves);
});

afterEach(() => world.close());

it('whoever said yes or maybe and who leads is told once, of what it was and what it is, and nobody else', async () => {
  await moves.who('yes', 'yes');
  await moves.who('maybe', 'maybe');
  await moves.who('no', 'not-this-time');
  const gail = await world.person({ email: 'gail@example.org' });
  await moves.change({ leaders: [gail] });
  await moves.moveTo(4, '14:30');
  const late = await world.person({ email: 'late@example.org' });
  await moves.plans.answer(world.scheme, moves.walk, late, 'yes');
  await moves.minute();
  expect(moves.bodies()).toEqual([]);
  await moves.quietly();
  expect(moves.addresses()).toEqual(['gail@example.org', 'maybe@example.org', 'yes@example.org']);
  const told = moves.letterbox.messages.find(({ address }) => address === 'yes@example.org')?.body;
  expect(told).toMatch(/: Hill walk is now \w+ \d+ \w+ at 2\.30pm, The drop-in, not \w+ \d+ \w+ at 10am\. /);
  expect(told).toContain('https://orb.example/n/');
  await moves.quietly();
  expect([moves.bodies().length, await moves.openMoves()]).toEqual([3, []]);
});

it('two workers at once tell everybody once', async () => {
  await moves.who('yes', 'yes');
  await moves.moveTo(4, '14:30');
  await world.rows(`UPDATE session_move SET moved_at = moved_at - interval '6 minutes'`);
  const jobs = await Promise.all(
    ['a', 'b', 'c', 'd'].map((period) => world.promise('tell-of-moves', period)),
  );
  await Promise.all(jobs.map((outboxId) => world.runner.run({ schemeId: world.scheme, outboxId })));
  await world.work();
  expect([moves.bodies().length, await world.states()]).toEqual([1, ['email sent']]);
});

it('of what was changed twice within minutes only what it came to is told', async () => {
  await moves.who('yes', 'yes');
  await moves.moveTo(5, '09:00');
  await moves.change({ meetPlace: 'The harbour' });
  await moves.moveTo(4, '14:30');
  await moves.quietly();
  expect(moves.bodies()).toEqual([
    expect.stringMatching(/at 2\.30pm, The harbour, not \w+ \d+ \w+ at 10am\. /),
  ]);
});

it('what was put back before anybody was told is told to nobody', async () => {
  await moves.who('yes', 'yes');
  await moves.moveTo(4, '14:30');
  await moves.moveTo(3, '10:00');
  await moves.quietly();
  expect([moves.bodies(), await moves.openMoves()]).toEqual([[], []]);
});

it('a new place is told with the old one, and a change of anything else is not', async () => {
  await moves.who('yes', 'yes');
  await moves.change({ places: 9 });
  expect(await moves.openMoves()).toEqual([]);
  await moves.change({ meetPlace: 'The harbour' });
  await moves.quietly();
  expect(moves.bodies()).toEqual([expect.stringContaining(': we meet at The harbour, not The drop-in. ')]);
});

it('nobody is told of a date whose register is in, that is off, or that is over', async () => {
  await moves.who('yes', 'yes');
  const gone: readonly string[] = [
    `INSERT INTO register_version (scheme_id, session_id, version, key, content_hash, based_on, merged, outcome, head_count_extra,
       recorded_by, source) SELECT scheme_id, id, 1, 'k', sha256(''), 0, false, 'nobody-came', 0, $1, 'web' FROM session`,
    `UPDATE session SET called_off_at = clock_timestamp(), called_off_reason = 'No bus.', called_off_by = $1`,
    `UPDATE session SET ends_at = starts_at - interval '9 days', starts_at = starts_at - interval '10 days'
       WHERE called_off_by IS DISTINCT FROM $1`,
  ];
  for (const [index, statement] of gone.entries()) {
    moves.walk = await moves.plans.session(world.scheme, {
      startsAt: await moves.plans.at(world.scheme, 3 + index),
    });
    await moves.who(`yes-${String(index)}`, 'yes');
    await moves.change({ meetPlace: 'The harbour' });
    await world.rows(statement.replace(/FROM session$/, `FROM session WHERE id = '${moves.walk}'`), [
      moves.staff,
    ]);
    await moves.quietly();
    await world.rows(`DELETE FROM session_move`);
  }
  expect([moves.bodies(), await world.states()]).toEqual([[], []]);
});

it('at night it waits for the morning, and whoever had three messages this week is called', async () => {
  await moves.who('yes', 'yes');
  const busy = await moves.who('busy', 'yes');
  for (const key of ['a', 'b', 'c']) await world.tell(busy, { key });
  await world.setClock(22);
  await moves.change({ meetPlace: 'The harbour' });
  await moves.quietly();
  const told = await world.rows(`SELECT channel, state FROM message WHERE kind = 'place-changed' ORDER BY 1`);
  expect(told).toEqual([
    { channel: 'email', state: 'queued' },
    { channel: 'phone', state: 'queued' },
  ]);
});

it('a second leader who comes first by a change of staff is told so once, and nobody who led first before', async () => {
  const [gail, iain] = [
    await world.person({ email: 'gail@example.org' }),
    await world.person({ email: 'iain@example.org' }),
  ];
  await moves.change({ leaders: [gail, iain] });
  await moves.change({ leaders: [iain] });
  await moves.change({ leaders: [iain], places: 9 });
  await world.work();
  expect([moves.addresses(), moves.bodies()]).toEqual([
    ['iain@example.org'],
    [expect.stringMatching(/: you lead on \w+ \d+ \w+ at 10am now\. If you cannot, that is OK: /)],
  ]);
});

it('whoever waits for a place is told as well, for they keep the day free', async () => {
  await moves.change({ places: 2 });
  for (const name of ['one', 'two']) await moves.who(name, 'yes');
  const waits = await moves.who('waits', 'waiting');
  expect(await world.rows(`SELECT answer FROM place WHERE person_id = $1`, [waits])).toEqual([
    { answer: 'waiting' },
  ]);
  await moves.moveTo(4, '14:30');
  await moves.quietly();
  expect(moves.addresses()).toEqual(['one@example.org', 'two@example.org', 'waits@example.org']);
  expect(moves.bodies()).toEqual(Array(3).fill(expect.stringContaining('https://orb.example/n/')));
});

describe('a date that is called off before anybody was told that it was moved', () => {
  const off = (time: string) =>
    expect.stringMatching(new RegExp(`Hill walk, \\w+ \\d+ \\w+ at ${time}, is called off`));

  it('is called off as people know it, by the leaders too, and nobody hears of the move', async () => {
    await moves.who('yes', 'yes');
    const gail = await world.person({ email: 'gail@example.org' });
    await world.rows(`UPDATE person SET message_detail = 'everything' WHERE id = $1`, [gail]);
    await moves.change({ leaders: [gail] });
    await moves.moveTo(4, '14:30');
    await moves.callOff();
    await moves.quietly();
    expect(moves.addresses()).toEqual(['gail@example.org', 'yes@example.org']);
    expect(moves.bodies()).toEqual([off('10am'), off('10am')]);
    expect(await moves.openMoves()).toEqual([]);
  });

  it('is called off as it is now for whoever answered since, and for everybody once they were told', async () => {
    await moves.who('yes', 'yes');
    await moves.moveTo(4, '14:30');
    const since = await world.person({ email: 'since@example.org' });
    await world.rows(`UPDATE person SET message_detail = 'everything' WHERE id = $1`, [since]);
    await moves.plans.answer(world.scheme, moves.walk, since, 'yes');
    await moves.callOff();
    await world.work();
    const told = new Map(moves.letterbox.messages.map(({ address, body }) => [address, body]));
    expect(told.get('yes@example.org')).toEqual(off('10am'));
    expect(told.get('since@example.org')).toEqual(off('2\\.30pm'));
  });

  it('once they were told of the move it is called off as it is now', async () => {
    await moves.who('yes', 'yes');
    await moves.moveTo(4, '14:30');
    await moves.quietly();
    await moves.callOff();
    await world.work();
    expect(moves.bodies().at(-1)).toEqual(off('2\\.30pm'));
  });

  it('whoever calls it off is not told so', async () => {
    const kirsty = await moves.who('kirsty', 'yes');
    await moves.who('yes', 'yes');
    await moves.callOff(kirsty);
    await world.work();
    expect(moves.addresses()).toEqual(['yes@example.org']);
  });

  it('however the two fall together, what people are told fits together', async () => {
    await moves.who('yes', 'yes');
    await moves.moveTo(4, '14:30');
    await world.rows(`UPDATE session_move SET moved_at = moved_at - interval '6 minutes'`);
    const outboxId = await world.promise('tell-of-moves', 'together');
    await Promise.all([world.runner.run({ schemeId: world.scheme, outboxId }), moves.callOff()]);
    await world.work();
    await world.work();
    const isMoveTold = moves.bodies().some((body) => body.includes(' is now '));
    const offs = moves.bodies().filter((body) => body.includes('called off'));
    expect(offs).toEqual([off(isMoveTold ? '2\\.30pm' : '10am')]);
    expect(moves.bodies()).toHaveLength(isMoveTold ? 2 : 1);
  });
});
