import { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { openDataSource, UnitOfWork } from '../../src/database/index.js';
import { isLostConnection } from '../../src/database/retry.js';
import { atOnce, times } from '../support/at-once.js';
import { CuttingProxy } from '../support/cutting-proxy.js';
import { until } from '../support/until.js';
import { lose, POOL, raise, setting, withBench, type WorkBench } from '../support/work-bench.js';

describe('a unit of work, when something goes wrong', () => {
  let bench: WorkBench;
  withBench((opened) => {
    bench = opened;
  });

  describe('runs again what may succeed next time:', () => {
    it.each(['40001', '40P01'])('after %s, with nothing left of the first try', async (state) => {
      let tries = 0;
      await bench.work.write(bench.scheme, async (tx) => {
        await bench.note(tx, `try ${String(++tries)}`);
        if (tries < 4) await raise(tx, state);
      });
      expect([tries, await bench.notes()]).toEqual([4, ['try 4']]);
    });

    it.each(['40001', '40P01'])('eight times at most after %s, keyed or not', async (state) => {
      let tries = 0;
      const failing = bench.work.write(bench.scheme, (tx) => {
        tries++;
        return raise(tx, state);
      });
      await expect(failing).rejects.toMatchObject({ code: state });
      expect(tries).toBe(8);
      await bench.expectWholePool();
    });

    it('never after anything else', async () => {
      let tries = 0;
      const failing = bench.work.write(
        bench.scheme,
        (tx) => {
          tries++;
          return raise(tx, '23514');
        },
        { keyed: true },
      );
      await expect(failing).rejects.toMatchObject({ code: '23514' });
      expect(tries).toBe(1);
    });

    it('two that deadlock are both kept: the one that was broken runs again', async () => {
      await bench.book.ownerSource.query("INSERT INTO note VALUES ('a'), ('b')");
      const met = new Set<string>();
      let tries = 0;
      // The one that was broken begins with what the other still holds: were it quicker than the other is woken, it would
      // have its first row again, and one of them would be broken twice.
      const lock = (ours: string, theirs: string) => () =>
        bench.work.write(bench.scheme, async (tx) => {
          const [first, second] = ++tries <= 2 ? [ours, theirs] : [theirs, ours];
          await tx.query('SELECT FROM note WHERE text = $1 FOR UPDATE', [first]);
          met.add(first);
          await until(() => met.size === 2, 'each holds one');
          await tx.query('SELECT FROM note WHERE text = $1 FOR UPDATE', [second]);
        });
      const { kept, refused } = await atOnce([lock('a', 'b'), lock('b', 'a')]);
      expect([kept.length, refused, tries]).toEqual([2, {}, 3]);
    });
  });

  describe('survives a lost connection:', () => {
    it('keyed work that lost it between two statements runs again', async () => {
      let tries = 0;
      await bench.work.write(
        bench.scheme,
        async (tx) => {
          await bench.award(tx, 'fact/1');
          if (++tries === 1) await lose(tx);
          await bench.award(tx, 'fact/2');
        },
        { keyed: true },
      );
      expect([tries, await bench.numbers()]).toEqual([2, [2, 0, 2]]);
      await bench.expectWholePool();
    });

    it('work without a key that lost it is told so, and nothing is kept', async () => {
      for (const statements of [[], ['SELECT 1']]) {
        const losing = bench.work.write(bench.scheme, async (tx) => {
          await bench.award(tx, 'fact/1');
          await lose(tx);
          for (const statement of statements) await tx.query(statement);
        });
        const error = await losing.catch((reason: unknown) => reason);
        expect([String(error), isLostConnection(error)]).toEqual([String(error), true]);
      }
      expect(await bench.numbers()).toEqual([0, 0, 0]);
      await bench.expectWholePool();
    });

    it('a refusal of the work itself is not mistaken for a loss', async () => {
      const losing = bench.work.write(
        bench.scheme,
        async (tx) => {
          await lose(tx);
          throw new Error('The business said no.');
        },
        { keyed: true },
      );
      await expect(losing).rejects.toThrow('The business said no.');
    });

    it('all connections lost at once cost nothing but the work under way', async () => {
      await bench.expectWholePool();
      await bench.endSessions();
      const { refused } = await atOnce(
        times(POOL, (n) =>
          bench.work.write(bench.scheme, (tx) => bench.award(tx, `fact/${n}`), { keyed: true }),
        ),
      );
      expect([refused, await bench.numbers()]).toEqual([{}, [POOL, 0, POOL]]);
      await bench.expectWholePool();
    });

    it('a server that falls silent before it has answered to anything is given up', async () => {
      const proxy = await CuttingProxy.open(bench.book.database.appUrl);
      const silenced = await openDataSource(proxy.url, { as: 'app', poolSize: 1 });
      try {
        const through = new UnitOfWork(silenced);
        const roleThrough = () => through.write(bench.scheme, (tx) => setting(tx, 'role'));
        await roleThrough();
        proxy.silent = true;
        const asking = roleThrough();
        expect(isLostConnection(await asking.catch((reason: unknown) => reason))).toBe(true);
        proxy.silent = false;
        expect(await roleThrough()).toBe('galaxies_app');
      } finally {
        await silenced.destroy();
        await proxy.close();
      }
    });
  });

  const whileAllAreInUse = (use: (work: UnitOfWork, source: DataSource) => Promise<void>): Promise<void> =>
    bench.inHaste(async (work, source) => {
      let letGo: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => (letGo = resolve));
      const held = atOnce(
        times(POOL, (n) =>
          work.write(bench.scheme, async (tx) => {
            await bench.note(tx, `held ${String(n)}`);
            await gate;
          }),
        ),
      );
      try {
        await until(async () => (await bench.waiting()) === POOL, 'all connections are in use');
        await use(work, source);
      } finally {
        letGo();
        expect((await held).refused).toEqual({});
      }
      await work.write(bench.scheme, (tx) => bench.note(tx, 'later'));
    });

  it('who finds no connection free within two seconds is told so, and the others are not disturbed', async () => {
    await whileAllAreInUse((work) =>
      expect(work.write(bench.scheme, (tx) => bench.note(tx, 'late'))).rejects.toThrow('timeout exceeded'),
    );
    expect(await bench.notes()).toEqual(['held 0', 'held 1', 'held 2', 'later']);
  });

  it('those who would share a connection that is not free wait for it once, two and two', async () => {
    await whileAllAreInUse(async (work, { driver }) => {
      const pool: unknown = Reflect.get(driver, 'master');
      if (!(pool instanceof Pool)) throw new Error('There is no pool.');
      const waits = jest.spyOn(pool, 'connect');
      const { refused } = await atOnce(
        times(4, (n) =>
          work.write(bench.scheme, (tx) => bench.note(tx, 'late'), { keyed: true, takes: [String(n)] }),
        ),
      );
      expect(refused).toEqual({ 'Error: timeout exceeded when trying to connect': 4 });
      expect(waits).toHaveBeenCalledTimes(2);
    });
    expect(await bench.notes()).toEqual(['held 0', 'held 1', 'held 2', 'later']);
  });
});
