import type { FieldError } from '../web/index.js';
import { fieldError } from '../web/index.js';
import { ACTIVITY_KINDS, type ActivityView, type NewActivity, SETTINGS } from './activity.js';
import { TypedActivity } from './activities.dto.js';
import type { Controls } from './form-errors.presenter.js';

/** Where on the form the parts of an activity stand. */
export const ACTIVITY_CONTROLS: Controls = {
  '/name': 'name',
  '/usualPlace': 'usual_place',
  '/places': 'places',
  '/feelsLike': 'feels_like',
  '/bring': 'bring',
  '/cost': 'money',
};

/** The activity that was typed, or what is wrong with its choices; its texts are checked where they are kept. */
export function readActivity(typed: TypedActivity): NewActivity | readonly FieldError[] {
  const kind = ACTIVITY_KINDS.find((each) => each === typed.kind);
  if (kind === undefined) return [fieldError('kind', 'plans.wrong.kind')];
  return {
    name: typed.name,
    kind,
    usualPlace: typed.usual_place,
    places: readCount(typed.places),
    setting: SETTINGS.find((each) => each === typed.setting),
    easyToReach: typed.easy.includes('yes'),
    feelsLike: typed.feels_like,
    bring: typed.bring,
    cost: typed.money,
  };
}

/** What is there already, as the form shows it. */
export function typedActivityOf(activity: ActivityView): TypedActivity {
  return Object.assign(new TypedActivity(), {
    name: activity.name,
    kind: activity.kind,
    usual_place: activity.usualPlace ?? '',
    places: String(activity.places),
    setting: activity.setting ?? '',
    easy: activity.easyToReach ? ['yes'] : [],
    feels_like: activity.feelsLike ?? '',
    bring: activity.bring ?? '',
    money: activity.cost ?? '',
  });
}

/** A whole number; nothing when nothing was typed, and no number when it is none. */
export function readCount(text: string): number | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  return /^\d{1,4}$/.test(typed) ? Number(typed) : Number.NaN;
}
