import { isUnavailable, migrate } from '../../../src/database/index.js';
import type { SchemeId } from '../../../src/shared/ids.js';
import { ask } from '../../support/ask.js';
import { Book } from '../../support/book.js';
import { KillableRecorder } from '../../support/killable-recorder.js';
import { type OwnPostgres, startOwnPostgres } from '../../support/own-postgres.js';
import { until } from '../../support/until.js';

const KILLS = 4;
const BETWEEN_KILLS = 60;
const LANES = 6;

describe('kill -9', () => {
  it('of PostgreSQL under load loses and doubles nothing that was acknowledged', async () => {
    const server = await startOwnPostgres();
    try {
      const book = await bookOn(server);
      const scheme = await book.scheme();
      const jo = await book.participant(scheme);
      const acknowledged = new Map<string, string>();
      let killed = 0;
      let next = 0;
      const lane = async () => {
        while (killed < KILLS || acknowledged.size < (KILLS + 1) * BETWEEN_KILLS) {
          const key = `fact/${String(next++)}`;
          const { entryId } = await insist(() => book.award(scheme, [[jo, 1]], key));
          acknowledged.set(key, entryId);
          if (next % 40 === 0) await insist(() => book.seal(scheme));
        }
      };
      const killing = async () => {
        for (; killed < KILLS; killed++) {
          const due = acknowledged.size + BETWEEN_KILLS;
          await until(() => acknowledged.size >= due, 'enough is recorded for the next kill');
          server.killServer();
        }
      };
      await Promise.all([killing(), ...Array.from({ length: LANES }, lane)]);
      await expectExactly(book, scheme, acknowledged);
      expect(await book.numbers(scheme, jo)).toEqual([acknowledged.size, 0, acknowledged.size]);
      console.info(`${KILLS} kills of PostgreSQL: ${acknowledged.size} acknowledged, 0 lost, 0 doubled.`);
      await book.close();
    } finally {
      await server.discard();
    }
  });

  it('of the service under load loses and doubles nothing that was acknowledged', async () => {
    const book = await Book.open();
    const scheme = await book.scheme();
    const participant = await book.participant(scheme);
    const databaseUrl = book.database.appUrl;
    const recorder = new KillableRecorder({ databaseUrl, scheme, participant, recordedBy: book.actor });
    let facts = 0;
    const sendNext = () => recorder.send(`fact/${String(facts++)}`);
    try {
      await recorder.start();
      // However quick the recorder is, and however slow this process, every kill finds as much under way.
      recorder.onAcknowledged = sendNext;
      for (let fact = 0; fact < BETWEEN_KILLS; fact++) sendNext();
      for (let kill = 0; kill < KILLS; kill++) {
        const due = recorder.acknowledged.size + BETWEEN_KILLS;
        await until(() => recorder.acknowledged.size >= due, 'enough is recorded for the next kill');
        await recorder.kill();
        expect(recorder.inFlight).toBe(BETWEEN_KILLS);
        await recorder.start();
      }
      recorder.onAcknowledged = () => undefined;
      await until(() => recorder.inFlight === 0, 'everything is acknowledged');
      expect(recorder.acknowledged.size).toBe(facts);
      await expectExactly(book, scheme, recorder.acknowledged);
      console.info(`${KILLS} kills of the service: ${facts} acknowledged, 0 lost, 0 doubled.`);
    } finally {
      await recorder.kill();
      await book.close();
    }
  });
});

/** A migrated book on a server of the test's own, with the durable settings of `npm start`. */
async function bookOn({ superUrl, ownerUrl, appUrl }: OwnPostgres): Promise<Book> {
  await migrate(ownerUrl);
  await ask(superUrl, `ALTER ROLE galaxies_app LOGIN PASSWORD '${new URL(appUrl).password}'`);
  expect(await ask(appUrl, 'SHOW fsync')).toEqual({ fsync: 'on' });
  return Book.open({
    database: { name: 'galaxies', ownerUrl, appUrl, superUrl, drop: () => Promise.resolve() },
  });
}

/** Sends the same again while the server is away, as a client would. */
async function insist<T>(call: () => Promise<T>): Promise<T> {
  return until(async () => {
    try {
      return { answer: await call() };
    } catch (error) {
      if (isUnavailable(error)) return undefined;
      throw error;
    }
  }, 'the server is back').then(({ answer }) => answer);
}

async function expectExactly(book: Book, scheme: SchemeId, acknowledged: ReadonlyMap<string, string>) {
  const rows: { key: string; id: string }[] = await book.ownerSource.query(
    'SELECT source_key AS key, id FROM journal_entry WHERE scheme_id = $1',
    [scheme],
  );
  expect(rows).toHaveLength(acknowledged.size);
  expect(new Map(rows.map(({ key, id }) => [key, id]))).toEqual(acknowledged);
  await until(async () => {
    await book.seal(scheme);
    return (await book.prove(scheme)).counts.unsealed === 0;
  }, 'everything is sealed');
  expect((await book.prove(scheme)).checks.filter(({ holds }) => !holds)).toEqual([]);
}
