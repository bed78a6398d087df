import { DataSource, type DataSourceOptions } from 'typeorm';
import { migrations } from '../../migrations/index.js';

/** The role the running service works as: it may do little, and the database holds it to that. */
export const SERVICE_ROLE = 'galaxies_app';

const IDLE_MS = 60_000;

/**
 * Our functions look rows up by their keys and keep their plans. Up to PostgreSQL 17 a plan that may not read a table from end
 * to end, and has to where there is but one row, counts as so dear that it is compiled: a tenth of a second for what takes
 * a fraction of a millisecond.
 */
const NO_JIT = '-c jit=off';

export interface ConnectionChoices {
  /** `app` lowers every connection to the service's role; `owner` keeps the login's own rights, for migrations. */
  readonly as: 'app' | 'owner';
  /** How many connections the pool may hold; 10 unless told. */
  readonly poolSize?: number;
  /** How long to wait for a free connection, and for a row that another holds, in milliseconds; 2,000 unless told. */
  readonly waitMs?: number;
}

/**
 * How to reach the database. A statement, with what it waits for, may take 5 s or twice the wait (the owner's work,
 * such as an export, may take 10 minutes). A transaction that does nothing for a minute is
 * ended by the server; a server that says nothing for a minute after the limit of a statement is given up, and inside a
 * unit of work for five seconds. Statements of one connection are sent without waiting for the answer to the one before.
 */
export function dataSourceOptions(
  url: string,
  { as, poolSize = 10, waitMs = 2_000 }: ConnectionChoices,
): DataSourceOptions {
  const statementMs = as === 'app' ? Math.max(5_000, 2 * waitMs) : 600_000;
  return {
    type: 'postgres',
    url,
    applicationName: `galaxies ${as}`,
    entities: [],
    migrations,
    migrationsTableName: 'migration',
    synchronize: false,
    logging: false,
    poolSize,
    connectTimeoutMS: waitMs,
    extra: {
      pipeline: true,
      lock_timeout: waitMs,
      statement_timeout: statementMs,
      idle_in_transaction_session_timeout: IDLE_MS,
      query_timeout: statementMs + IDLE_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: 5_000,
      options: as === 'app' ? `${NO_JIT} -c role=${SERVICE_ROLE}` : NO_JIT,
    },
  };
}

/** Opens a data source; the caller destroys it. */
export function openDataSource(url: string, choices: ConnectionChoices): Promise<DataSource> {
  return new DataSource(dataSourceOptions(url, choices)).initialize();
}

/** How long a statement of this data source may take, in milliseconds. */
export function statementLimitOf({ options }: DataSource): number {
  const extra: unknown = 'extra' in options ? options.extra : undefined;
  const limit: unknown =
    typeof extra === 'object' && extra !== null ? Reflect.get(extra, 'statement_timeout') : 0;
  if (typeof limit !== 'number') throw new Error('A data source must say how long a statement may take.');
  return limit;
}
