import type { Environment } from './environment.js';

/** What may not be left to a default, or to an example, once real people depend on the service. */
export function unsafeInProduction(environment: Environment): string[] {
  const problems: string[] = [];
  if (environment.DATABASE_URL === undefined) {
    problems.push('DATABASE_URL is not set: production needs a PostgreSQL of its own.');
  }
  if (environment.SEAL_KEY === undefined) {
    problems.push(
      'SEAL_KEY is not set: without it nobody can check who sealed the book. SEAL_KEY_FILE may name its file.',
    );
  }
  for (const name of ['DATABASE_URL', 'MIGRATION_DATABASE_URL'] as const) {
    if (hasExamplePassword(environment[name])) {
      problems.push(`${name} has the example's password: choose one that nobody else knows.`);
    }
  }
  if (environment.PUBLIC_URL?.startsWith('http:') === true) {
    problems.push('PUBLIC_URL begins with http: people reach a real service by https only.');
  }
  if (environment.LOG_LEVEL === 'silent') {
    problems.push('LOG_LEVEL is silent: a service that says nothing cannot be looked after. Write info.');
  }
  return problems;
}

function hasExamplePassword(url: string | undefined): boolean {
  return url !== undefined && URL.canParse(url) && ['password', 'change-me'].includes(new URL(url).password);
}
