import { askPrepared, type Tx } from '../../src/database/index.js';
import { STANDING } from '../../src/accounts/accounts.sql.js';
import { WHO_ASKS } from '../../src/identity/sign-ins.sql.js';
import type { SchemeId } from '../../src/shared/ids.js';
import { atOnce, times } from '../support/at-once.js';
import { until } from '../support/until.js';
import { POOL, raise, setting, withBench, type WorkBench } from '../support/work-bench.js';

describe('a unit of work', () => {
  let bench: WorkBench;
  withBench((opened) => {
    bench = opened;
  });

  describe('opens the transaction that was asked for:', () => {
    it('a write is READ COMMITTED with the limits of the service', async () => {
      await bench.inHaste(async (work) => {
        const shown = (name: string) => work.write(bench.scheme, (tx) => setting(tx, name));
        expect(await shown('transaction_isolation')).toBe('read committed');
        expect(await shown('transaction_read_only')).toBe('off');
        expect(await shown('statement_timeout')).toBe('5s');
        expect(await shown('lock_timeout')).toBe('2s');
        expect(await shown('idle_in_transaction_session_timeout')).toBe('1min');
        expect(await shown('role')).toBe('galaxies_app');
      });
    });

    it('nothing is compiled: what is asked is over before that would pay', async () => {
      expect(await bench.shown('jit')).toBe('off');
      expect(await bench.book.ownerSource.query('SHOW jit')).toEqual([{ jit: 'off' }]);
    });

    it('a read is REPEATABLE READ, cannot write, and sees one instant', async () => {
      const seen = await bench.work.read(bench.scheme, async (view) => {
        const count = () => view.query<unknown>('SELECT count(*)::int AS entries FROM journal_entry');
        const [mode] = await view.query<unknown[]>('SHOW transaction_isolation');
        const before = await count();
        await bench.book.award(bench.scheme, [[bench.jo, 1]]);
        return { mode, before, after: await count() };
      });
      expect(seen).toEqual({
        mode: { transaction_isolation: 'repeatable read' },
        before: [{ entries: 0 }],
        after: [{ entries: 0 }],
      });
      const writing = bench.work.read(bench.scheme, (view) => view.query("INSERT INTO note VALUES ('no')"));
      await expect(writing).rejects.toMatchObject({ code: '25006' });
    });

    it('a look asks one prepared question of that scheme alone, and leaves no scheme on its connection', async () => {
      const has = async (scheme = bench.scheme) => {
        const [standing] = await bench.work.look<{ toUse: string }>(STANDING, [
          scheme,
          bench.jo,
          null,
          20,
          null,
        ]);
        return standing?.toUse;
      };
      await bench.book.award(bench.scheme, [[bench.jo, 1]]);
      expect(await has()).toBe('1');
      expect(await has(await bench.book.scheme())).toBeUndefined();
      const [left] = await bench.work.look<{ scheme: string | null }>(
        { name: 'left', text: 'SELECT current_scheme() AS scheme' },
        [],
      );
      expect(left).toEqual({ scheme: null });
      await bench.expectWholePool();
    });

    it('what a look asks stays in the scheme of the unit of work that asks it', async () => {
      const other = await bench.book.scheme();
      await bench.work.read(other, async (view) => {
        expect(await askPrepared(view, STANDING, [bench.scheme, bench.jo, null, 20, null])).toEqual([]);
        expect(await view.query('SELECT current_scheme() AS scheme')).toEqual([{ scheme: other }]);
      });
    });

    it('a look that the database refuses leaves a connection that can be used', async () => {
      const away = bench.work.look({ name: 'away', text: 'SELECT FROM not_there' }, []);
      await expect(away).rejects.toMatchObject({ code: '42P01' });
      await bench.expectWholePool();
    });

    it('a look inside an open transaction is refused', async () => {
      const nested = bench.work.write(bench.scheme, () =>
        bench.work.look({ name: 'one', text: 'SELECT 1' }, []),
      );
      await expect(nested).rejects.toThrow('A transaction is open already');
      await bench.expectWholePool();
    });

    it('what is asked by looking is a function that cannot write', async () => {
      const writers: unknown[] = await bench.book.ownerSource.query(
        `SELECT proname FROM pg_proc WHERE proname = ANY ($1) AND provolatile = 'v'`,
        [[STANDING.name, WHO_ASKS.name]],
      );
      expect(writers).toEqual([]);
    });

    it('a longer limit for one statement holds for that transaction only', async () => {
      const longer = await bench.work.write(bench.scheme, (tx) => setting(tx, 'statement_timeout'), {
        statementTimeoutMs: 50_000,
      });
      expect([longer, await bench.shown('statement_timeout')]).toEqual(['50s', '40s']);
      const slow = bench.work.write(bench.scheme, (tx) => tx.query('SELECT pg_sleep(5)'), {
        statementTimeoutMs: 20,
      });
      await expect(slow).rejects.toMatchObject({ code: '57014' });
      await bench.expectWholePool();
    });

    it('a scheme id that is not one never reaches the database', async () => {
      const [id]: [SchemeId] = JSON.parse(`["x'; DROP TABLE note; --"]`);
      await expect(bench.work.write(id, (tx) => bench.note(tx, 'a'))).rejects.toThrow(
        'A scheme id is a UUID.',
      );
      await bench.expectWholePool();
    });
  });

  describe('keeps all or nothing:', () => {
    it('what was written before a failure is gone', async () => {
      const failing = bench.work.write(bench.scheme, async (tx) => {
        await bench.note(tx, 'a');
        throw new Error('The business said no.');
      });
      await expect(failing).rejects.toThrow('The business said no.');
      expect(await bench.notes()).toEqual([]);
      await bench.expectWholePool();
    });

    it('what is asked while its transaction fails does not keep it open for the work that comes next', async () => {
      const failing = times(POOL, () =>
        bench.work.write(bench.scheme, async (tx) => {
          await bench.note(tx, 'a');
          await raise(tx, '23514').catch((error: unknown) => {
            bench.note(tx, 'b').catch(() => undefined);
            throw error;
          });
        }),
      );
      expect(await atOnce(failing)).toEqual({ kept: [], refused: { 'error: as asked': POOL } });
      await bench.expectWholePool();
      expect(await bench.notes()).toEqual([]);
    });

    it('a failure that the work swallowed is still a failure', async () => {
      const swallowing = bench.work.write(bench.scheme, async (tx) => {
        await bench.note(tx, 'a');
        await bench.note(tx, 'a').catch(() => undefined);
        return 'all is well';
      });
      await expect(swallowing).rejects.toThrow('nothing was kept');
      expect(await bench.notes()).toEqual([]);
    });

    it('a savepoint of the work’s own is part of its transaction', async () => {
      const failing = bench.work.write(bench.scheme, async (tx) => {
        await tx.query("INSERT INTO note VALUES ('inner')");
        await tx.query('SAVEPOINT own');
        await tx.query("INSERT INTO note VALUES ('undone')");
        await expect(tx.query("INSERT INTO note VALUES ('inner')")).rejects.toMatchObject({ code: '23505' });
        await tx.query('ROLLBACK TO SAVEPOINT own');
        expect(await tx.query('SELECT text FROM note')).toEqual([{ text: 'inner' }]);
        throw new Error('The business said no.');
      });
      await expect(failing).rejects.toThrow('The business said no.');
      expect(await bench.notes()).toEqual([]);
    });

    it('a second transaction inside the first is refused, and the first with it', async () => {
      const nesting = bench.work.write(bench.scheme, async (tx) => {
        await bench.note(tx, 'outer');
        await bench.work.write(bench.scheme, (inner) => bench.note(inner, 'inner'));
      });
      await expect(nesting).rejects.toThrow('A transaction is open already');
      await expect(bench.work.read(bench.scheme, () => bench.shown('role'))).rejects.toThrow('open already');
      expect(await bench.notes()).toEqual([]);
    });

    it('what outlives its transaction may open one of its own, and can no longer use the old one', async () => {
      let later: Promise<unknown> = Promise.resolve();
      let old: Tx | undefined;
      await bench.work.write(bench.scheme, (tx) => {
        old = tx;
        later = until(async () => (await bench.notes()).length === 1, 'the first is kept').then(() =>
          bench.work.write(bench.scheme, (next) => bench.note(next, 'b')),
        );
        return bench.note(tx, 'a');
      });
      await later;
      expect(await bench.notes()).toEqual(['a', 'b']);
      await expect(old?.query("INSERT INTO note VALUES ('c')")).rejects.toThrow('has ended');
    });

    it('a statement that was not awaited when its transaction failed works for no scheme, and is refused', async () => {
      let straggler: Promise<unknown> = Promise.resolve();
      const failing = bench.work.write(bench.scheme, async (tx) => {
        await bench.award(tx, 'kept/never');
        straggler = bench.award(tx, 'straggler').catch((error: unknown) => error);
        throw new Error('The business said no.');
      });
      await expect(failing).rejects.toThrow('The business said no.');
      await straggler;
      expect(await bench.numbers()).toEqual([0, 0, 0]);
    });

    it('what a named constraint refuses arrives as the domain error that explains it, when writing and when reading', async () => {
      const other = await bench.book.scheme();
      const asked = [other, '2000-01-01'];
      const questions = 'SELECT ledger_prove($1), $2::text';
      await expect(bench.work.write(bench.scheme, (tx) => tx.query(questions, asked))).rejects.toMatchObject({
        code: 'wrong-scheme',
      });
      await expect(
        bench.work.read(bench.scheme, (view) => view.query(questions, asked)),
      ).rejects.toMatchObject({
        code: 'wrong-scheme',
      });
    });
  });

  describe('works for one scheme:', () => {
    it('no connection remembers the scheme of the transaction before', async () => {
      await atOnce(
        times(POOL, () => bench.work.write(bench.scheme, (tx) => tx.query('SELECT pg_sleep(0.05)'))),
      );
      const left = await atOnce(
        times(POOL * 2, () =>
          bench.work.ask('SELECT current_scheme() AS scheme, pg_sleep(0.02)::text AS slept'),
        ),
      );
      expect(left.kept).toEqual(Array.from({ length: POOL * 2 }, () => [{ scheme: null, slept: '' }]));
      expect(await bench.work.ask('SELECT id FROM participant')).toEqual([]);
    });

    it('the rows of another scheme are not there, whichever ran on the connection before', async () => {
      const other = await bench.book.scheme();
      const { kept } = await atOnce(
        times(24, (n) =>
          bench.work.write(n % 2 === 0 ? bench.scheme : other, async (tx) => {
            const rows: { id: string }[] = await tx.query('SELECT id FROM participant');
            return [n % 2 === 0, rows.map(({ id }) => id)];
          }),
        ),
      );
      expect(kept).toEqual(
        Array.from({ length: 24 }, (_, n) => (n % 2 === 0 ? [true, [bench.jo]] : [false, []])),
      );
    });
  });
});
