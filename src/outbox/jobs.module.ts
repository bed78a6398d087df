import {
  type DynamicModule,
  Global,
  type InjectionToken,
  Module,
  type OnApplicationShutdown,
  type Provider,
} from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { databaseUrl, Environment, Log } from '../config/index.js';
import { UnitOfWork } from '../database/index.js';
import { Readiness } from '../shared/readiness.js';
import { type JobHandlers, type JobPace, PRODUCTION_PACE } from './job-handler.js';
import { JobMachine } from './job-machine.js';
import { JobRunner } from './job-runner.js';
import { JobsReadiness } from './jobs-readiness.js';
import type { JobStore } from './job-store.js';
import { openJobStore } from './open-job-store.js';
import { OutboxQueries } from './outbox.queries.js';
import { OutboxService } from './outbox.service.js';
import { Runs } from './runs.service.js';

/** How the composition root makes the handlers of all jobs. */
export interface HandlersFactory {
  /** What the handlers are made of, beside what is there for everybody. */
  readonly providers: readonly Provider[];
  readonly inject: readonly InjectionToken[];
  readonly useFactory: (...parts: never[]) => JobHandlers;
}

const JOB_STORE = Symbol('JobStore');
const JOB_HANDLERS = Symbol('JobHandlers');
const JOBS_READINESS_ADDED = Symbol('JobsReadinessAdded');

/** Lets go of the store's connections when the process stops, after whoever used them. */
class JobStoreKeeper implements OnApplicationShutdown {
  constructor(private readonly store: JobStore) {}

  onApplicationShutdown(): Promise<void> {
    return this.store.close();
  }
}

const promises: readonly Provider[] = [
  OutboxService,
  {
    provide: OutboxQueries,
    inject: [getDataSourceToken()],
    useFactory: (source: DataSource) => new OutboxQueries(source),
  },
  {
    provide: JOB_STORE,
    inject: [Environment, Log],
    useFactory: (settings: Environment, log: Log) =>
      openJobStore({ databaseUrl: databaseUrl(settings), redisUrl: settings.REDIS_URL }, log),
  },
  {
    provide: JobStoreKeeper,
    inject: [JOB_STORE],
    useFactory: (store: JobStore) => new JobStoreKeeper(store),
  },
  {
    provide: JobsReadiness,
    inject: [JOB_STORE, OutboxQueries],
    useFactory: (store: JobStore, queries: OutboxQueries) => new JobsReadiness(store, queries),
  },
];

/** Promising jobs, and in a worker doing them. It expects ConfigModule, LoggingModule and DatabaseModule. */
@Global()
@Module({})
export class JobsModule {
  /** For the web: promises, figures, and what jobs add to the `Readiness` that the web gives. */
  static forWeb(): DynamicModule {
    return {
      module: JobsModule,
      providers: [
        ...promises,
        {
          provide: JOBS_READINESS_ADDED,
          inject: [Readiness, JobsReadiness],
          useFactory: (readiness: Readiness, jobs: JobsReadiness) => {
            readiness.add(jobs);
            return readiness;
          },
        },
      ],
      exports: [OutboxService, OutboxQueries, JobsReadiness],
    };
  }

  /** For a worker: the same, and everything that makes jobs happen, from the start of the process to its stop. */
  static forWorker(handlers: HandlersFactory, pace: JobPace = PRODUCTION_PACE): DynamicModule {
    return {
      module: JobsModule,
      providers: [
        ...promises,
        ...handlers.providers,
        { provide: JOB_HANDLERS, inject: [...handlers.inject], useFactory: handlers.useFactory },
        {
          provide: JobMachine,
          inject: [getDataSourceToken(), UnitOfWork, JOB_STORE, JOB_HANDLERS, Environment, Log],
          useFactory: (
            ...[source, work, store, jobHandlers, settings, log]: [
              DataSource,
              UnitOfWork,
              JobStore,
              JobHandlers,
              Environment,
              Log,
            ]
          ) =>
            new JobMachine({
              source,
              store,
              pace,
              log,
              databaseUrl: databaseUrl(settings),
              runner: new JobRunner(work, jobHandlers, log, pace),
              runs: new Runs(source),
            }),
        },
      ],
      exports: [OutboxService, OutboxQueries, JobsReadiness, JobMachine],
    };
  }
}
