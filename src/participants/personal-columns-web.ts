import { internal, type PersonalTables } from './personal-column.js';
import { RETENTIONS } from './retention.js';

const { A_DAY_AFTER, HALF_A_YEAR } = RETENTIONS;

export const WEB_COLUMNS: PersonalTables = {
  idempotency_key: {
    actor: internal('Gives an answer again to whoever got it, and to nobody else.', HALF_A_YEAR),
    route: internal('Keeps the keys of different routes apart.', HALF_A_YEAR),
    key: internal('Knows a request again that was sent twice.', HALF_A_YEAR),
    body_hash: internal('Notices when it is not the same request.', HALF_A_YEAR),
    status: internal('Gives the same answer again.', HALF_A_YEAR),
    answer: internal('Gives the same answer again.', HALF_A_YEAR),
    created_at: internal('Forgets the answer in time.', HALF_A_YEAR),
    about: internal('Forgets the answer with the date that it is about.', HALF_A_YEAR),
  },
  rate_count: {
    subject: internal('Limits how often one network or one program may ask.', A_DAY_AFTER),
    began_at: internal('Begins to count anew in time.', A_DAY_AFTER),
    taken: internal('Limits how often is asked.', A_DAY_AFTER),
  },
};
