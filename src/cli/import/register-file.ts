import { type Part, PARTS } from '../../activities/index.js';
import { dayIn, type IsoDate, type IsoInstant } from '../../shared/calendar.js';
import type { ParticipantId, PersonId, SessionId } from '../../shared/ids.js';
import type { CsvTable } from './csv-table.js';
import {
  type Checked,
  type Fields,
  ifThere,
  isWhole,
  knownIn,
  oneOf,
  past,
  type Read,
  readRows,
  wholeNumber,
  refuse,
} from './fields.js';
import { participantIn, PEOPLE } from './people-file.js';
import type { Refusal } from './report.js';
import { SESSIONS } from './sessions-file.js';

export const REGISTER = 'register.csv';
export const REGISTER_COLUMNS = {
  needed: ['session_ref', 'version', 'recorded_at', 'recorded_by_ref', 'person_ref', 'part'],
};

/** One person's line; nobody on the one line of a list on which nobody is. */
export interface RegisterLine {
  readonly line: number;
  readonly person: PersonId | null;
  readonly part: Part | null;
}

/** Everybody who was at a session, as one version of its register says. */
export interface RegisterList {
  readonly session: SessionId;
  readonly version: number;
  readonly recordedAt: IsoInstant;
  readonly recordedBy: PersonId;
  readonly lines: readonly RegisterLine[];
}

type Row = Read<Omit<RegisterList, 'lines'> & Omit<RegisterLine, 'line'>>;

export interface RegisterRules {
  readonly sessions: ReadonlyMap<string, SessionId>;
  readonly people: ReadonlyMap<string, PersonId>;
  readonly participants: ReadonlyMap<string, ParticipantId>;
  /** The day of each session, by the scheme's own clock. */
  readonly days: ReadonlyMap<SessionId, IsoDate>;
  readonly timeZone: string;
  readonly now: Date;
}

/**
 * The lists of the file. A line that cannot be used is refused, and the rest of its list stands; so is one that says
 * something else than the first line of its list about when it was written down, and by whom.
 */
export function checkedRegisters(table: CsvTable, rules: RegisterRules): Checked<RegisterList> {
  const lists = new Map<string, RegisterList & { readonly lines: RegisterLine[] }>();
  const { good, refusals } = readRows(REGISTER, table, (fields) => rowOf(fields, rules));
  const late: Refusal[] = [];
  for (const row of good) {
    const { line, person, part, ...head } = row;
    const key = `${row.session} ${String(row.version)}`;
    const list = lists.get(key) ?? { ...head, lines: [] };
    lists.set(key, list);
    const fault = faultIn(row, list);
    if (fault === undefined) list.lines.push({ line, person, part });
    else late.push({ file: REGISTER, line, ...fault });
  }
  const whole = [...lists.values()].map(withoutEmptyLines);
  const empty = whole.flatMap((list) => list.refusals);
  const { inOrder, backwards } = byVersion(whole.flatMap(({ good: [list] }) => list ?? []));
  return { good: inOrder, refusals: [...refusals, ...late, ...empty, ...backwards] };
}

function rowOf(
  fields: Fields,
  { sessions, people, participants, days, timeZone, now }: RegisterRules,
): Omit<Row, 'line'> | undefined {
  const row = {
    session: fields.read('session_ref', knownIn(sessions, SESSIONS)),
    version: fields.read('version', wholeNumber(1, 1_000)),
    recordedAt: fields.read('recorded_at', past(now)),
    recordedBy: fields.read('recorded_by_ref', knownIn(people, PEOPLE)),
    person: fields.read('person_ref', ifThere(participantIn(participants, people))),
    part: fields.read('part', ifThere(oneOf(PARTS))),
  };
  if ((row.person === null) !== (row.part === null))
    fields.read(row.person === null ? 'person_ref' : 'part', () => refuse(HALF_A_LINE));
  if (!isWhole(row)) return undefined;
  if (dayIn(timeZone, new Date(row.recordedAt)) < (days.get(row.session) ?? ''))
    fields.read('recorded_at', () => refuse(AHEAD));
  return row;
}

const AHEAD =
  'It lies before the day of the session. Correct it here, or when the session was in sessions.csv.';

const HALF_A_LINE = 'It is empty. A line names a person and their part.';

function faultIn(
  row: Row,
  { recordedAt, recordedBy, lines }: RegisterList,
): Omit<Refusal, 'file'> | undefined {
  const [first] = lines;
  const earlier = first === undefined ? '' : `Line ${String(first.line)} of this list`;
  if (Date.parse(row.recordedAt) !== Date.parse(recordedAt))
    return { field: 'recorded_at', reason: `${earlier} has another moment. A list is written down once.` };
  if (row.recordedBy !== recordedBy)
    return {
      field: 'recorded_by_ref',
      reason: `${earlier} was written down by somebody else. A list has one writer.`,
    };
  const twin = lines.find(({ person }) => person === row.person);
  if (twin === undefined) return undefined;
  return {
    field: 'person_ref',
    reason: `Line ${String(twin.line)} of this list is about the same person. Keep one.`,
  };
}

/** A line without a person says that nobody came; beside somebody it says nothing, and may be a name that got lost. */
function withoutEmptyLines(list: RegisterList): Checked<RegisterList> {
  const named = list.lines.filter(({ person }) => person !== null);
  if (named.length === 0) return { good: [list], refusals: [] };
  const empty = list.lines.filter(({ person }) => person === null);
  return {
    good: [{ ...list, lines: named }],
    refusals: empty.map(({ line }) => ({ file: REGISTER, line, field: 'person_ref', reason: NAMES_NOBODY })),
  };
}

const NAMES_NOBODY = 'It is empty, and others are on this list. Name the person, or take the line away.';

/** A later version that was written down before an earlier one is refused as a whole. */
function byVersion(lists: readonly RegisterList[]) {
  const latest = new Map<SessionId, number>();
  const inOrder: RegisterList[] = [];
  const backwards: Refusal[] = [];
  for (const list of lists.toSorted((one, other) => one.version - other.version)) {
    const moment = Date.parse(list.recordedAt);
    if (moment >= (latest.get(list.session) ?? moment)) {
      latest.set(list.session, moment);
      inOrder.push(list);
    } else
      backwards.push(
        ...list.lines.map(({ line }) => ({ file: REGISTER, line, field: 'recorded_at', reason: BACKWARDS })),
      );
  }
  return { inOrder, backwards };
}

const BACKWARDS = 'A version before this one was written down later. Correct the moment or the version.';
