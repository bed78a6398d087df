import type { ParticipantId } from '../../../src/shared/ids.js';
import { atOnce } from '../../support/at-once.js';
import { RegisterWorld } from '../../support/register-world.js';

let world: RegisterWorld;
let morag: ParticipantId;
let iain: ParticipantId;

beforeAll(async () => {
  world = await RegisterWorld.open();
  [morag, iain] = [await world.person('Morag'), await world.person('Iain')];
});

afterAll(() => world.close());

describe('the registers of two leaders', () => {
  it('raced, keep everybody from both, and staff get one thing to check', async () => {
    for (let round = 0; round < 10; round++) {
      const people = await world.people(4);
      const [one, two, three, four] = people;
      if (one === undefined || two === undefined || three === undefined || four === undefined)
        throw new Error('Nobody.');
      const session = await world.session({ leaders: [morag, iain] });
      const lists = [
        world.request(session, world.doer(morag), { led: [morag], came: [one, two, three] }),
        world.request(session, world.doer(iain), { led: [iain], came: [two, three, four] }),
      ];
      const { kept, refused } = await atOnce(lists.map((list) => () => world.send(list)));
      expect(refused).toEqual({});
      expect(kept.map((answer) => answer.version).toSorted()).toEqual([1, 2]);
      expect(kept.filter((answer) => answer.kind === 'saved' && answer.merged)).toHaveLength(1);
      expect(await world.toUse(people)).toEqual([1, 1, 1, 1]);
      expect(await world.openChecks(session)).toEqual([{ kind: 'merged', version: 2 }]);
      const [check]: { ticks: string }[] = await world.book.ownerSource.query(
        `SELECT count(*)::int AS ticks FROM register_tick JOIN register_check c ON c.id = check_id WHERE c.session_id = $1`,
        [session],
      );
      expect(check).toEqual({ ticks: 4 });
    }
    const [{ led }]: [{ led: number }] = await world.book.ownerSource.query(
      `SELECT count(*)::int AS led FROM attendance WHERE part = 'led' AND put_right_version IS NULL AND person_id = ANY ($1)`,
      [[morag, iain]],
    );
    expect(led).toBe(20);
  });

  it('where they differ about somebody, leave the line that stands', async () => {
    const [sam] = await world.people(1);
    if (sam === undefined) throw new Error('Nobody.');
    const session = await world.session({ leaders: [morag, iain] });
    await world.save(session, world.doer(morag), { came: [sam] });
    const second = await world.save(session, world.doer(iain), { helped: [sam] });
    expect(second.answers).toEqual([{ personId: sam, part: 'attended', galaxies: 1, result: 'other-part' }]);
    expect(second.merged).toBe(true);
    expect(await world.openChecks(session)).toHaveLength(1);
  });

  it('where one has seen the list of the other, are a change like any other', async () => {
    const [sam, ben] = await world.people(2);
    if (sam === undefined || ben === undefined) throw new Error('Nobody.');
    const session = await world.session({ leaders: [morag, iain] });
    await world.save(session, world.doer(morag), { came: [sam] });
    const second = await world.save(session, world.doer(iain), { came: [ben], basedOn: 1 });
    expect(second.merged).toBe(false);
    expect(await world.toUse([sam, ben])).toEqual([0, 1]);
    expect(await world.openChecks(session)).toEqual([]);
  });

  it('keep people when the second says that nobody came', async () => {
    const [sam] = await world.people(1);
    if (sam === undefined) throw new Error('Nobody.');
    const session = await world.session({ leaders: [morag, iain] });
    await world.save(session, world.doer(morag), { came: [sam] });
    const second = await world.save(session, world.doer(iain), { outcome: 'nobody-came' });
    expect(second).toMatchObject({ outcome: 'came', merged: true });
    expect(await world.toUse([sam])).toEqual([1]);
  });

  it('show both versions as they were saved', async () => {
    const people = await world.people(2);
    const [sam, ben] = people;
    if (sam === undefined || ben === undefined) throw new Error('Nobody.');
    const session = await world.session({ leaders: [morag, iain] });
    const first = await world.save(session, world.doer(morag), { came: [sam] });
    const second = await world.save(session, world.doer(iain), { came: [ben] });
    const read = (version: number) =>
      world.book.work.read(world.scheme, (view) =>
        world.queries.version(view, { scheme: world.scheme, sessionId: session }, version),
      );
    expect((await read(1)).lines).toEqual(first.lines);
    expect((await read(2)).lines).toEqual(second.lines);
  });
});
