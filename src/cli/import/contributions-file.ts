import { dayIn, type IsoDate, type IsoInstant } from '../../shared/calendar.js';
import type { ParticipantId, PersonId } from '../../shared/ids.js';
import type { CsvTable } from './csv-table.js';
import {
  type Checked,
  day,
  isWhole,
  knownIn,
  newRef,
  past,
  type Read,
  readRows,
  text,
  refuse,
} from './fields.js';
import { participantIn, PEOPLE } from './people-file.js';

export const CONTRIBUTIONS = 'contributions.csv';
export const CONTRIBUTIONS_COLUMNS = {
  needed: ['ref', 'person_ref', 'what', 'on', 'checked_by', 'checked_at'],
};

/** What somebody did that no register shows, and who looked at it. */
export type ContributionRow = Read<{
  readonly ref: string;
  readonly person: ParticipantId;
  readonly what: string;
  readonly on: IsoDate;
  readonly checkedBy: PersonId;
  readonly checkedAt: IsoInstant;
}>;

export interface ContributionRules {
  readonly participants: ReadonlyMap<string, ParticipantId>;
  readonly people: ReadonlyMap<string, PersonId>;
  readonly timeZone: string;
  readonly now: Date;
}

/** The contributions of the file, each reference once. Nobody checks their own, nor before it happened. */
export function checkedContributions(
  table: CsvTable,
  { participants, people, timeZone, now }: ContributionRules,
): Checked<ContributionRow> {
  const lines = new Map<string, number>();
  return readRows(CONTRIBUTIONS, table, (fields, line) => {
    const row = {
      ref: fields.read('ref', newRef(lines, line)),
      person: fields.read('person_ref', participantIn(participants, people)),
      what: fields.read('what', text(80)),
      on: fields.read('on', day),
      checkedBy: fields.read('checked_by', knownIn(people, PEOPLE)),
      checkedAt: fields.read('checked_at', past(now)),
    };
    if (!isWhole(row)) return undefined;
    if (row.checkedBy === row.person)
      fields.read('checked_by', () => refuse('Nobody checks what they did themselves. Write who else did.'));
    if (row.on > dayIn(timeZone, new Date(row.checkedAt)))
      fields.read('on', () => refuse('It was checked before it happened. Correct one of the two.'));
    return row;
  });
}
