import { typedDayOf } from '../../src/shared/day-words.js';
import type { ParticipantId, SchemeId } from '../../src/shared/ids.js';
import { daysLater } from '../../src/shared/wall-clock.js';
import type { Plans } from './plans.js';

/** The form for a date three days from today, of an activity of its own, as somebody fills it in. */
export async function typedDate(
  plans: Plans,
  scheme: SchemeId,
  leader: ParticipantId,
  fields: Readonly<Record<string, string>> = {},
): Promise<Record<string, string>> {
  const activity = await plans.activity(scheme, { name: 'Garden group', kind: 'group' });
  const { day, month, year } = typedDayOf(daysLater(await plans.today(scheme), 3));
  return {
    ...{ activity, date_day: day, date_month: month, date_year: year, starts: '10am', ends: '2.30pm' },
    ...{ leader, places: '', choices: 'online', repeat: 'once', times: '', ...fields },
  };
}
