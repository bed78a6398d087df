import { Global, Module } from '@nestjs/common';
import { Audit } from './audit.service.js';
import { AuditQueries } from './audit.queries.js';

/** Every room writes down what it did, so the room that keeps it is there for all of them. */
@Global()
@Module({ providers: [Audit, AuditQueries], exports: [Audit, AuditQueries] })
export class AuditModule {}
