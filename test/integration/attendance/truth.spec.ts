import { newId, type ParticipantId } from '../../../src/shared/ids.js';
import { throughTheDoor } from '../../support/register-lines.js';
import { RegisterWorld } from '../../support/register-world.js';

let world: RegisterWorld;
let morag: ParticipantId;

beforeAll(async () => {
  world = await RegisterWorld.open();
  morag = await world.person('Morag');
});

afterAll(() => world.close());

describe('a leader', () => {
  it('cannot put themselves on a list but as planned, and everybody else on it is kept', async () => {
    const sam = await world.person();
    const iain = await world.person('Iain');
    const session = await world.session({ leaders: [morag] });
    const saved = await world.save(session, world.doer(iain, 'staff'), { came: [sam, iain] });
    expect(saved.answers.map(({ result }) => result)).toEqual(['added', 'own-line']);
    expect(await world.toUse([sam, iain])).toEqual([1, 0]);
  });

  it.each(['came', 'helped'] as const)('who is planned to lead does not say that they %s', async (part) => {
    const session = await world.session({ leaders: [morag] });
    const sam = await world.person();
    const saved = await world.save(session, world.doer(morag), {
      came: [sam],
      [part]: part === 'came' ? [sam, morag] : [morag],
    });
    expect(saved.answers.find(({ personId }) => personId === morag)?.result).toBe('own-line');
  });

  it('is refused by the database too, whoever writes the line', async () => {
    const session = await world.session({ leaders: [morag] });
    const iain = await world.person('Iain');
    const before = await world.traces();
    const insert = (person: ParticipantId, part: string) =>
      world.book.work.write(world.scheme, async (tx) => {
        await throughTheDoor(tx, world, { session, by: person, person, part });
        await tx.query('SELECT 1 / (SELECT count(*) FROM attendance WHERE person_id = $1 AND part = $2)', [
          person,
          part,
        ]);
      });
    await expect(insert(iain, 'led')).rejects.toMatchObject({ code: 'own-line' });
    await expect(insert(morag, 'attended')).rejects.toMatchObject({ code: 'own-line' });
    expect(await world.traces()).toEqual(before);
    await insert(morag, 'led');
  });

  it('marked by somebody else may have any part', async () => {
    const session = await world.session({ leaders: [morag] });
    const saved = await world.save(session, world.doer(await world.person('Iain')), { came: [morag] });
    expect(saved.answers.map(({ result }) => result)).toEqual(['added']);
  });
});

describe('what happened is never refused', () => {
  it('also when more came than planned: it is saved, and staff have one thing to check', async () => {
    const people = await world.people(14);
    const session = await world.session({ places: 12, leaders: [morag] });
    await world.save(session, world.doer(morag), { came: people });
    expect(await world.toUse(people)).toEqual(people.map(() => 1));
    expect(await world.openChecks(session)).toEqual([{ kind: 'over-places', version: 1 }]);
  });

  it('also when two of thirty lines are bad: each line is answered, none is dropped', async () => {
    const people = await world.people(28);
    const [stranger, other] = [newId<ParticipantId>(), newId<ParticipantId>()];
    const session = await world.session({ places: 40, leaders: [morag] });
    const came = [...people.slice(0, 10), stranger, ...people.slice(10), other];
    const saved = await world.save(session, world.doer(morag), { came });
    expect(saved.answers.map(({ personId }) => personId)).toEqual(came);
    expect(saved.answers.filter(({ result }) => result === 'added')).toHaveLength(28);
    expect(saved.answers.filter(({ result }) => result === 'unknown-person')).toHaveLength(2);
  });

  it('also when somebody is on the list twice: the first line counts, the second is answered', async () => {
    const sam = await world.person();
    const session = await world.session({ leaders: [morag] });
    const saved = await world.save(session, world.doer(morag), { led: [sam], came: [sam] });
    expect(saved.answers.map(({ part, result }) => [part, result])).toEqual([
      ['led', 'added'],
      ['led', 'twice'],
    ]);
    expect(await world.toUse([sam])).toEqual([2]);
  });

  it('also when people are only counted: heads get no galaxies and leave no line', async () => {
    const session = await world.session({ leaders: [morag] });
    const saved = await world.save(session, world.doer(morag), { headCountExtra: 140 });
    expect(saved).toMatchObject({ headCountExtra: 140, lines: [], entryId: undefined, outcome: 'came' });
  });

  it('also when heads were counted out and not all back', async () => {
    const sam = await world.person();
    const session = await world.session({ leaders: [morag] });
    await world.save(session, world.doer(morag), { came: [sam], countedOut: 8, countedBack: 7 });
    expect(await world.openChecks(session)).toEqual([{ kind: 'count-back', version: 1 }]);
  });

  it('also when a part has no rate: it gives nothing, not without end, and staff have it to check', async () => {
    const other = await RegisterWorld.open();
    const [sam, leader] = await other.people(2);
    if (sam === undefined || leader === undefined) throw new Error('Nobody.');
    const early = await other.session({ startsAt: '2008-09-30T10:00:00Z', leaders: [leader] });
    const saved = await other.save(early, other.doer(leader), { came: [sam] });
    expect(saved.answers).toEqual([{ personId: sam, part: 'attended', galaxies: 0, result: 'no-rate' }]);
    expect(await other.toUse([sam])).toEqual([0]);
    expect(await other.openChecks(early)).toEqual([{ kind: 'no-rate', version: 1 }]);
    await other.close();
  });
});

