import { parseIsoDate, parseIsoInstant } from '../shared/calendar.js';
import { clockInWords, dayInWords } from '../shared/day-words.js';
import { wallClockOf } from '../shared/wall-clock.js';
import { say, t } from '../web/index.js';
import type { CopiedLine, PersonCopy } from './person-copies.service.js';

/** What a page can show of each table before the file is the better way to read it. */
const MOST_SHOWN = 3;
const MOST_LINES = 10;

/** The tables of a copy as parts of a page: every row as lines, each with the name of its column. */
export function copySections({ tables }: PersonCopy, timeZone: string) {
  return Object.entries(tables).map(([table, rows]) => ({
    title: say(`account.copy.of.${table}`),
    more: Math.max(0, rows.length - MOST_SHOWN),
    rows: rows.slice(0, MOST_SHOWN).map((row) =>
      Object.entries(row)
        .filter(([, value]) => value !== null && !isLongCode(value))
        .map(([column, value]) => ({ key: inWords(column), value: textOf(spaced(column, value), timeZone) })),
    ),
  }));
}

/** What happened with somebody's galaxies, in words and without a sign; the newest first, and what only moved once. */
export function lineRows({ galaxies }: PersonCopy) {
  return galaxies
    .filter(({ pot, kind }) => pot === 'to use' || kind === 'settle')
    .toSorted((one, other) => other.recordedAt.localeCompare(one.recordedAt))
    .slice(0, MOST_LINES)
    .map((line) => ({
      day: dayInWords(line.occurredOn),
      what: t(`account.copy.galaxy.${wordOf(line)}`, { count: line.galaxies }),
    }));
}

/** The same five words as in the history. */
function wordOf({ kind, direction }: CopiedLine): 'added' | 'set-aside' | 'back' | 'used' | 'put-right' {
  if (kind === 'settle') return 'used';
  if (direction === 'in') return kind === 'release' || kind === 'reversal' ? 'back' : 'added';
  return kind === 'hold' ? 'set-aside' : 'put-right';
}

function inWords(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isLongCode(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}

/** Columns that hold codes of ours rather than what somebody wrote. */
const CODED: readonly string[] = ['taking_part', 'message_detail', 'part', 'kind', 'state', 'outcome'];

function spaced(column: string, value: unknown): unknown {
  return CODED.includes(column) && typeof value === 'string' ? inWords(value.replaceAll('-', '_')) : value;
}

function textOf(value: unknown, timeZone: string): string {
  if (typeof value === 'string') return readable(value, timeZone);
  if (typeof value === 'boolean') return t(value ? 'people.yes' : 'people.no');
  if (Array.isArray(value))
    return value.length === 0
      ? t('people.none')
      : value.map((each) => readable(String(each), timeZone)).join(', ');
  return JSON.stringify(value);
}

/** A day and a moment as people read them; anything else as it is. */
function readable(text: string, timeZone: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return dayInWords(parseIsoDate(text));
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text)) return momentInWords(text, timeZone);
  return text;
}

function momentInWords(text: string, timeZone: string): string {
  const moment = parseIsoInstant(text);
  const day = dayInWords(wallClockOf(moment, timeZone).date);
  return t('account.copy.moment', { day, time: clockInWords(moment, timeZone) });
}
