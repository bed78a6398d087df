import { type DynamicModule, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import { AuditModule } from './audit/index.js';
import { ConfigModule, databaseUrl, type Environment, LoggingModule } from './config/index.js';
import { DatabaseModule } from './database/index.js';
import { BookProcessor, KeptProofs, LedgerModule } from './ledger/index.js';
import { SignInProcessor } from './identity/sign-in.processor.js';
import { KnownDevices } from './identity/known-devices.service.js';
import { SignInSending } from './identity/sign-in-sending.service.js';
import { MessageSending } from './messages/message-sending.service.js';
import { MessagesModule } from './messages/messages.module.js';
import { MessagesProcessor } from './messages/messages.processor.js';
import { Messages } from './messages/messages.service.js';
import { type JobPace, JobsModule } from './outbox/index.js';

/** How many connections a worker's own transactions may hold; fewer when fewer are allowed. */
const MOST_CONNECTIONS = 6;

/** The worker process: what it is made of. */
@Module({})
export class WorkerModule {
  static forRoot(environment: Environment, log: Logger, pace?: JobPace): DynamicModule {
    const handlers = {
      providers: [
        BookProcessor,
        KeptProofs,
        SignInProcessor,
        KnownDevices,
        SignInSending,
        Messages,
        MessageSending,
        MessagesProcessor,
        ...MessagesModule.forWorker(environment),
      ],
      inject: [BookProcessor, SignInProcessor, MessagesProcessor],
      useFactory: (book: BookProcessor, signIn: SignInProcessor, messages: MessagesProcessor) => ({
        ...book.handlers,
        ...signIn.handlers,
        ...messages.handlers,
      }),
    };
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
        JobsModule.forWorker(handlers, pace),
      ],
    };
  }
}
