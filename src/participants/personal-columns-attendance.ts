import { internal, kept, type PersonalTables, WITH_THE_BOOK } from './personal-column.js';
import { RETENTIONS } from './retention.js';

const { AFTER_THE_CHECK, AFTER_THE_REGISTER, AFTER_THE_SESSION } = RETENTIONS;

export const ATTENDANCE_COLUMNS: PersonalTables = {
  register_version: {
    session_id: kept('Says which session the register is of.', WITH_THE_BOOK),
    version: kept('Puts the versions in order.', WITH_THE_BOOK),
    key: internal('Counts a register once, however often it is sent.', WITH_THE_BOOK),
    content_hash: internal('Tells a repeat from something else.', WITH_THE_BOOK),
    based_on: internal('Shows which list the sender had seen.', WITH_THE_BOOK),
    merged: internal('Shows that two lists were put together.', WITH_THE_BOOK),
    outcome: kept('Says whether people came.', WITH_THE_BOOK),
    head_count_extra: kept('Counts those who gave no name.', WITH_THE_BOOK),
    counted_out: kept('Counts heads when they set out; no names.', WITH_THE_BOOK),
    counted_back: kept('Counts heads when they are back; no names.', WITH_THE_BOOK),
    note_to_staff: kept('Tells staff what the leader wants them to know.', AFTER_THE_REGISTER),
    entry_id: internal('Finds the galaxies it gave.', WITH_THE_BOOK),
    recorded_at: kept('Says when it was written down.', WITH_THE_BOOK),
    recorded_by: kept('Says who wrote it down.', WITH_THE_BOOK),
    on_behalf_of: kept('Says whose list somebody typed up.', WITH_THE_BOOK),
    source: kept('Says how it came in.', WITH_THE_BOOK),
  },
  attendance: {
    session_id: kept('Says what they took part in.', WITH_THE_BOOK),
    person_id: kept('Says who took part.', WITH_THE_BOOK),
    part: kept('Says whether they took part, led or helped.', WITH_THE_BOOK),
    galaxies: kept('Says what it gave them.', WITH_THE_BOOK),
    rate_id: kept('Says by which rate.', WITH_THE_BOOK),
    from_version: kept('Says which version wrote it down.', WITH_THE_BOOK),
    transfer_id: internal('Finds the galaxies it gave.', WITH_THE_BOOK),
    put_right_version: kept('Says which version put it right.', WITH_THE_BOOK),
    reversal_id: internal('Finds how the galaxies were put right.', WITH_THE_BOOK),
  },
  register_check: {
    session_id: internal('Says which register staff look at.', AFTER_THE_CHECK),
    version: internal('Says which version of it.', AFTER_THE_CHECK),
    kind: internal('Says what there is to look at.', AFTER_THE_CHECK),
    key: internal('Asks staff once, however often it is sent.', AFTER_THE_CHECK),
    outcome: internal('Says what the change would say.', AFTER_THE_CHECK),
    note_to_staff: kept('Tells staff what the leader wants them to know.', AFTER_THE_CHECK),
    sent_by: internal('Says whose list it was.', AFTER_THE_CHECK),
    opened_at: internal('Puts the oldest first.', AFTER_THE_CHECK),
    closed_at: internal('Shows that it was looked at.', AFTER_THE_CHECK),
    closed_by: internal('Shows who looked at it.', AFTER_THE_CHECK),
  },
  register_tick: {
    check_id: internal('Says which list it is on.', AFTER_THE_CHECK),
    person_id: kept('Shows staff both lists when two leaders sent one.', AFTER_THE_CHECK),
    part: kept('Shows staff both lists when two leaders sent one.', AFTER_THE_CHECK),
  },
  roster_row: {
    code: internal('Says which printed list.', AFTER_THE_SESSION),
    row: internal('Reads the number on the paper.', AFTER_THE_SESSION),
    person_id: kept('Says who stands beside the number.', AFTER_THE_SESSION),
  },
};
