import { repeatsOf } from '../../src/activities/series.js';
import { parseIsoDate, parseIsoInstant } from '../../src/shared/calendar.js';
import { momentOf, wallClockOf, wallLater, wallMinutes } from '../../src/shared/wall-clock.js';

const at = (date: string, time: string) => ({ date: parseIsoDate(date), time });

it.each([
  ['2026-06-14', '23:30', 'Europe/London', '2026-06-14T22:30:00Z'],
  ['2026-12-14', '23:30', 'Europe/London', '2026-12-14T23:30:00Z'],
  ['2026-03-29', '01:30', 'Europe/London', '2026-03-29T01:30:00Z'],
  ['2026-10-25', '01:30', 'Europe/London', '2026-10-25T00:30:00Z'],
  ['2026-10-25', '02:30', 'Europe/London', '2026-10-25T02:30:00Z'],
  ['2026-06-14', '10:00', 'Pacific/Auckland', '2026-06-13T22:00:00Z'],
])('on %s at %s in %s it is %s', (date, time, zone, moment) => {
  expect(momentOf(at(date, time), zone)).toBe(moment);
});

it('every moment is read back as what the clock showed, but for the hour that the clocks skip', () => {
  for (const day of ['2026-03-28', '2026-03-30', '2026-10-24', '2026-10-25', '2026-10-26'])
    for (const time of ['00:00', '01:30', '12:00', '23:30'])
      expect(wallClockOf(momentOf(at(day, time), 'Europe/London'), 'Europe/London')).toEqual(at(day, time));
  expect(wallClockOf(parseIsoInstant('2026-03-29T01:30:00Z'), 'Europe/London')).toEqual(
    at('2026-03-29', '02:30'),
  );
});

it('a night is as long by the clocks on the wall as they show, whatever they do in it', () => {
  expect(wallMinutes(at('2026-03-28', '22:00'), at('2026-03-29', '02:00'))).toBe(240);
  expect(wallLater(at('2026-10-24', '23:30'), 120)).toEqual(at('2026-10-25', '01:30'));
});

it('a repeat keeps its time of day', () => {
  expect(repeatsOf('FREQ=WEEKLY;COUNT=3', at('2026-10-18', '23:30'))).toEqual([
    at('2026-10-18', '23:30'),
    at('2026-10-25', '23:30'),
    at('2026-11-01', '23:30'),
  ]);
});

it.each([
  ['FREQ=WEEKLY;INTERVAL=2;COUNT=3', ['2026-06-14', '2026-06-28', '2026-07-12']],
  ['RRULE:FREQ=WEEKLY;UNTIL=20260628', ['2026-06-14', '2026-06-21', '2026-06-28']],
  ['freq=monthly;byday=2su;count=3', ['2026-06-14', '2026-07-12', '2026-08-09']],
  ['FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3', ['2026-06-14', '2026-06-16', '2026-06-18']],
  ['FREQ=MONTHLY;BYMONTHDAY=31;COUNT=2', ['2026-06-14', '2026-07-31']],
])('%s from Sunday 14 June', (rule, days) => {
  const found = repeatsOf(rule, at('2026-06-14', '10:00'));
  expect(found.map(({ date }) => date)).toEqual(days);
});

it.each([
  'FREQ=WEEKLY',
  'FREQ=SECONDLY;COUNT=9',
  'COUNT=3',
  '',
  'FREQ=DAILY;COUNT=99',
  'FREQ=WEEKLY;BYHOUR=1,2;COUNT=3',
])('the rule "%s" is refused', (rule) => {
  expect(() => repeatsOf(rule, at('2026-06-14', '10:00'))).toThrow('bad-repeat');
});
