import type { Log } from '../config/index.js';
import type { JobStore } from './job-store.js';
import { PostgresJobStore } from './postgres-job-store.js';
import { RedisJobStore } from './redis-job-store.js';

export interface JobStoreAddresses {
  readonly databaseUrl: string;
  /** Without one the jobs are kept in PostgreSQL. */
  readonly redisUrl?: string | undefined;
}

/**
 * The store that the settings ask for. Throws a ConfigurationError when its Redis would throw jobs away; a Redis that does not
 * answer is told to the log and waited for.
 */
export async function openJobStore(
  { databaseUrl, redisUrl }: JobStoreAddresses,
  log: Log,
): Promise<JobStore> {
  if (redisUrl === undefined) return new PostgresJobStore(databaseUrl);
  const store = new RedisJobStore(redisUrl, log);
  try {
    await store.open();
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}
