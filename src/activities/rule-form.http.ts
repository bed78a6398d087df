import type { IsoDate } from '../shared/calendar.js';
import { readTypedDay, type TypedDay } from '../shared/day-words.js';
import { type FieldError, fieldError } from '../web/index.js';
import type { ActivityView } from './activity.js';
import { MOST_GALAXIES, type NewEarningRate, PARTS } from './earning-rate.js';
import type { TypedRule } from './rules.dto.js';

/** What the form is read against. */
export interface RuleRoom {
  readonly today: IsoDate;
  readonly activities: readonly ActivityView[];
}

/** The rule that was typed, or what is wrong with it. */
export function readRule(
  typed: TypedRule,
  { today, activities }: RuleRoom,
): NewEarningRate | readonly FieldError[] {
  const part = PARTS.find((each) => each === typed.part);
  const activity = activities.find(({ id }) => id === typed.activity);
  const galaxies = Number(typed.galaxies.trim());
  const fromOn = readTypedDay(dayOf(typed));
  const errors = [
    ...unless(part !== undefined, () => fieldError('part', 'rules.wrong.part')),
    ...unless(typed.activity === '' || activity !== undefined, () =>
      fieldError('activity', 'rules.wrong.activity'),
    ),
    ...unless(isGalaxies(galaxies), () => fieldError('galaxies', 'rules.wrong.galaxies')),
    ...dayErrors(fromOn, today),
    ...whyErrors(typed.why),
  ];
  if (part === undefined || fromOn === undefined || errors.length > 0) return errors;
  return { part, galaxies, fromOn, why: typed.why, activityId: activity?.id };
}

/** The day that was typed, in its three boxes. */
export function dayOf({ from_day: day, from_month: month, from_year: year }: TypedRule): TypedDay {
  return { day, month, year };
}

function isGalaxies(galaxies: number): boolean {
  return Number.isInteger(galaxies) && galaxies >= 1 && galaxies <= MOST_GALAXIES;
}

function dayErrors(day: IsoDate | undefined, today: IsoDate): readonly FieldError[] {
  if (day === undefined) return [fieldError('from', 'errors.date.real')];
  return unless(day >= today, () => fieldError('from', 'errors.date.past'));
}

function whyErrors(why: string): readonly FieldError[] {
  const count = Array.from(why.trim()).length - 200;
  if (count > 0) return [fieldError('why', 'errors.text.long', { limit: 200, count })];
  return unless(why.trim() !== '', () => fieldError('why', 'rules.wrong.why'));
}

function unless(isGood: boolean, error: () => FieldError): readonly FieldError[] {
  return isGood ? [] : [error()];
}
