import type { PlaceAnswer } from '../activities/index.js';

/** A date of the example around today. */
export interface ComingDate {
  /** The activity, by its reference in the season. */
  readonly activity: string;
  /** In how many days it is. */
  readonly inDays: number;
  readonly from: string;
  readonly to: string;
  readonly leader: string;
  /** Who has answered, and what. */
  readonly answers: Readonly<Record<string, PlaceAnswer>>;
}

/**
 * What is on around the day of the first start, so that somebody who looks at the example finds a list to answer, a register
 * to take and one that was forgotten yesterday. The season itself ended in 2010.
 */
export const COMING_DATES: readonly ComingDate[] = [
  coming('garden', -1, '10:00-12:00 p006'),
  coming('cook', 0, '10:00-12:00 p006', { p020: 'yes', p022: 'yes', p025: 'yes', p040: 'maybe' }),
  coming('allot', 1, '10:00-12:00 p007', { p020: 'maybe', p036: 'yes' }),
  coming('hill', 2, '09:30-15:30 p006', { p020: 'yes', p022: 'yes', p023: 'not-this-time', p038: 'yes' }),
  coming('art', 3, '14:00-16:00 p010', { p024: 'yes' }),
  coming('guitar', 5, '19:00-20:30 p017'),
  coming('comp', 7, '13:30-15:00 p011', { p025: 'yes' }),
  coming('late', 8, '21:00-22:45 p013', { p020: 'yes', p036: 'yes', p040: 'yes' }),
  coming('garden', 9, '10:00-12:00 p006'),
  coming('trip', 14, '09:00-17:00 s002', { p022: 'yes', p038: 'maybe' }),
];

/**
 * When the date of today is, at that time of the day: from the next full hour, but neither before nine nor in the night. So it
 * is not over yet, whenever somebody looks at the example for the first time.
 */
export function timesToday(now: string): Pick<ComingDate, 'from' | 'to'> {
  const hour = Number(now.slice(0, 2));
  const from = Math.min(Math.max(hour + 1, 9), 21);
  return { from: onTheHour(from), to: hour === 23 ? '23:59' : onTheHour(from + 2) };
}

function onTheHour(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** Reads `10:00-12:00 p006`: when it is, and who leads. */
function coming(
  activity: string,
  inDays: number,
  plan: string,
  answers: ComingDate['answers'] = {},
): ComingDate {
  const [times = '', leader = ''] = plan.split(' ');
  const [from = '', to = ''] = times.split('-');
  return { activity, inDays, from, to, leader, answers };
}
