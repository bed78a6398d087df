import { databaseUrl, type Environment } from '../config/index.js';

/** Whose rights a command needs: the running service's, or those of whoever owns the tables. */
export type Login = 'app' | 'owner';

/** The address to reach the database at. One login may do for both. */
export function addressOf(environment: Environment, login: Login): string {
  const owner = login === 'owner' ? environment.MIGRATION_DATABASE_URL : undefined;
  return owner ?? databaseUrl(environment);
}