describe('nobody', () => {
  it('gets galaxies for being on the plan: a list without ticks is refused, and leaves nothing', async () => {
    const people = await world.people(3);
    const session = await world.session({ leaders: [morag], yes: people });
    const before = await world.traces();
    await expect(world.save(session, world.doer(morag), {})).rejects.toMatchObject({
      code: 'register-empty',
    });
    expect(await world.traces()).toEqual(before);
  });

  it.each(['nobody-came', 'did-not-run'] as const)('is on a register that says %s', async (outcome) => {
    const session = await world.session({ leaders: [morag] });
    expect(await world.save(session, world.doer(morag), { outcome })).toMatchObject({ outcome, lines: [] });
  });

  it('is named by the database for not being there', async () => {
    const columns: { name: string }[] = await world.book.ownerSource.query(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'public'`,
    );
    expect(
      columns.filter(({ name }) => /absen|no_show|did_not_come|missed|streak|lateness/.test(name)),
    ).toEqual([]);
  });
});

describe('the day', () => {
  it.each([
    ['an evening in summer, half past eleven', '2025-07-12T22:30:00Z', '2025-07-12'],
    ['the hour that comes twice', '2025-10-26T00:30:00Z', '2025-10-26'],
    ['half past eleven on the eve of that day', '2025-10-25T22:30:00Z', '2025-10-25'],
    ['half past midnight on the day that lost an hour', '2025-03-30T00:30:00Z', '2025-03-30'],
    ['the leap day', '2024-02-29T23:30:00Z', '2024-02-29'],
  ])('of %s is the day of the session, whenever it is written down', async (_, startsAt, day) => {
    const sam = await world.person();
    const session = await world.session({ startsAt, leaders: [morag] });
    const saved = await world.save(session, world.doer(morag), { came: [sam] });
    const [entry]: unknown[] = await world.book.ownerSource.query(
      'SELECT occurred_on::text AS day FROM journal_entry WHERE id = $1',
      [saved.entryId],
    );
    expect(entry).toEqual({ day });
  });

  it('has to come first: a register of tomorrow is refused, and leaves nothing', async () => {
    const sam = await world.person();
    const session = await world.session({ day: 1, leaders: [morag] });
    const before = await world.traces();
    await expect(world.save(session, world.doer(morag), { came: [sam] })).rejects.toMatchObject({
      code: 'register-ahead',
    });
    expect(await world.traces()).toEqual(before);
  });
});

describe('after 14 days', () => {
  it('a leader asks staff for a change: it is kept, and the register stands', async () => {
    const [sam, ben] = await world.people(2);
    if (sam === undefined || ben === undefined) throw new Error('Nobody.');
    const session = await world.session({ day: -15, leaders: [morag] });
    const staff = world.doer(await world.person('Ailsa'), 'staff');
    await world.save(session, staff, { came: [sam] });
    const before = await world.traces();
    const change = world.request(session, world.doer(morag), {
      came: [sam, ben],
      basedOn: 1,
      note: 'Ben too',
    });
    await expect(world.send(change)).rejects.toMatchObject({ code: 'register-locked' });
    expect(await world.traces()).toEqual(before);
    const asked = await world.send({ ...change, askStaff: true });
    expect(asked).toEqual({ kind: 'asked', sessionId: session, version: 1 });
    expect(await world.send({ ...change, askStaff: true })).toEqual(asked);
    expect(await world.openChecks(session)).toEqual([{ kind: 'changed-late', version: 1 }]);
    expect(await world.toUse([sam, ben])).toEqual([1, 0]);
    await world.save(session, staff, { came: [sam, ben], basedOn: 1 });
    expect(await world.toUse([sam, ben])).toEqual([1, 1]);
  });

  it('on the fourteenth day the leader still changes it', async () => {
    const sam = await world.person();
    const session = await world.session({ day: -14, leaders: [morag] });
    await world.save(session, world.doer(morag), { came: [sam] });
    expect(
      await world.save(session, world.doer(morag), { outcome: 'nobody-came', basedOn: 1 }),
    ).toMatchObject({
      version: 2,
    });
  });

  it('a first register is taken all the same, and staff look at it', async () => {
    const sam = await world.person();
    const session = await world.session({ day: -40, leaders: [morag] });
    await world.save(session, world.doer(morag), { came: [sam] });
    expect(await world.openChecks(session)).toEqual([{ kind: 'changed-late', version: 1 }]);
  });
});
