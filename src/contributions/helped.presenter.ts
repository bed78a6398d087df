import type { Acting } from '../audit/index.js';
import { pathFor } from '../identity/index.js';
import type { IsoDate } from '../shared/calendar.js';
import { dayInWords } from '../shared/day-words.js';
import { type FieldError, fieldError, t, type WordKey } from '../web/index.js';
import { LONGEST_WHAT } from './contribution.js';
import type { Draft } from './contribution-drafts.service.js';
import type { Wrong } from './helped-form.js';

export const NO_DAY = { day: '', month: '', year: '' };

export const LENGTH_WRONG: Wrong = { field: 'length', why: 'length' };

const WORDS: Readonly<Record<Exclude<Wrong['why'], 'long'>, WordKey>> = {
  what: 'helped.wrong.what',
  own: 'helped.wrong.own',
  when: 'helped.wrong.when',
  length: 'helped.wrong.length',
  real: 'errors.date.real',
  future: 'errors.date.future',
};

/** What is wrong, in words beside its field; `typed` is how long their own words are. */
export function errorsOf(wrong: readonly Wrong[], typed = 0): readonly FieldError[] {
  return wrong.map(({ field, why }) =>
    why === 'long'
      ? fieldError(field, 'errors.text.long', { limit: LONGEST_WHAT, count: typed - LONGEST_WHAT })
      : fieldError(field, WORDS[why]),
  );
}

/** The addresses of the questions, for whoever answers them. */
export function placesOf(acting: Acting) {
  return {
    me: pathFor(acting, '/me'),
    what: pathFor(acting, '/me/helped/new'),
    when: pathFor(acting, '/me/helped/new/when'),
    who: pathFor(acting, '/me/helped/new/who'),
    check: pathFor(acting, '/me/helped/new/check'),
  };
}

/** Everything that was answered, each with the way back to its question. */
export function checkRows(
  { what, occurredOn, length, whoKnows }: Draft,
  { today, places }: { readonly today: IsoDate; readonly places: ReturnType<typeof placesOf> },
) {
  const day = occurredOn === undefined ? '' : dayInWords(occurredOn, today);
  return [
    row('what', what, places.what),
    row('when', day, places.when),
    row('length', length === undefined ? '' : t(`helped.when.${length}`), places.when),
    row('who', whoKnows === '' ? t('helped.check.nobody') : whoKnows, places.who),
  ];
}

function row(name: 'what' | 'when' | 'length' | 'who', value: string, href: string) {
  return { key: t(`helped.check.${name}`), value, change: { href, text: t(`helped.check.change-${name}`) } };
}
