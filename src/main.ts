import 'reflect-metadata';
import { setTimeout as wait } from 'node:timers/promises';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DestinationStream } from 'pino';
import { AppModule } from './app.module.js';
import {
  createLog,
  type Environment,
  loadEnvironment,
  Log,
  nestLogger,
  type Running,
  runProcess,
} from './config/index.js';
import { configureApp, createAdapter } from './configure-app.js';
import { Readiness } from './shared/readiness.js';
import { within } from './shared/within.js';

/** How long requests in hand may take to finish once the service was told to stop. */
const LAST_REQUESTS_MS = 20_000;

/** Where the log goes, when not to standard output, and what stands in the app beside its own modules. */
export interface WebExtras {
  readonly logTo?: DestinationStream;
  readonly modules?: readonly DynamicModule[];
}

/** The web app, configured and not yet listening. */
export async function createWeb(
  environment: Environment,
  extras: WebExtras = {},
): Promise<NestFastifyApplication> {
  const log = createLog(environment, extras.logTo);
  const own = AppModule.forRoot(environment, log);
  const root = { ...own, imports: [...(own.imports ?? []), ...(extras.modules ?? [])] };
  // What a gateway reports is signed byte for byte.
  const options = { logger: nestLogger(log), abortOnError: false, rawBody: true };
  const app = await NestFactory.create<NestFastifyApplication>(
    root,
    createAdapter(environment, log),
    options,
  );
  configureApp(app);
  return app;
}

/** Starts the web process and says where it answers. Stopping lets requests in hand finish first. */
export async function startWeb(
  environment: Environment,
  extras: WebExtras = {},
): Promise<Running & { url: string }> {
  const app = await createWeb(environment, extras);
  await app.listen({ port: environment.PORT, host: environment.HOST });
  const url = await app.getUrl();
  app.get(Log).info({ url }, 'listening');
  let stopped: Promise<void> | undefined;
  return { url, stop: () => (stopped ??= stopGently(app, environment)) };
}

/** Says no to new work, waits until callers have noticed, lets the work in hand finish, and closes. */
async function stopGently(app: NestFastifyApplication, { SHUTDOWN_DELAY_MS }: Environment): Promise<void> {
  app.get(Readiness).stop();
  await wait(SHUTDOWN_DELAY_MS);
  const closing = app.close();
  try {
    await within(LAST_REQUESTS_MS, closing);
  } catch {
    app.getHttpServer().closeAllConnections();
    await closing;
  }
}

if (require.main === module) runProcess(() => startWeb(loadEnvironment()));
