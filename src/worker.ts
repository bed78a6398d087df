import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { DestinationStream } from 'pino';
import {
  createLog,
  type Environment,
  loadEnvironment,
  nestLogger,
  type Running,
  runProcess,
} from './config/index.js';
import type { JobPace } from './outbox/index.js';
import { WorkerModule } from './worker.module.js';

/** Where the log goes, when not to standard output, and the times and tries, when not those of production. */
export interface WorkerExtras {
  readonly logTo?: DestinationStream;
  readonly pace?: JobPace;
}

/**
 * Starts doing what was promised and what the calendar asks for; any number of workers may run beside each other, also
 * in the process of the web. Stopping finishes the jobs in hand.
 */
export async function startWorker(environment: Environment, extras: WorkerExtras = {}): Promise<Running> {
  const log = createLog(environment, extras.logTo);
  const root = WorkerModule.forRoot(environment, log, extras.pace);
  const app = await NestFactory.createApplicationContext(root, {
    logger: nestLogger(log),
    abortOnError: false,
  });
  log.info({ store: environment.REDIS_URL === undefined ? 'postgresql' : 'redis' }, 'the worker runs');
  let stopped: Promise<void> | undefined;
  return { stop: () => (stopped ??= app.close()) };
}

if (require.main === module) runProcess(() => startWorker(loadEnvironment()));
