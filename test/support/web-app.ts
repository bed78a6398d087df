import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadEnvironment } from '../../src/config/index.js';
import { createWeb } from '../../src/main.js';
import { createTestDatabase, PATIENT_MS, type TestDatabase } from './test-database.js';

export interface Route {
  readonly method: string;
  readonly url: string;
}

/** The real web app on a database of its own, and the lines it has logged. */
export interface WebApp {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly logged: () => readonly Record<string, unknown>[];
  /** Every route that Fastify knows, but for the HEAD that goes with each GET. */
  readonly routes: readonly Route[];
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
    {
      NODE_ENV: 'test',
      DATABASE_URL: database.appUrl,
      DATABASE_WAIT_MS: String(PATIENT_MS),
      LOG_LEVEL: 'info',
      ...settings,
    },
    __dirname,
  );
  const probes: DynamicModule = { module: ProbeModule, controllers: [...controllers] };
  const app = await createWeb(environment, {
    logTo: { write: (line) => lines.push(line) },
    modules: [probes],
  });
  const routes = routesOf(app);
  const close = async (): Promise<void> => {
    await app.close();
    if (given.database === undefined) await database.drop();
  };
  try {
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    app,
    database,
    routes,
    logged: () => lines.map((line): Record<string, unknown> => JSON.parse(line)),
    close,
  };
}

function routesOf(app: NestFastifyApplication): readonly Route[] {
  const routes: Route[] = [];
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) if (one !== 'HEAD') routes.push({ method: one, url });
    });
  return routes;
}
