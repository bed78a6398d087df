import { type DynamicModule, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import { AttendanceEdges } from './attendance/index.js';
import { AccountsModule } from './accounts/accounts.module.js';
import { AuditModule } from './audit/index.js';
import { AuditPagesModule } from './audit/audit-pages.module.js';
import { ActivitiesWebModule } from './activities/activities-web.module.js';
import { ConfigModule, databaseUrl, type Environment, LoggingModule } from './config/index.js';
import { DatabaseModule } from './database/index.js';
import { ContributionPagesModule } from './contributions/contribution-pages.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { LedgerModule } from './ledger/index.js';
import { JobsModule } from './outbox/index.js';
import { MessagePagesModule } from './messages/message-pages.module.js';
import { MessagesModule } from './messages/messages.module.js';
import { PeoplePagesModule } from './participants/people-pages.module.js';
import { PutRightModule } from './put-right/index.js';
import { WebModule } from './web/web.module.js';

/** The web process: what it is made of. */
@Module({})
export class AppModule {
  static forRoot(environment: Environment, log: Logger): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(environment),
        LoggingModule.forRoot(log),
        DatabaseModule.forRoot({
          url: databaseUrl(environment),
          as: 'app',
          poolSize: environment.DATABASE_POOL_SIZE,
          waitMs: environment.DATABASE_WAIT_MS,
        }),
        AttendanceEdges,
        AccountsModule,
        ContributionPagesModule,
        AuditModule,
        AuditPagesModule,
        LedgerModule.forRoot({ sealKey: environment.SEAL_KEY }),
        JobsModule.forWeb(),
        IdentityModule,
        PeoplePagesModule,
        PutRightModule,
        ActivitiesWebModule,
        MessagesModule.forWeb(environment),
        MessagePagesModule,
        WebModule,
      ],
    };
  }
}
