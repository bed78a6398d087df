export {
  type Acting,
  ASKED_HOW,
  type AskedHow,
  type Channel,
  CHANNELS,
  type Doer,
  forThemselves,
  weightiest,
} from './acting.js';
export type { AuditAction } from './audit-action.js';
export type { AuditDetails, AuditEvent, AuditSubject } from './audit-event.js';
export { AuditModule } from './audit.module.js';
export { type AuditFilter, AuditQueries, type Look, type NotedEvent } from './audit.queries.js';
export { Audit } from './audit.service.js';
