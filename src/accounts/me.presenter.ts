import { dayInWords } from '../shared/day-words.js';
import { t } from '../web/index.js';
import type { Here } from './galaxies.queries.js';
import type { Home } from './home.queries.js';

/** The three numbers, always in the same order: to use, set aside, in total. */
export function numbersView({ numbers, here, gives }: Home) {
  const { toUse, setAside, inTotal } = numbers;
  return {
    figure: toUse,
    unit: t('me.to-use', { unit: toUse === 1 ? here.one : here.many }),
    below: [
      ...(setAside === 0 ? [] : [setAsideText(toUse, setAside)]),
      t(setAside === 0 ? 'me.in-total-only' : 'me.in-total', { count: inTotal }),
    ],
    empty: inTotal === 0 ? emptyText(here, gives) : '',
    never: t('me.never-run-out', { many: here.many }),
  };
}

/** What they said they did: what waits, and what was lately not approved with its reason. */
export function contributionsView({ contributions, here }: Home) {
  const waiting = contributions.filter(({ state }) => state === 'pending');
  const notCounted = contributions.filter(({ state }) => state === 'not-approved');
  return {
    waiting: waiting.map(({ id, what }) => ({
      id,
      text: t('me.waiting.more', { count: 1, what }),
      takeBack: t('me.waiting.take-back-what', { what }),
    })),
    notCounted: notCounted.map(({ what, occurredOn, decisionReason }) => ({
      what: t('me.not-counted.what', { what, day: dayInWords(occurredOn, here.today) }),
      reason: decisionReason ?? '',
    })),
  };
}

function setAsideText(toUse: number, setAside: number): string {
  return toUse === 0 ? t('me.all-set-aside', { count: setAside }) : t('me.set-aside', { count: setAside });
}

function emptyText({ many }: Here, gives: number | undefined): string {
  return [
    t('me.empty', { many }),
    ...(gives === undefined ? [] : [t('me.gives', { count: gives })]),
    t('me.nothing-to-catch-up'),
  ].join(' ');
}
