import { ACTIVITY_KINDS, type NewActivity } from '../../activities/index.js';
import type { CsvTable } from './csv-table.js';
import { type Checked, ifThere, newRef, oneOf, type Read, readRows, text, wholeNumber } from './fields.js';

export const ACTIVITIES = 'activities.csv';
export const ACTIVITIES_COLUMNS = { needed: ['ref', 'name', 'kind'], others: ['usual_place', 'places'] };

export type ActivityRow = Read<NewActivity & { readonly ref: string }>;

/** The activities of the file, each reference once. */
export function checkedActivities(table: CsvTable): Checked<ActivityRow> {
  const lines = new Map<string, number>();
  return readRows(ACTIVITIES, table, (fields, line) => {
    const ref = fields.read('ref', newRef(lines, line));
    const name = fields.read('name', text(80));
    const kind = fields.read('kind', oneOf(ACTIVITY_KINDS));
    const usualPlace = fields.read('usual_place', ifThere(text(120))) ?? undefined;
    const places = fields.read('places', ifThere(wholeNumber(2, 200))) ?? undefined;
    if (ref === undefined || name === undefined || kind === undefined) return undefined;
    return { ref, name, kind, usualPlace, places };
  });
}
