import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadEnvironment } from '../../src/config/index.js';
import { createWeb } from '../../src/main.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

/** The real web app on a database of its own, and the lines it has logged. */
export interface WebApp {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly logged: () => readonly Record<string, unknown>[];
  close(): Promise<void>;
}

export interface WebAppChoices {
  readonly settings?: Readonly<Record<string, string>>;
  /** The database to work on; without it the app gets one of its own. */
  readonly database?: TestDatabase;
  /** Routes of the test's own, to reach what no real route does. */
  readonly controllers?: readonly Type[];
}

class ProbeModule {}

/** Opens the app, ready for `app.inject`. The caller closes it. */
export async function openWebApp({
  settings = {},
  controllers = [],
  ...given
}: WebAppChoices = {}): Promise<WebApp> {
  const database = given.database ?? (await createTestDatabase());
  const lines: string[] = [];
  const environment = loadEnvironment(
    { NODE_ENV: 'test', DATABASE_URL: database.appUrl, LOG_LEVEL: 'info', ...settings },
    __dirname,
  );
  const probes: DynamicModule = { module: ProbeModule, controllers: [...controllers] };
  const app = await createWeb(environment, {
    logTo: { write: (line) => lines.push(line) },
    modules: [probes],
  });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    app,
    database,
    logged: () => lines.map((line): Record<string, unknown> => JSON.parse(line)),
    close: async () => {
      await app.close();
      if (given.database === undefined) await database.drop();
    },
  };
}
