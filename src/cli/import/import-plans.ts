import {
  Activities,
  ActivitiesQueries,
  EarningRates,
  EarningRatesQueries,
  type EarningRateView,
  Sessions,
  SessionsQueries,
} from '../../activities/index.js';
import type { ActivityId, SessionId } from '../../shared/ids.js';
import { ACTIVITIES, ACTIVITIES_COLUMNS, checkedActivities } from './activities-file.js';
import { type CsvColumns, type CsvTable, readTable } from './csv-table.js';
import { type Checked, wrong } from './fields.js';
import type { Importing } from './importing.js';
import type { People } from './import-people.js';
import { checkedRates, type RateRow, RATES, RATES_COLUMNS } from './rates-file.js';
import { type FileDone, type Result, tally } from './report.js';
import { type Act, writeRows } from './rows.js';
import { checkedSessions, SESSIONS, SESSIONS_COLUMNS } from './sessions-file.js';

export async function activitiesThere({
  session,
  writing,
}: Importing): Promise<ReadonlyMap<string, ActivityId>> {
  return writing.look((view) => session.get(ActivitiesQueries).byRef(view, writing.scheme));
}

export async function sessionsThere({
  session,
  writing,
}: Importing): Promise<ReadonlyMap<string, SessionId>> {
  return writing.look((view) => session.get(SessionsQueries).byRef(view, writing.scheme));
}

/** Adds the activities that are new. */
export async function importActivities(importing: Importing): Promise<FileDone> {
  const there = await activitiesThere(importing);
  const activities = importing.session.get(Activities);
  return importFile(
    importing,
    { file: ACTIVITIES, columns: ACTIVITIES_COLUMNS, check: checkedActivities },
    async (row, { tx, scheme }) => {
      if (there.has(row.ref)) return 'there';
      await activities.make(tx, scheme, row);
      return 'added';
    },
  );
}

/** Adds the earning rates that are new, as they were in force. One that is there stays as it is. */
export async function importRates(importing: Importing): Promise<FileDone> {
  const { session, writing } = importing;
  const activities = await activitiesThere(importing);
  const there = await writing.look((view) => session.get(EarningRatesQueries).all(view, writing.scheme));
  const check = (table: CsvTable): Checked<RateRow> => checkedRates(table, activities);
  return importFile(
    importing,
    { file: RATES, columns: RATES_COLUMNS, check },
    async (row, { tx, scheme }) => {
      const found = there.find((rate) => isFor(rate, row));
      if (found === undefined) await session.get(EarningRates).publish(tx, scheme, row);
      else if (found.galaxies !== row.galaxies) throw wrong(OTHER_RATE);
      return found === undefined ? 'added' : 'there';
    },
  );
}

const OTHER_RATE = 'Another rate for this part from the same day is there already, and it stays.';

function isFor(rate: EarningRateView, row: RateRow): boolean {
  const { activityId, part, fromOn, state, askedBy } = rate;
  const same = activityId === row.activityId && part === row.part && fromOn === row.fromOn;
  return same && state === 'published' && askedBy === undefined;
}

/** Adds the sessions that are new. */
export async function importSessions(importing: Importing, { people }: People): Promise<FileDone> {
  const activities = await activitiesThere(importing);
  const there = await sessionsThere(importing);
  const sessions = importing.session.get(Sessions);
  const check = (table: CsvTable) => checkedSessions(table, { activities, people });
  return importFile(
    importing,
    { file: SESSIONS, columns: SESSIONS_COLUMNS, check },
    async (row, { tx, scheme }) => {
      if (there.has(row.ref)) return 'there';
      await sessions.make(tx, scheme, row);
      return 'added';
    },
  );
}

interface Source<Row> {
  readonly file: string;
  readonly columns: CsvColumns;
  readonly check: (table: CsvTable) => Checked<Row>;
}

async function importFile<Row extends { readonly line: number }>(
  { writing, path }: Importing,
  { file, columns, check }: Source<Row>,
  act: Act<Row, Result>,
): Promise<FileDone> {
  const table = readTable(path(file), columns);
  const { good, refusals } = check(table);
  const results = await writeRows(file, { writing, rows: good }, act);
  const outcomes = results.map((result, index) => ({ lines: [good[index]?.line ?? 0], result }));
  return tally({ file, outcomes, refusals, unknown: table.unknown });
}
