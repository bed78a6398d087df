import type { DataSource } from 'typeorm';
import { openDataSource, UnitOfWork } from '../../../src/database/index.js';
import { isLostConnection } from '../../../src/database/retry.js';
import { type ActorId, newId, type ParticipantId, type SchemeId } from '../../../src/shared/ids.js';
import { Book } from '../../support/book.js';
import { CuttingProxy, type Plan } from '../../support/cutting-proxy.js';
import { PATIENT_MS } from '../../support/test-database.js';

const FACTS = 480;
const LANES = 4;
const CUTS = 100;

describe('when connections are cut around COMMIT', () => {
  let book: Book;
  let proxy: CuttingProxy;
  let source: DataSource;
  let work: UnitOfWork;
  let scheme: SchemeId;
  let jo: ParticipantId;

  beforeAll(async () => {
    book = await Book.open();
  });
  afterAll(() => book.close());
  beforeEach(async () => {
    scheme = await book.scheme();
    jo = await book.participant(scheme);
    proxy = await CuttingProxy.open(book.database.appUrl);
    source = await openDataSource(proxy.url, { as: 'app', poolSize: LANES, waitMs: PATIENT_MS });
    work = new UnitOfWork(source);
  });
  afterEach(async () => {
    await source.destroy();
    await proxy.close();
    expect((await book.prove(scheme)).checks.filter(({ holds }) => !holds)).toEqual([]);
  });

  const award = (key: string, keyed: boolean) =>
    work.write(scheme, (tx) => book.awardIn(tx, scheme, [[jo, 1]], key), { keyed });

  it('nothing that has a key is lost or doubled, and what was acknowledged is there', async () => {
    proxy.plan = everyThird();
    const acknowledged = new Map<string, string>();
    await inLanes(async (fact) => {
      const { entryId } = await award(`fact/${fact}`, true);
      acknowledged.set(`fact/${fact}`, entryId);
    });
    expect(proxy.met['cut after']).toBeGreaterThanOrEqual(CUTS);
    expect(proxy.met['cut before']).toBeGreaterThanOrEqual(CUTS);
    expect(new Map(await recorded())).toEqual(acknowledged);
    expect([acknowledged.size, await book.numbers(scheme, jo)]).toEqual([FACTS, [FACTS, 0, FACTS]]);
    console.info(
      `Cut after commit: ${proxy.met['cut after']}, before: ${proxy.met['cut before']}, lost 0, doubled 0.`,
    );
  });

  it('the same without a key of its own is doubled, once for each cut after COMMIT', async () => {
    proxy.plan = everyThird();
    await inLanes(async () => {
      for (let kept = false; !kept;)
        kept = await award(newId<ActorId>(), false).then(
          () => true,
          (error: unknown) => {
            if (isLostConnection(error)) return false;
            throw error;
          },
        );
    });
    expect(proxy.met['cut after']).toBeGreaterThanOrEqual(CUTS);
    expect((await recorded()).length - FACTS).toBe(proxy.met['cut after']);
  });

  it('work that has no key is not run again: nobody can know whether it was kept', async () => {
    let runs = 0;
    for (const fate of ['cut before', 'cut after'] as const) {
      proxy.plan = () => fate;
      const writing = work.write(scheme, (tx) => {
        runs++;
        return book.awardIn(tx, scheme, [[jo, 1]], `once/${fate}`);
      });
      expect(isLostConnection(await refusalOf(writing))).toBe(true);
    }
    expect(runs).toBe(2);
    expect((await recorded()).map(([key]) => key)).toEqual(['once/cut after']);
  });

  it('work that has a key is given up after eight cuts, and is there once if any of them came after COMMIT', async () => {
    proxy.plan = () => 'cut after';
    expect(isLostConnection(await refusalOf(award('fact/8', true)))).toBe(true);
    expect(proxy.met['cut after']).toBe(8);
    expect((await recorded()).map(([key]) => key)).toEqual(['fact/8']);
  });

  it('a server that falls silent at COMMIT is not waited for, and its place in the pool is free again', async () => {
    let silences = 0;
    proxy.plan = () => (silences++ < LANES ? 'silence' : 'through');
    const people = await Promise.all(Array.from({ length: LANES }, () => book.participant(scheme)));
    await Promise.all(
      people.map((person, n) =>
        work.write(scheme, (tx) => book.awardIn(tx, scheme, [[person, 1]], `silence/${String(n)}`), {
          keyed: true,
        }),
      ),
    );
    expect(proxy.met.silence).toBe(LANES);
    expect(await recorded()).toHaveLength(LANES);
    await Promise.all(people.map((_, n) => award(`after/${String(n)}`, false)));
    expect(await recorded()).toHaveLength(2 * LANES);
  });

  /** Does every fact, a few at a time. */
  async function inLanes(each: (fact: string) => Promise<unknown>): Promise<void> {
    const facts = Array.from({ length: FACTS }, (_, n) => String(n)).values();
    await Promise.all(
      Array.from({ length: LANES }, async () => {
        for (const fact of facts) await each(fact);
      }),
    );
  }

  async function recorded(): Promise<[string, string][]> {
    const rows: { key: string; id: string }[] = await book.ownerSource.query(
      'SELECT source_key AS key, id FROM journal_entry WHERE scheme_id = $1',
      [scheme],
    );
    return rows.map(({ key, id }) => [key, id]);
  }
});

function refusalOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** Of every connection two commits go through and the third is cut, before and after COMMIT in turn. */
function everyThird(): Plan {
  let cuts = 0;
  return (commit) => {
    if (commit < 3) return 'through';
    return cuts++ % 2 === 0 ? 'cut after' : 'cut before';
  };
}
