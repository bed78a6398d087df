import { type DynamicModule, Module } from '@nestjs/common';
import { Environment } from '../config/index.js';
import { ActivitiesModule } from '../activities/index.js';
import { AttendanceModule } from '../attendance/index.js';
import { AuditModule } from '../audit/index.js';
import { ContributionsModule } from '../contributions/index.js';
import { DatabaseModule } from '../database/index.js';
import { AppCodes, RoleGrantsQueries, Roles, SecondFactorResets, SecretBox } from '../identity/index.js';
import { LedgerModule } from '../ledger/index.js';
import { Messages } from '../messages/index.js';
import { OutboxService, ParkedJobs } from '../outbox/index.js';
import { ParticipantsModule } from '../participants/index.js';
import { SchemesModule } from '../schemes/index.js';
import { Clock, SystemClock } from '../shared/clock.js';
import { addressOf, type Login } from './login.js';

/** The same services as in the web and the worker, over a small pool, without anything that listens. */
@Module({})
export class CliModule {
  static forRoot(environment: Environment, login: Login): DynamicModule {
    return {
      module: CliModule,
      imports: [
        DatabaseModule.forRoot({ url: addressOf(environment, login), as: login, poolSize: 2 }),
        LedgerModule.forRoot({ sealKey: environment.SEAL_KEY }),
        AuditModule,
        ParticipantsModule,
        ActivitiesModule,
        AttendanceModule,
        ContributionsModule,
        SchemesModule,
      ],
      providers: [
        Roles,
        RoleGrantsQueries,
        AppCodes,
        SecretBox,
        SecondFactorResets,
        Messages,
        OutboxService,
        ParkedJobs,
        { provide: Environment, useValue: environment },
        { provide: Clock, useClass: SystemClock },
      ],
    };
  }
}
