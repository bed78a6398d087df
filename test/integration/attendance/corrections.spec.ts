import { parseIsoDate } from '../../../src/shared/calendar.js';
import { galaxies } from '../../../src/shared/galaxies.js';
import type { ParticipantId, SessionId } from '../../../src/shared/ids.js';
import { RegisterWorld } from '../../support/register-world.js';

let world: RegisterWorld;
let leader: ParticipantId;

beforeAll(async () => {
  world = await RegisterWorld.open();
  leader = await world.person('Morag');
});

afterAll(() => world.close());

/** The person hands over what they may use, as for a therapy. */
async function use(person: ParticipantId, amount: number): Promise<void> {
  const details = { scheme: world.scheme, participant: person, amount: galaxies(amount) };
  const moment = { occurredOn: parseIsoDate('2026-03-14'), recordedBy: world.book.actor };
  const hold = await world.book.work.write(world.scheme, (tx) =>
    world.book.ledger.hold(tx, { ...details, ...moment, sourceKey: `hold/${person}` }),
  );
  const [holdId] = hold.transferIds;
  if (holdId === undefined) throw new Error('Nothing was set aside.');
  await world.book.work.write(world.scheme, (tx) =>
    world.book.ledger.settle(tx, { ...details, ...moment, hold: holdId, sourceKey: `settle/${person}` }),
  );
}

async function linesOf(session: SessionId): Promise<readonly { standing: boolean; galaxies: number }[]> {
  return world.book.ownerSource.query(
    `SELECT put_right_version IS NULL AS standing, galaxies FROM attendance WHERE session_id = $1 ORDER BY id`,
    [session],
  );
}

describe('a register that is changed', () => {
  it('is the same as one attendance after somebody was put on it and taken off ten times', async () => {
    const [sam, ben] = await world.people(2);
    if (sam === undefined || ben === undefined) throw new Error('Nobody.');
    const session = await world.session({ leaders: [leader] });
    for (let basedOn = 0; basedOn <= 20; basedOn++) {
      const came = basedOn % 2 === 0 ? [sam, ben] : [ben];
      const saved = await world.save(session, world.doer(leader), { came, basedOn });
      expect(saved).toMatchObject({ version: basedOn + 1, merged: false });
    }
    expect(await world.toUse([sam, ben])).toEqual([1, 1]);
    expect((await linesOf(session)).filter(({ standing }) => standing)).toHaveLength(2);
    const all = await linesOf(session);
    expect(all).toHaveLength(12);
    expect((await world.book.prove(world.scheme)).holds).toBe(true);
    expect(await world.openChecks(session)).toEqual([]);
  });

  it('gives galaxies again to somebody who is put back', async () => {
    const sam = await world.person();
    const session = await world.session({ leaders: [leader] });
    await world.save(session, world.doer(leader), { came: [sam], basedOn: 0 });
    await world.save(session, world.doer(leader), { outcome: 'nobody-came', basedOn: 1 });
    expect(await world.toUse([sam])).toEqual([0]);
    await world.save(session, world.doer(leader), { came: [sam], basedOn: 2 });
    expect(await world.toUse([sam])).toEqual([1]);
  });

  it('turns round all that it gave, whatever the rate is now, and nothing else', async () => {
    const [iain, sam] = await world.people(2);
    if (iain === undefined || sam === undefined) throw new Error('Nobody.');
    const session = await world.session({ leaders: [leader, iain], day: -3 });
    const first = await world.save(session, world.doer(leader), { led: [iain], came: [sam] });
    const helped = await world.save(session, world.doer(leader), { helped: [iain], came: [sam], basedOn: 1 });
    expect(await world.toUse([iain, sam])).toEqual([1, 1]);
    const transfers: unknown[] = await world.book.ownerSource.query(
      `SELECT t.amount, t.reverses_id IS NOT NULL AS reverses FROM transfer t WHERE t.entry_id = $1 ORDER BY t.id`,
      [helped.entryId],
    );
    expect(transfers).toEqual([
      { amount: 1, reverses: false },
      { amount: 2, reverses: true },
    ]);
    expect(helped.lines.filter(({ fromVersion }) => fromVersion === 1)).toHaveLength(first.lines.length);
    const links: unknown[] = await world.book.ownerSource.query(
      `SELECT r.reverses_id = a.transfer_id AS linked FROM attendance a
       JOIN transfer r ON r.scheme_id = a.scheme_id AND r.id = a.reversal_id WHERE a.session_id = $1`,
      [session],
    );
    expect(links).toEqual([{ linked: true }]);
  });

  it('links each of several reversals to its own line', async () => {
    const people = await world.people(5);
    const session = await world.session({ leaders: [leader] });
    const [one, two, ...rest] = people;
    if (one === undefined || two === undefined) throw new Error('Nobody.');
    await world.save(session, world.doer(leader), { came: people });
    await world.save(session, world.doer(leader), { came: [two], helped: [one], basedOn: 1 });
    const links: { linked: boolean }[] = await world.book.ownerSource.query(
      `SELECT r.reverses_id = a.transfer_id AND r.debit_account_id = t.credit_account_id AS linked FROM attendance a
       JOIN transfer r ON r.scheme_id = a.scheme_id AND r.id = a.reversal_id
       JOIN transfer t ON t.scheme_id = a.scheme_id AND t.id = a.transfer_id WHERE a.session_id = $1`,
      [session],
    );
    expect(links).toEqual(Array.from({ length: 4 }, () => ({ linked: true })));
    expect(await world.toUse(rest)).toEqual([0, 0, 0]);
  });

  it('never shows less than nought to somebody who has used what it gave: goodwill makes it up', async () => {
    const sam = await world.person();
    const session = await world.session({ leaders: [leader] });
    await world.save(session, world.doer(leader), { came: [sam] });
    await use(sam, 1);
    const saved = await world.save(session, world.doer(leader), { outcome: 'nobody-came', basedOn: 1 });
    expect(await world.book.numbers(world.scheme, sam)).toEqual([0, 0, 0]);
    const madeUp: unknown[] = await world.book.ownerSource.query(
      'SELECT made_up::int FROM journal_entry WHERE id = $1',
      [saved.entryId],
    );
    expect(madeUp).toEqual([{ made_up: 1 }]);
    expect((await world.book.prove(world.scheme)).holds).toBe(true);
  });

  it('keeps what yesterday gave when the rate changes today', async () => {
    const activity = await world.activityCalled('Allotment');
    const [sam, jo] = await world.people(2);
    if (sam === undefined || jo === undefined) throw new Error('Nobody.');
    await world.rate('attended', 3, '2009-02-28', activity);
    const before = await world.session({ startsAt: '2009-02-27T10:00:00Z', leaders: [leader] }, activity);
    const after = await world.session({ startsAt: '2009-02-28T10:00:00Z', leaders: [leader] }, activity);
    const staff = world.doer(await world.person('Ailsa'), 'staff');
    const first = await world.save(before, staff, { came: [sam] });
    await world.save(after, staff, { came: [jo] });
    expect(await world.toUse([sam, jo])).toEqual([1, 3]);
    const lines = await linesOf(before);
    await world.rate('attended', 5, '2009-02-01', activity);
    expect(await linesOf(before)).toEqual(lines);
    const again = await world.save(before, staff, { came: [sam], note: 'All well', basedOn: 1 });
    expect([again.entryId, again.version, first.version]).toEqual([undefined, 2, 1]);
    expect(await world.toUse([sam])).toEqual([1]);
  });
});
