import { loadEnvironment } from '../../../src/config/index.js';
import { startWorker } from '../../../src/worker.js';
import { newId, type SessionId } from '../../../src/shared/ids.js';
import { Book } from '../../support/book.js';
import { PATIENT_MS } from '../../support/test-database.js';
import { until } from '../../support/until.js';
import { JobsWorld, QUICK } from './support/jobs-world.js';

let world: JobsWorld;

beforeEach(async () => {
  world = await JobsWorld.open();
});

afterEach(async () => {
  await world.close();
});

const settings = (more: Readonly<Record<string, string>> = {}) =>
  loadEnvironment({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    DATABASE_URL: world.database.appUrl,
    DATABASE_WAIT_MS: String(PATIENT_MS),
    ...more,
  });

describe('a worker', () => {
  it('seals the book each minute and proves it each night, and keeps the proof', async () => {
    // Two nights also where the clocks go back and one of the days has twenty-five hours.
    await world.owner.query("UPDATE scheme SET created_at = now() - interval '49 hours'");
    const worker = await startWorker(settings(), { pace: QUICK });
    await until(async () => {
      const { rows } = await world.owner.query<{ proofs: number; seals: number }>(
        `SELECT (SELECT count(*)::int FROM proof WHERE holds AND findings = '[]') AS proofs,
             (SELECT count(*)::int FROM run WHERE job = 'seal-book' AND done_at IS NOT NULL) AS seals`,
      );
      return (rows[0]?.proofs ?? 0) >= 2 && (rows[0]?.seals ?? 0) >= 1;
    }, 'both nights are proved and a minute is sealed');
    await worker.stop();
    const { rows } = await world.owner.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'galaxies jobs'`,
    );
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('asks at night also where the entries came from, as the command does', async () => {
    const book = await Book.open();
    const scheme = await book.scheme();
    await book.award(scheme, [[await book.participant(scheme), 1]], `register/${newId<SessionId>()}/1`);
    await book.ownerSource.query("UPDATE scheme SET created_at = now() - interval '2 days'");
    const worker = await startWorker(settings({ DATABASE_URL: book.database.appUrl }), { pace: QUICK });
    const kept = await until(async () => {
      const rows: { holds: boolean; findings: { check: string }[] }[] = await book.ownerSource.query(
        'SELECT holds, findings FROM proof',
      );
      return rows[0];
    }, 'a night is proved');
    await worker.stop();
    await book.close();
    expect([kept.holds, kept.findings.map(({ check }) => check)]).toEqual([false, ['transfers-sourced']]);
  });

  it('keeps one proof of a night, however often the night is proved', async () => {
    await world.owner.query(
      "INSERT INTO proof (scheme_id, period, holds, findings) VALUES ($1, '2026-01-01', true, '[]')",
      [world.scheme],
    );
    const ids = await world.promise('2026-01-01', '2026-01-01');
    const worker = await startWorker(settings(), { pace: QUICK });
    await until(async () => {
      const { rows } = await world.owner.query(
        'SELECT FROM outbox WHERE id = ANY ($1) AND done_at IS NOT NULL',
        [ids],
      );
      return rows.length === 2;
    }, 'both jobs are done');
    await worker.stop();
    const { rows } = await world.owner.query("SELECT holds FROM proof WHERE period = '2026-01-01'");
    expect(rows).toEqual([{ holds: true }]);
  });
});
