import type { IsoDate, IsoInstant } from '../shared/calendar.js';
import { readTypedDay, readTypedTime, type TypedDay } from '../shared/day-words.js';
import { lastMomentOf } from '../shared/wall-clock.js';
import { type FieldErrors, fieldError } from '../web/index.js';
import type { Here } from './galaxies.queries.js';
import type { PastMomentQuery } from './me.dto.js';

/** The past moment that somebody wants to see an account at. */
export interface PastMoment {
  /** The three boxes and the time, as they were typed. */
  readonly typed: { readonly day: TypedDay; readonly time: string };
  /** Up to the end of that minute, or of that day where no time was typed; nothing when it is about now. */
  readonly moment: IsoInstant | undefined;
  readonly day: IsoDate | undefined;
  /** As `14:30`. */
  readonly time: string | undefined;
  readonly errors: FieldErrors;
}

/** Reads the moment by the scheme's own clock. Nothing typed is now. */
export function readPastMoment(
  query: PastMomentQuery,
  { timeZone, today }: Pick<Here, 'timeZone' | 'today'>,
): PastMoment {
  const { as_at_day: day, as_at_month: month, as_at_year: year, as_at_time: time } = query;
  const typed = { day: { day, month, year }, time };
  const now = { typed, moment: undefined, day: undefined, time: undefined, errors: [] };
  if ([day, month, year, time].every((part) => part.trim() === '')) return now;

  const date = readTypedDay(typed.day);
  const clock = readTypedTime(time);
  const errors = [...wrongDay(date, today), ...wrongTime(time)];
  if (date === undefined || errors.length > 0) return { ...now, errors };
  return { ...now, moment: lastMomentOf(date, clock, timeZone), day: date, time: clock };
}

function wrongDay(date: IsoDate | undefined, today: IsoDate): FieldErrors {
  if (date === undefined) return [fieldError('as_at', 'errors.date.real')];
  return date > today ? [fieldError('as_at', 'errors.date.future')] : [];
}

function wrongTime(time: string): FieldErrors {
  const isWrong = time.trim() !== '' && readTypedTime(time) === undefined;
  return isWrong ? [fieldError('as_at_time', 'errors.time.real')] : [];
}
