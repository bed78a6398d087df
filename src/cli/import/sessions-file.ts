import type { NewSession } from '../../activities/index.js';
import { type IsoInstant, parseIsoInstant } from '../../shared/calendar.js';
import type { ActivityId, PersonId } from '../../shared/ids.js';
import { ACTIVITIES } from './activities-file.js';
import type { CsvTable } from './csv-table.js';
import {
  type Checked,
  ifThere,
  isWhole,
  knownIn,
  newRef,
  type Read,
  readRows,
  text,
  wholeNumber,
  refuse,
} from './fields.js';
import { PEOPLE } from './people-file.js';

export const SESSIONS = 'sessions.csv';
export const SESSIONS_COLUMNS = {
  needed: ['ref', 'activity_ref', 'starts_at', 'ends_at'],
  others: ['meet_place', 'places', 'leader_refs'],
};

export type SessionRow = Read<NewSession & { readonly ref: string }>;

export interface SessionRules {
  readonly activities: ReadonlyMap<string, ActivityId>;
  readonly people: ReadonlyMap<string, PersonId>;
}

/** The sessions of the file, each reference once. */
export function checkedSessions(table: CsvTable, { activities, people }: SessionRules): Checked<SessionRow> {
  const lines = new Map<string, number>();
  return readRows(SESSIONS, table, (fields, line) => {
    const row = {
      ref: fields.read('ref', newRef(lines, line)),
      activityId: fields.read('activity_ref', knownIn(activities, ACTIVITIES)),
      startsAt: fields.read('starts_at', parseIsoInstant),
      endsAt: fields.read('ends_at', parseIsoInstant),
      leaders: fields.read('leader_refs', (refs) => leadersIn(refs, people)),
    };
    const meetPlace = fields.read('meet_place', ifThere(text(120))) ?? undefined;
    const places = fields.read('places', ifThere(wholeNumber(2, 200))) ?? undefined;
    if (!isWhole(row)) return undefined;
    fields.read('ends_at', () => expectAfter(row.endsAt, row.startsAt));
    return { ...row, meetPlace, places, placesReason: reasonFor(places) };
  });
}

function expectAfter(end: IsoInstant, start: IsoInstant): void {
  if (Date.parse(end) <= Date.parse(start)) refuse('It ends before it begins. Correct one of them.');
}

/** Said of a session that had more places than is usual. */
function reasonFor(places = 0): string | undefined {
  return places > 12 ? 'It had so many places before the scheme moved here' : undefined;
}

function leadersIn(refs: string, people: ReadonlyMap<string, PersonId>): readonly PersonId[] {
  const words = refs.split(';').map((ref) => ref.trim());
  return words.filter((ref) => ref !== '').map(knownIn(people, PEOPLE));
}
