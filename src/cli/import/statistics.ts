import { UnitOfWork } from '../../database/index.js';
import type { Session } from '../session.js';

/** What the files of a folder fill. */
const FILLED = [
  ...[
    'scheme',
    'person',
    'participant',
    'person_role',
    'activity',
    'session',
    'session_leader',
    'earning_rate',
  ],
  ...[
    'register_version',
    'attendance',
    'contribution',
    'account',
    'journal_entry',
    'transfer',
    'audit_event',
  ],
];

/**
 * Tells the database anew how much there is in each table that an import fills: it would find out by itself only minutes later,
 * and until then reads long histories row by row. A table that the login may not look into is left out with a notice of the
 * database.
 */
export async function lookAnew(session: Session): Promise<void> {
  await session.get(UnitOfWork).ask(`ANALYZE ${FILLED.join(', ')}`);
}
