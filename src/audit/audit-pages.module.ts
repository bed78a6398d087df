import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { AuditMonths } from './audit-months.queries.js';
import { AuditPages } from './audit.pages.js';

/** The pages of what was written down. */
@Module({ imports: [IdentityModule], controllers: [AuditPages], providers: [AuditMonths] })
export class AuditPagesModule {}
