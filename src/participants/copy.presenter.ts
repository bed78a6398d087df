import { parseIsoDate } from '../shared/calendar.js';
import { dayInWords } from '../shared/day-words.js';
import { t } from '../web/index.js';
import type { PersonCopy } from './person-copies.service.js';

/** What a page can show of each table before the file is the better way to read it. */
const MOST_SHOWN = 3;
const MOST_LINES = 10;

/** Columns that hold one of a few words of ours. */
const CODES: ReadonlySet<string> = new Set([
  ...['contact', 'formats', 'message_detail', 'taking_part', 'channel', 'kind', 'part', 'state'],
  ...['answer', 'length', 'outcome', 'reply_by', 'role', 'what_is_wrong'],
]);

/** The tables of a copy as parts of a page: every row as lines, each with the name of its column. */
export function copySections({ tables }: PersonCopy) {
  return Object.entries(tables).map(([table, rows]) => ({
    title: inWords(table),
    more: Math.max(0, rows.length - MOST_SHOWN),
    rows: rows.slice(0, MOST_SHOWN).map((row) =>
      Object.entries(row)
        .filter(([, value]) => value !== null)
        .map(([column, value]) => ({ key: inWords(column), value: textOf(value, column) })),
    ),
  }));
}

/** What happened with somebody's galaxies, in words and without a sign. */
export function lineRows({ galaxies }: PersonCopy) {
  return galaxies.slice(0, MOST_LINES).map(({ occurredOn, galaxies: count, direction, pot }) => ({
    day: dayInWords(occurredOn),
    what: t(pot === 'to use' ? `account.copy.${direction}` : `account.copy.aside-${direction}`, { count }),
  }));
}

function inWords(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A day as people read it, and a code of ours without its dashes; all else as it is. */
function readable(text: string, column: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return dayInWords(parseIsoDate(text));
  return CODES.has(column) && /^[a-z\d]+(?:-[a-z\d]+)*$/.test(text)
    ? inWords(text.replaceAll('-', '_'))
    : text;
}

function textOf(value: unknown, column: string): string {
  if (typeof value === 'string') return readable(value, column);
  if (typeof value === 'boolean') return t(value ? 'people.yes' : 'people.no');
  if (Array.isArray(value))
    return value.length === 0
      ? t('people.none')
      : value.map((each) => readable(String(each), column)).join(', ');
  return JSON.stringify(value);
}
