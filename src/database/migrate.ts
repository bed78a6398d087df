import { openDataSource } from './data-source.js';

/**
 * Brings the schema up to date as the owner, each migration in its own transaction, and returns the names of those
 * it ran. Two at once are safe: the second waits for the first and finds nothing left to do.
 */
export async function migrate(ownerUrl: string): Promise<readonly string[]> {
  const source = await openDataSource(ownerUrl, { as: 'owner', poolSize: 2 });
  const turn = source.createQueryRunner();
  try {
    // Whoever migrates first may need long; only the migrations themselves must not hold others up.
    await turn.query('SET lock_timeout = 0');
    await turn.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const ran = await source.runMigrations({ transaction: 'each' });
    return ran.map(({ name }) => name);
  } finally {
    await turn.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await turn.release();
    await source.destroy();
  }
}

/** Any number will do, as long as it is always the same. */
const MIGRATION_LOCK = 6_181_002;
