import { type IsoDate, type IsoInstant, parseIsoDate } from './calendar.js';
import { wallClockOf } from './wall-clock.js';

/** How people read a day: "Saturday 14 June", and "Saturday 14 June 2025" when it is not the year it is now. */
export function dayInWords(day: IsoDate, thisYear?: IsoDate): string {
  const words = WORDS.format(Date.parse(`${day}T00:00:00Z`)).replace(',', '');
  return thisYear?.slice(0, 4) === day.slice(0, 4) ? words : `${words} ${String(Number(day.slice(0, 4)))}`;
}

/** Made once: to make one takes longer than all else on a page of many days. A day has no zone; this one keeps it what it is. */
const WORDS = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});

/** How people read a time, given as `14:30`: "2.30pm", "10am", "midday", "midnight". */
export function timeInWords(time: string): string {
  if (time === '12:00') return 'midday';
  if (time === '00:00') return 'midnight';
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const minutes = minute === 0 ? '' : `.${String(minute).padStart(2, '0')}`;
  return `${String(hour % 12 === 0 ? 12 : hour % 12)}${minutes}${hour < 12 ? 'am' : 'pm'}`;
}

/** The time of day that clocks in a zone show at a moment, as people read it. */
export function clockInWords(moment: IsoInstant, timeZone: string): string {
  return timeInWords(wallClockOf(moment, timeZone).time);
}

/** A day as somebody typed it into three boxes. */
export interface TypedDay {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

/** The day that was typed; nothing when there is no such day. */
export function readTypedDay({ day, month, year }: TypedDay): IsoDate | undefined {
  const typed = [year.trim(), month.trim(), day.trim()];
  if (!/^\d{4}-\d{1,2}-\d{1,2}$/.test(typed.join('-'))) return undefined;
  try {
    return parseIsoDate(typed.map((part) => part.padStart(2, '0')).join('-'));
  } catch {
    return undefined;
  }
}

/** The same day in the three boxes. */
export function typedDayOf(day: IsoDate): TypedDay {
  const [year = '', month = '', date = ''] = day.split('-');
  return { day: String(Number(date)), month: String(Number(month)), year };
}

/** The time that was typed ("2.30pm", "2pm", "14:30", "midday"), as `14:30`; nothing when it is none. */
export function readTypedTime(text: string): string | undefined {
  const typed = text
    .toLowerCase()
    .replace(/\s/g, '')
    .replace(/^12(?=midday|noon|midnight)/, '');
  const named = NAMED.get(typed);
  if (named !== undefined) return named;
  const [, hour, minute = '00', half] = HALVED.exec(typed) ?? WHOLE.exec(typed) ?? [];
  if (hour === undefined) return undefined;
  const read = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'pm' ? 12 : 0);
  return `${String(read).padStart(2, '0')}:${minute}`;
}

const NAMED = new Map([
  ['midday', '12:00'],
  ['noon', '12:00'],
  ['midnight', '00:00'],
]);
const HALVED = /^(0?[1-9]|1[0-2])(?:[.:]([0-5]\d))?(am|pm)$/;
const WHOLE = /^([01]?\d|2[0-3])[.:]([0-5]\d)$/;
