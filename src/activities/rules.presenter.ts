import type { IsoDate } from '../shared/calendar.js';
import { dayInWords } from '../shared/day-words.js';
import { daysLater } from '../shared/wall-clock.js';
import { say, t } from '../web/index.js';
import type { EarningRateView, RateEffect } from './earning-rate.js';

/** The lists of the page of rules. */
export function rulesModel(rates: readonly EarningRateView[], today: IsoDate) {
  const published = rates.filter(({ state }) => state === 'published');
  const begun = published.filter(({ fromOn }) => fromOn <= today);
  const now = begun.filter((rate) => begun.find((other) => isSameRule(rate, other)) === rate);
  const rows = (some: readonly EarningRateView[]) => some.map((rate) => ruleRow(rate, today));
  return {
    now: rows(now),
    coming: rows(published.filter(({ fromOn }) => fromOn > today)),
    before: rows(begun.filter((rate) => !now.includes(rate))),
    waiting: rates
      .filter(({ state }) => state === 'asked')
      .map((rate) => ({ href: `/admin/rules/${rate.id}`, text: sentenceOf(rate, today) })),
  };
}

/** One rule in words, with what it will change. */
export function ruleModel(rate: EarningRateView, { before, untouched }: RateEffect, today: IsoDate) {
  const day = dayInWords(rate.fromOn, today);
  const values = { who: say(`rules.who.${rate.part}`), activity: exampleOf(rate) };
  const dayBefore = dayInWords(daysLater(rate.fromOn, -1), today);
  return {
    id: rate.id,
    state: rate.state,
    sentence: sentenceOf(rate, today),
    why: rate.why,
    until:
      before === undefined
        ? t('rules.until-nothing')
        : t('rules.until', { galaxies: galaxiesOf(before.galaxies) }),
    example: t('rules.example', { ...values, day, galaxies: galaxiesOf(rate.galaxies) }),
    exampleBefore:
      before === undefined
        ? t('rules.example-before-nothing', { day: dayBefore })
        : t('rules.example-before', { day: dayBefore, galaxies: galaxiesOf(before.galaxies) }),
    untouched: untouched.length === 0 ? '' : t('rules.untouched', { activities: untouched.join(', ') }),
  };
}

/** Both are for the same part of the same activity, so that the one that begins later takes the place of the other. */
function isSameRule(one: EarningRateView, other: EarningRateView): boolean {
  return one.part === other.part && one.activityId === other.activityId;
}

function ruleRow(rate: EarningRateView, today: IsoDate) {
  return {
    part: say(`rules.parts.${rate.part}`),
    where: rate.activityName ?? t('rules.everywhere'),
    gives: galaxiesOf(rate.galaxies),
    from: dayInWords(rate.fromOn, today),
    why: rate.why,
  };
}

function sentenceOf(rate: EarningRateView, today: IsoDate): string {
  const words = {
    day: dayInWords(rate.fromOn, today),
    part: say(`rules.doing.${rate.part}`),
    galaxies: galaxiesOf(rate.galaxies),
  };
  return rate.activityName === undefined
    ? t('rules.sentence', words)
    : t('rules.sentence-one', { ...words, activity: rate.activityName });
}

function exampleOf({ activityName }: EarningRateView): string {
  return activityName ?? t('rules.an-activity');
}

export function galaxiesOf(count: number): string {
  return t('rules.galaxies', { count });
}
