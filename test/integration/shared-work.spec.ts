import { AsyncLocalStorage } from 'node:async_hooks';
import { Last, openDataSource, type Tx, UnitOfWork } from '../../src/database/index.js';
import { SharedWork } from '../../src/database/shared-work.js';
import { atOnce, times } from '../support/at-once.js';
import { lose, raise, withBench, type WorkBench } from '../support/work-bench.js';

/** How many come at the same time; they share two transactions. */
const MANY = 6;

describe('works that come at the same time', () => {
  let bench: WorkBench;
  withBench((opened) => {
    bench = opened;
  });

  const shared = <T>(work: (tx: Tx) => Promise<T | Last<T>>, ...takes: string[]) =>
    bench.work.write(bench.scheme, work, { keyed: true, takes });
  const named = (n: number) => `note ${String(n)}`;
  const all = times(MANY, (n) => Promise.resolve(named(n)));
  const everyNote = async () => Promise.all(all.map((name) => name()));

  it('share transactions, and each is given its own answer', async () => {
    const { kept, refused } = await atOnce(
      times(MANY, (n) =>
        shared(async (tx) => {
          await bench.note(tx, named(n));
          return { n, transaction: await transactionOf(tx) };
        }),
      ),
    );
    expect(refused).toEqual({});
    expect(kept.map(({ n }) => n)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(new Set(kept.map(({ transaction }) => transaction)).size).toBe(2);
    expect(await bench.notes()).toEqual(await everyNote());
  });

  it('are answered when all of it is kept, also when COMMIT travels with their last statements', async () => {
    const seen = await Promise.all(
      times(MANY, async (n) => {
        await shared((tx) => Promise.resolve(new Last(bench.note(tx, named(n)))));
        return (await bench.notes()).includes(named(n));
      }).map((call) => call()),
    );
    expect(seen).toEqual(Array.from({ length: MANY }, () => true));
  });

  it('that wait for more than others are kept with them', async () => {
    const { kept, refused } = await atOnce(
      times(MANY, (n) =>
        shared(async (tx) => {
          if (n % 2 === 0) return new Last(bench.note(tx, named(n)));
          await transactionOf(tx);
          await transactionOf(tx);
          return bench.note(tx, named(n));
        }),
      ),
    );
    expect([kept.length, refused]).toEqual([MANY, {}]);
    expect(await bench.notes()).toEqual(await everyNote());
  });

  it.each<[string, (tx: Tx) => Promise<unknown>]>([
    ['the database refuses', (tx) => raise(tx, '23514')],
    ['refuses itself', () => Promise.reject(new Error('as asked'))],
    ['the database refuses at the very end', (tx) => Promise.resolve(new Last(raise(tx, '23514')))],
  ])('are kept without one that %s, of which nothing is left', async (_how, refuse) => {
    const { kept, refused } = await atOnce(
      times(MANY, (n) =>
        shared(async (tx) => {
          await bench.note(tx, named(n));
          return n === 1 ? refuse(tx) : transactionOf(tx);
        }),
      ),
    );
    expect(Object.values(refused)).toEqual([1]);
    expect(kept).toHaveLength(MANY - 1);
    expect(await bench.notes()).toEqual((await everyNote()).filter((note) => note !== named(1)));
    await bench.expectWholePool();
  });

  it('are done once each when their connection is lost', async () => {
    let losses = 0;
    const { kept, refused } = await atOnce(
      times(MANY, (n) =>
        shared(async (tx) => {
          await bench.note(tx, named(n));
          if (n === 1 && losses++ === 0) await lose(tx);
          return n;
        }),
      ),
    );
    expect([kept.length, refused]).toEqual([MANY, {}]);
    expect(losses).toBe(2);
    expect(await bench.notes()).toEqual(await everyNote());
    await bench.expectWholePool();
  });

  it('ask nothing more once one of them has ended the transaction', async () => {
    let late: Promise<unknown> | undefined;
    let runs = 0;
    const slow = shared(async (tx) => {
      if (runs++ > 0) return bench.note(tx, 'slow');
      late = refusalOf(tx).then(() => bench.note(tx, 'stray'));
      return late;
    });
    const hasty = shared((tx) => raise(tx, '23514'));
    const third = shared((tx) => bench.note(tx, 'third'));
    await expect(hasty).rejects.toMatchObject({ code: '23514' });
    await Promise.all([slow, third]);
    await expect(late).rejects.toThrow('This transaction has ended');
    expect(await bench.notes()).toEqual(['slow', 'third']);
  });

  it('never share, nor run at the same time, when they take the same', async () => {
    let running = 0;
    let most = 0;
    const { kept } = await atOnce(
      times(MANY, (n) =>
        shared(
          async (tx) => {
            most = Math.max(most, ++running);
            const transaction = await transactionOf(tx);
            running--;
            return transaction;
          },
          'the register of Monday',
          named(n),
        ),
      ),
    );
    expect(most).toBe(1);
    expect(new Set(kept).size).toBe(MANY);
  });

  it('run each in the surroundings of whoever asked, and open no transaction inside theirs', async () => {
    const surroundings = new AsyncLocalStorage<number>();
    const found = await Promise.all(
      times(MANY, (n) =>
        surroundings.run(n, () =>
          shared(async (tx) => {
            await transactionOf(tx);
            const inner = shared((other) => bench.note(other, 'inner'));
            await expect(inner).rejects.toThrow('A transaction is open already');
            return surroundings.getStore();
          }),
        ),
      ).map((call) => call()),
    );
    expect(found).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await bench.notes()).toEqual([]);
  });

  it('wait for no stranger who waits for a lock', async () => {
    const source = await openDataSource(bench.book.database.appUrl, { as: 'app', waitMs: 120_000 });
    const work = new UnitOfWork(source);
    const holder = bench.book.ownerSource.createQueryRunner();
    await holder.query('SELECT pg_advisory_lock(16)');
    let stuck = 0;
    const waits = (n: number) => {
      stuck++;
      const choices = { keyed: true, takes: [`locked ${String(n)}`] } as const;
      return work.write(bench.scheme, locked, choices).finally(() => stuck--);
    };
    const passes = (n: number) =>
      work.write(bench.scheme, (tx) => bench.note(tx, named(n)), { keyed: true, takes: [named(n)] });
    const mixed = [0, 1, 2].map((n) => ({ waiting: waits(n), passing: passes(n) }));
    try {
      await Promise.all(mixed.map(({ passing }) => passing));
      await passes(3);
      expect([stuck, (await bench.notes()).length]).toEqual([3, 4]);
    } finally {
      await holder.query('SELECT pg_advisory_unlock(16)');
      await holder.release();
      await Promise.all(mixed.map(({ waiting }) => waiting));
      await source.destroy();
    }
  });

  it('are each done alone when there can be no transaction for all of them', async () => {
    const none = new SharedWork(() => {
      throw new Error('as asked');
    });
    const { kept, refused } = await atOnce(
      times(MANY, (n) =>
        none.write(bench.scheme, {
          takes: [],
          work: () => Promise.resolve(n),
          alone: () => Promise.resolve(n),
        }),
      ),
    );
    expect([kept, refused]).toEqual([[0, 1, 2, 3, 4, 5], {}]);
  });

  it('of two schemes share nothing', async () => {
    const other = await bench.book.scheme();
    const schemes = [bench.scheme, other, bench.scheme, other];
    const seen = await Promise.all(
      schemes.map((scheme) => bench.work.write(scheme, (tx) => schemeOf(tx), { keyed: true, takes: [] })),
    );
    expect(seen).toEqual(schemes);
  });

  it('record what each of them recorded, once, however many come', async () => {
    const { kept, refused } = await atOnce(
      times(40, (n) => shared((tx) => bench.award(tx, `fact/${String(n % 20)}`), String(n % 20))),
    );
    expect([kept.length, refused]).toEqual([40, {}]);
    expect(await bench.numbers()).toEqual([20, 0, 20]);
    expect((await bench.book.prove(bench.scheme)).checks.filter(({ holds }) => !holds)).toEqual([]);
  });
});

async function transactionOf(tx: Tx): Promise<string> {
  const [row]: { id: string }[] = await tx.query('SELECT pg_current_xact_id()::text AS id');
  return row?.id ?? '';
}

/** Waits for what another may hold. */
async function locked(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(16)');
}

async function schemeOf(tx: Tx): Promise<string | undefined> {
  const [row]: { scheme: string }[] = await tx.query('SELECT current_scheme() AS scheme');
  return row?.scheme;
}

/** Waits for the refusal of everything that is asked after another's statement has failed. */
function refusalOf(tx: Tx): Promise<unknown> {
  const ask = (): Promise<unknown> => tx.query('SELECT 1').then(ask, (error: unknown) => error);
  return ask();
}
