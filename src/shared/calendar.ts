import { DomainError } from './domain-error.js';

declare const brand: unique symbol;

/** A day of the calendar, written `2008-10-11`; it exists (no 30 February). */
export type IsoDate = string & { readonly [brand]: 'IsoDate' };

/** A moment, written as ISO 8601 with its offset or `Z`. */
export type IsoInstant = string & { readonly [brand]: 'IsoInstant' };

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)$/;

/** Reads a day; refuses anything else with `bad-date`. */
export function parseIsoDate(text: string): IsoDate {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined || !exists(Number(year), Number(month), Number(day))) {
    throw new DomainError('bad-date', 'invalid', 'Write the day as year-month-day, for example 2008-10-11.');
  }
  return text as IsoDate;
}

/** Years have four digits; the days at both ends are left out, so that a moment has them in every time zone. */
const FIRST = Date.parse('0001-01-02T00:00:00Z');
const LAST = Date.parse('9999-12-31T00:00:00Z');

/**
 * Reads a moment that says its offset; refuses anything else with `bad-time`, also an offset of more than 14 hours, for no clock
 * on earth has one.
 */
export function parseIsoInstant(text: string): IsoInstant {
  const day = INSTANT.exec(text)?.[1];
  if (day === undefined) throw badTime();
  parseIsoDate(day);
  const moment = Date.parse(text);
  if (moment < FIRST || moment >= LAST) throw badTime();
  return text as IsoInstant;
}

function badTime(): DomainError {
  return new DomainError(
    'bad-time',
    'invalid',
    'Write the moment with its offset, for example 2008-10-11T15:30:00+01:00.',
  );
}

/** The day it is in a time zone at a moment. */
export function dayIn(timeZone: string, moment: Date): IsoDate {
  return parseIsoDate(formatFor(timeZone).format(moment));
}

/** Making a format takes longer than writing a thousand days with it; there are only so many time zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
}

function exists(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return year >= 1 && days !== undefined && day >= 1 && day <= days;
}
