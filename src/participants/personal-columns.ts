import type { PersonalTables } from './personal-column.js';
import { PARTICIPANT_COLUMNS } from './personal-columns-participants.js';
import { IDENTITY_COLUMNS } from './personal-columns-identity.js';
import { SECOND_FACTOR_COLUMNS } from './personal-columns-second-factor.js';
import { API_TOKEN_COLUMNS } from './personal-columns-api-tokens.js';
import { ACTIVITY_COLUMNS } from './personal-columns-activities.js';
import { ATTENDANCE_COLUMNS } from './personal-columns-attendance.js';
import { CONTRIBUTION_COLUMNS } from './personal-columns-contributions.js';
import { AUDIT_COLUMNS } from './personal-columns-audit.js';
import { MESSAGE_COLUMNS } from './personal-columns-messages.js';
import { WEB_COLUMNS } from './personal-columns-web.js';

/**
 * Every column of every table that says something of a person, but for the scheme and the row's own id. A column that is
 * not here fails a test: nothing is kept about people without a reason. Each room has a file of its own.
 */
export const PERSONAL_COLUMNS: PersonalTables = {
  ...PARTICIPANT_COLUMNS,
  ...IDENTITY_COLUMNS,
  ...SECOND_FACTOR_COLUMNS,
  ...API_TOKEN_COLUMNS,
  ...ACTIVITY_COLUMNS,
  ...ATTENDANCE_COLUMNS,
  ...CONTRIBUTION_COLUMNS,
  ...AUDIT_COLUMNS,
  ...MESSAGE_COLUMNS,
  ...WEB_COLUMNS,
};
