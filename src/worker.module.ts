import { type DynamicModule, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import { ActivitiesProcessor } from './activities/activities.processor.js';
import { Answering } from './activities/answering.service.js';
import { Moves } from './activities/moves.service.js';
import { PlaceClearing } from './activities/place-clearing.service.js';
import { PlaceLinks } from './activities/place-links.service.js';
import { Reminders } from './activities/reminders.service.js';
import { Telling } from './activities/telling.service.js';
import { Places, SessionsQueries } from './activities/index.js';
import { AttendanceProcessor } from './attendance/attendance.processor.js';
import { RegisterAsking } from './attendance/register-asking.service.js';
import { AuditModule } from './audit/index.js';
import { withSources } from './cli/prove-sources.js';
import { ConfigModule, databaseUrl, type Environment, LoggingModule } from './config/index.js';
import { DatabaseModule } from './database/index.js';
import { BookProcessor, FurtherProof, KeptProofs, LedgerModule } from './ledger/index.js';
import { SignInProcessor } from './identity/sign-in.processor.js';
import { SignInSending } from './identity/sign-in-sending.service.js';
import { MessageSending } from './messages/message-sending.service.js';
import { MessagesModule } from './messages/messages.module.js';
import { MessagesProcessor } from './messages/messages.processor.js';
import { Messages } from './messages/messages.service.js';
import { ForgettingProcessor } from './participants/forgetting.processor.js';
import { Forgetting } from './participants/forgetting.service.js';
import { type HandlersFactory, type JobPace, JobsModule } from './outbox/index.js';

/** How many connections a worker's own transactions may hold; fewer when fewer are allowed. */
const MOST_CONNECTIONS = 6;

/** What the jobs of dates are made of. */
const PLANNED = [
  ActivitiesProcessor,
  Answering,
  Moves,
  PlaceClearing,
  PlaceLinks,
  Places,
  Reminders,
  SessionsQueries,
  Telling,
];

/** The worker process: what it is made of. */
@Module({})
export class WorkerModule {
  static forRoot(environment: Environment, log: Logger, pace?: JobPace): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        ConfigModule.forRoot(environment),
        LoggingModule.forRoot(log),
        DatabaseModule.forRoot({
          url: databaseUrl(environment),
          as: 'app',
          poolSize: Math.min(environment.DATABASE_POOL_SIZE, MOST_CONNECTIONS),
          waitMs: environment.DATABASE_WAIT_MS,
        }),
        AuditModule,
        LedgerModule.forRoot({ sealKey: environment.SEAL_KEY }),
        JobsModule.forWorker(handlersOf(environment), pace),
      ],
    };
  }
}

/** In the order in which `handlersOf` takes them. */
const PROCESSORS = [
  BookProcessor,
  SignInProcessor,
  MessagesProcessor,
  ActivitiesProcessor,
  AttendanceProcessor,
  ForgettingProcessor,
];

/** Every job of the service, and what it is made of. */
function handlersOf(environment: Environment): HandlersFactory {
  return {
    providers: [
      BookProcessor,
      KeptProofs,
      { provide: FurtherProof, useValue: { add: withSources } satisfies FurtherProof },
      SignInProcessor,
      SignInSending,
      Messages,
      MessageSending,
      MessagesProcessor,
      Forgetting,
      ForgettingProcessor,
      ...MessagesModule.forWorker(environment),
      ...PLANNED,
      AttendanceProcessor,
      RegisterAsking,
    ],
    inject: PROCESSORS,
    useFactory: (
      ...[book, signIn, messages, activities, attendance, forgetting]: [
        BookProcessor,
        SignInProcessor,
        MessagesProcessor,
        ActivitiesProcessor,
        AttendanceProcessor,
        ForgettingProcessor,
      ]
    ) => ({
      ...book.handlers,
      ...signIn.handlers,
      ...messages.handlers,
      ...activities.handlers,
      ...attendance.handlers,
      ...forgetting.handlers,
    }),
  };
}
