import { parseIsoDate, parseIsoInstant } from '../../src/shared/calendar.js';
import {
  clockInWords,
  dayInWords,
  readTypedDay,
  readTypedTime,
  timeInWords,
  typedDayOf,
} from '../../src/shared/day-words.js';

it('a day is read with its weekday, and with its year when that is another one', () => {
  const day = parseIsoDate('2025-06-14');
  expect(dayInWords(day, parseIsoDate('2025-01-01'))).toBe('Saturday 14 June');
  expect(dayInWords(day, parseIsoDate('2026-01-01'))).toBe('Saturday 14 June 2025');
  expect(dayInWords(day)).toBe('Saturday 14 June 2025');
});

it.each([
  ['10:00', '10am'],
  ['14:30', '2.30pm'],
  ['12:05', '12.05pm'],
  ['00:15', '12.15am'],
  ['23:30', '11.30pm'],
  ['12:00', 'midday'],
  ['00:00', 'midnight'],
])('%s is read as %s, and read back', (time, words) => {
  expect(timeInWords(time)).toBe(words);
  expect(readTypedTime(words)).toBe(time);
});

it('a moment is read by the clocks of the scheme', () => {
  const moment = parseIsoInstant('2026-06-14T22:30:00Z');
  expect(clockInWords(moment, 'Europe/London')).toBe('11.30pm');
  expect(clockInWords(moment, 'Pacific/Auckland')).toBe('10.30am');
});

it.each([
  ['2.30pm', '14:30'],
  [' 2:30 PM ', '14:30'],
  ['14:30', '14:30'],
  ['09.05', '09:05'],
  ['12am', '00:00'],
  ['12 noon', '12:00'],
])('"%s" is the time %s', (typed, time) => {
  expect(readTypedTime(typed)).toBe(time);
});

it.each(['', '25:00', '13pm', '0am', '2.75pm', 'soon', '14', '2.3pm', '-1:00'])(
  '"%s" is no time',
  (typed) => {
    expect(readTypedTime(typed)).toBeUndefined();
  },
);

it('a day is read from three boxes, and put back into them', () => {
  expect(readTypedDay({ day: '4', month: ' 6 ', year: '2026' })).toBe('2026-06-04');
  expect(typedDayOf(parseIsoDate('2026-06-04'))).toEqual({ day: '4', month: '6', year: '2026' });
  for (const [day, month, year] of [
    ['31', '2', '2026'],
    ['', '6', '2026'],
    ['4', '6', '26'],
    ['four', '6', '2026'],
  ] as const)
    expect(readTypedDay({ day, month, year })).toBeUndefined();
});
