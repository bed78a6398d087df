import type { ParticipantId } from '../../../src/shared/ids.js';
import { atOnce, times } from '../../support/at-once.js';
import { RegisterWorld } from '../../support/register-world.js';

let world: RegisterWorld;
let leader: ParticipantId;

beforeAll(async () => {
  world = await RegisterWorld.open();
  leader = await world.person('Morag');
});

afterAll(() => world.close());

describe('the same register, sent again', () => {
  it('at once, ten times, has one effect and one answer', async () => {
    for (let round = 0; round < 5; round++) {
      const people = await world.people(4);
      const session = await world.session({ leaders: [leader] });
      const request = world.request(session, world.doer(leader), {
        came: people,
        led: [leader],
        key: 'once',
      });
      const { kept, refused } = await atOnce(times(10, () => world.send(request)));
      expect(refused).toEqual({});
      expect(kept).toHaveLength(10);
      for (const answer of kept) expect(answer).toEqual(kept[0]);
      expect(await world.toUse(people)).toEqual([1, 1, 1, 1]);
    }
  });

  it('after a lost reply, an hour later and thirty days later, is answered as the first time', async () => {
    const [sam, ben] = await world.people(2);
    if (sam === undefined || ben === undefined) throw new Error('Nobody.');
    const session = await world.session({ leaders: [leader] });
    const request = world.request(session, world.doer(leader), { came: [sam, ben], key: 'form-1' });
    const first = await world.send(request);
    const before = await world.traces();
    expect(await world.send(request)).toEqual(first);
    expect(await world.traces()).toEqual(before);
    const changed = await world.save(session, world.doer(leader), { came: [sam], basedOn: 1 });
    for (const time of ['1 hour', '30 days']) {
      await world.letPass(session, time);
      expect(await world.send(request)).toEqual(first);
    }
    expect(changed.version).toBe(2);
    expect(await world.toUse([sam, ben])).toEqual([1, 0]);
  });

  it('under the key of another list is joined to it, and sent once more changes nothing', async () => {
    const [sam, ben, jo] = await world.people(3);
    if (sam === undefined || ben === undefined || jo === undefined) throw new Error('Nobody.');
    const session = await world.session({ leaders: [leader] });
    await world.save(session, world.doer(leader), { came: [sam, ben], key: 'form' });
    const other = world.request(session, world.doer(leader), { came: [ben, jo], key: 'form' });
    const joined = await world.send(other);
    expect(joined).toMatchObject({ kind: 'saved', version: 2, merged: true });
    expect(await world.send(other)).toEqual(joined);
    expect(await world.toUse([sam, ben, jo])).toEqual([1, 1, 1]);
    expect(await world.openChecks(session)).toEqual([{ kind: 'merged', version: 2 }]);
  });

  it('from a second phone with a key of its own counts nobody twice, and asks nobody to look', async () => {
    const people = await world.people(3);
    const session = await world.session({ leaders: [leader] });
    await world.save(session, world.doer(leader), { came: people });
    const second = await world.save(session, world.doer(leader), { came: people.toReversed() });
    expect(second).toMatchObject({ version: 2, merged: false, entryId: undefined });
    expect(await world.toUse(people)).toEqual([1, 1, 1]);
    expect(await world.openChecks(session)).toEqual([]);
  });

  it('may use one key for two sessions without mixing them up', async () => {
    const [sam] = await world.people(1);
    if (sam === undefined) throw new Error('Nobody.');
    const sessions = [await world.session({ leaders: [leader] }), await world.session({ leaders: [leader] })];
    for (const session of sessions)
      await world.save(session, world.doer(leader), { came: [sam], key: 'same' });
    expect(await world.toUse([sam])).toEqual([2]);
  });
});
