import { RRuleTemporal } from 'rrule-temporal';
import { parseIsoDate } from '../shared/calendar.js';
import { DomainError } from '../shared/domain-error.js';
import type { WallClock } from '../shared/wall-clock.js';

/** The most dates that one rule makes at once. */
export const MOST_DATES = 60;

/** What a repeat is made of; other parts of RFC 5545 would make several dates in a day, or none that can be counted. */
const READABLE =
  /^(?:FREQ=(?:DAILY|WEEKLY|MONTHLY)|INTERVAL=[1-9]\d?|COUNT=[1-9]\d?|UNTIL=\d{8}(?:T\d{6}Z)?|BYDAY=[-+0-9A-Z,]{2,60}|BYMONTHDAY=[-0-9,]{1,60}|BYSETPOS=[-0-9,]{1,10}|WKST=(?:MO|TU|WE|TH|FR|SA|SU))$/;

/**
 * When a repeat begins each time, as the clock on the wall shows it: the same time of day, whatever the clocks do between.
 * The first is the first one given. Refuses with `bad-repeat` a rule that cannot be read, never ends, or makes more than
 * 60 dates.
 */
export function repeatsOf(rule: string, first: WallClock): readonly WallClock[] {
  const parts = rule
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';');
  const ends = parts.some((part) => /^(COUNT|UNTIL)=/.test(part));
  if (!ends || !parts.every((part) => READABLE.test(part))) throw badRepeat();
  const days = read(parts.join(';'), first);
  if (days.length === 0 || days.length > MOST_DATES) throw badRepeat();
  return days.map((date) => ({ date: parseIsoDate(date), time: first.time }));
}

/** Only days are asked of the rule, in UTC where none is shorter than another: the time of day is ours. */
function read(rule: string, { date }: WallClock): readonly string[] {
  try {
    const found = new RRuleTemporal({
      rruleString: `DTSTART;TZID=UTC:${date.replaceAll('-', '')}T000000\nRRULE:${rule}`,
      includeDtstart: true,
    });
    return found.all((_, index) => index <= MOST_DATES).map((each) => each.toString().slice(0, 10));
  } catch {
    throw badRepeat();
  }
}

function badRepeat(): DomainError {
  const detail = 'Write a repeat that ends, like FREQ=WEEKLY;COUNT=6. It makes 60 dates at the most.';
  return new DomainError('bad-repeat', 'invalid', detail, [{ pointer: '/repeat', detail }]);
}
