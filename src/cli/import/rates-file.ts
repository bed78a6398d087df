import { type NewEarningRate, PARTS } from '../../activities/index.js';
import type { ActivityId } from '../../shared/ids.js';
import { ACTIVITIES } from './activities-file.js';
import type { CsvTable } from './csv-table.js';
import {
  type Checked,
  day,
  ifThere,
  knownIn,
  oneOf,
  type Read,
  readRows,
  text,
  wholeNumber,
  wrong,
} from './fields.js';

export const RATES = 'earning_rates.csv';
export const RATES_COLUMNS = { needed: ['part', 'galaxies', 'from'], others: ['activity_ref', 'why'] };

export type RateRow = Read<NewEarningRate>;

/** What is said of a rate whose file gives no reason. */
const BROUGHT_ALONG = 'In force before the scheme moved here';

/** The earning rates of the file; a part of an activity has one from a day on. */
export function checkedRates(table: CsvTable, activities: ReadonlyMap<string, ActivityId>): Checked<RateRow> {
  const lines = new Map<string, number>();
  return readRows(RATES, table, (fields, line) => {
    const activityId = fields.read('activity_ref', ifThere(knownIn(activities, ACTIVITIES)));
    const part = fields.read('part', oneOf(PARTS));
    const amount = fields.read('galaxies', wholeNumber(1, 10));
    const fromOn = fields.read('from', day);
    const why = fields.read('why', ifThere(text(200)));
    if (activityId === undefined || part === undefined || amount === undefined) return undefined;
    if (fromOn === undefined || why === undefined) return undefined;
    fields.read('from', () => expectOnce(lines, `${activityId ?? ''} ${part} ${fromOn}`, line));
    return { activityId: activityId ?? undefined, part, galaxies: amount, fromOn, why: why ?? BROUGHT_ALONG };
  });
}

function expectOnce(lines: Map<string, number>, rate: string, line: number): void {
  const earlier = lines.get(rate);
  if (earlier !== undefined)
    throw wrong(`Line ${String(earlier)} has a rate for this part from the same day. Keep one.`);
  lines.set(rate, line);
}
