import type { RetentionRule } from '../../../src/participants/retention.js';
import { Book } from '../../support/book.js';
import { EVERY_RULE, ForgettingWorld } from '../../support/forgetting-world.js';

let book: Book;
let world: ForgettingWorld;

beforeAll(async () => {
  book = await Book.open();
});

beforeEach(async () => {
  world = await ForgettingWorld.in(book);
});

afterAll(() => book.close());

describe('forgetting', () => {
  it('done twice is done once, and the second time leaves no note', async () => {
    await world.somebody('4 years', '4 years');
    await world.carryOutAll();
    const before = [
      await world.count('audit_event', 'true'),
      await world.count('person', 'anonymous_since IS NOT NULL'),
    ];
    const again = await world.forgetting.carryOut(world.scheme, EVERY_RULE);
    expect([...again.values()].every((gone) => gone === 0)).toBe(true);
    expect([
      await world.count('audit_event', 'true'),
      await world.count('person', 'anonymous_since IS NOT NULL'),
    ]).toEqual(before);
  });

  it('by four at once, one row at a time, takes each row once and notes each once', async () => {
    for (let people = 0; people < 6; people++) await world.somebody('4 years', '4 years');
    const roles = await world.count('person_role', 'true');
    const rules: readonly RetentionRule[] = ['checks', 'people'];
    const racers = Array.from({ length: 4 }, () => world.forgetting.carryOut(world.scheme, rules, 1));
    const gone = await Promise.all(racers);
    const sum = (rule: RetentionRule) => gone.reduce((all, each) => all + (each.get(rule) ?? 0), 0);
    expect([roles, sum('checks'), sum('people')]).toEqual([6, 6, 6]);
    expect(await world.count('audit_event', `action = 'person.anonymised'`)).toBe(6);
    expect(
      await world.count(
        'audit_event',
        `action = 'retention.carried-out' AND details = '{"rule": "checks", "rows": 1}'`,
      ),
    ).toBe(6);
  });

  it('says in its notes how much was taken away by which rule, and of whom the name', async () => {
    const jo = await world.somebody('4 years', '4 years');
    await world.forgetting.carryOut(world.scheme, EVERY_RULE);
    expect(
      await world.count(
        'audit_event',
        `action = 'person.anonymised' AND person_id = '${jo}' AND channel = 'job'`,
      ),
    ).toBe(1);
    expect(await world.count('audit_event', `details @> '{"rule": "audit", "rows": 1}'`)).toBe(1);
  });

  it('leaves other schemes alone', async () => {
    const comet = await ForgettingWorld.in(book);
    const jo = await comet.somebody('4 years', '4 years');
    const before = await comet.heldOf(jo);
    await world.forgetting.carryOut(world.scheme, EVERY_RULE);
    expect(await comet.heldOf(jo)).toEqual(before);
  });

  it('touches nothing in the book, which still proves', async () => {
    const jo = await world.somebody('4 years', '4 years');
    const numbers = await book.numbers(world.scheme, jo);
    const transfers = await world.count('transfer', 'true');
    await world.forgetting.carryOut(world.scheme, EVERY_RULE);
    expect([await book.numbers(world.scheme, jo), await world.count('transfer', 'true')]).toEqual([
      numbers,
      transfers,
    ]);
  });

  it('cannot be told another time by the service', async () => {
    await expect(
      book.work.write(world.scheme, (tx) =>
        tx.query('DELETE FROM audit_event WHERE scheme_id = $1', [world.scheme]),
      ),
    ).rejects.toThrow(/permission denied/);
  });
});
