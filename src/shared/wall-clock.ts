import { Temporal } from 'temporal-polyfill';
import { type IsoDate, type IsoInstant, parseIsoDate, parseIsoInstant } from './calendar.js';
import { DomainError } from './domain-error.js';

/** What a clock on the wall shows: a day, and a time written `23:30`. */
export interface WallClock {
  readonly date: IsoDate;
  readonly time: string;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * The moment at which clocks in that zone show this. When the clocks go forward over it, the moment as long after
 * midnight as if they did not; when they go back and show it twice, the first of the two.
 */
export function momentOf({ date, time }: WallClock, timeZone: string): IsoInstant {
  if (!TIME.test(time)) throw new DomainError('bad-time', 'invalid', 'Write the time like 14:30.');
  const there = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone);
  return parseIsoInstant(there.toInstant().toString());
}

/** The last moment of a day there or, with a time, of that minute of it. */
export function lastMomentOf(date: IsoDate, time: string | undefined, timeZone: string): IsoInstant {
  const next =
    time === undefined
      ? Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(timeZone)
      : plain({ date, time }).toZonedDateTime(timeZone).add({ minutes: 1 });
  return parseIsoInstant(next.toInstant().subtract({ microseconds: 1 }).toString());
}

/** What clocks in that zone show at a moment; seconds are left out. */
export function wallClockOf(moment: IsoInstant, timeZone: string): WallClock {
  const there = Temporal.Instant.from(moment).toZonedDateTimeISO(timeZone);
  return {
    date: parseIsoDate(there.toPlainDate().toString()),
    time: there.toPlainTime().toString({ smallestUnit: 'minute', roundingMode: 'trunc' }),
  };
}

/** How long it is by the clocks on the wall: from 22:00 to 02:00 is four hours, also when the clocks change between. */
export function wallMinutes(from: WallClock, to: WallClock): number {
  return plain(from).until(plain(to), { largestUnit: 'minutes' }).total('minutes');
}

/** What the clock on the wall will show after so many minutes by that same clock. */
export function wallLater(from: WallClock, minutes: number): WallClock {
  const later = plain(from).add({ minutes });
  return {
    date: parseIsoDate(later.toPlainDate().toString()),
    time: later.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
}

/** The day so many days later. */
export function daysLater(day: IsoDate, days: number): IsoDate {
  return parseIsoDate(Temporal.PlainDate.from(day).add({ days }).toString());
}

function plain({ date, time }: WallClock): Temporal.PlainDateTime {
  return Temporal.PlainDateTime.from(`${date}T${time}`);
}
