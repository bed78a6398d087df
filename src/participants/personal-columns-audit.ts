import { internal, kept, type PersonalTables } from './personal-column.js';
import { RETENTIONS } from './retention.js';

const { TWO_YEARS } = RETENTIONS;

export const AUDIT_COLUMNS: PersonalTables = {
  audit_event: {
    at: kept('Says when it was done.', TWO_YEARS),
    action: kept('Says what was done, also that somebody looked.', TWO_YEARS),
    actor_id: internal('Says who did it. Others see a first name and a role.', TWO_YEARS),
    actor_role: kept('Says in which role it was done.', TWO_YEARS),
    person_id: kept('Shows people what was done with their record, and who looked.', TWO_YEARS),
    on_behalf_of: kept('Says whom staff did it for.', TWO_YEARS),
    asked_how: kept('Says how they asked.', TWO_YEARS),
    subject_kind: kept('Says what it was done to.', TWO_YEARS),
    subject_id: internal('Finds what it was done to.', TWO_YEARS),
    channel: kept('Says where it came from.', TWO_YEARS),
    correlation_id: internal('Finds the request in the logs.', TWO_YEARS),
    details: internal('Says more in codes and numbers; no name or sentence has a place in it.', TWO_YEARS),
  },
};
