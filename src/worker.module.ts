import { type DynamicModule, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import { AuditModule } from './audit/index.js';
import { ConfigModule, databaseUrl, type Environment, LoggingModule } from './config/index.js';
import { DatabaseModule } from './database/index.js';
import { BookProcessor, KeptProofs, LedgerModule } from './ledger/index.js';
import { SignInProcessor } from './identity/sign-in.processor.js';
import { SignInSending } from './identity/sign-in-sending.service.js';
import { MessagesModule } from './messages/messages.module.js';
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
        SignInSending,
        ...MessagesModule.forWorker(environment),
      ],
      inject: [BookProcessor, SignInProcessor],
      useFactory: (book: BookProcessor, signIn: SignInProcessor) => ({
        ...book.handlers,
        ...signIn.handlers,
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
        }),
        AuditModule,
        LedgerModule.forRoot({ sealKey: environment.SEAL_KEY }),
        JobsModule.forWorker(handlers, pace),
      ],
    };
  }
}
