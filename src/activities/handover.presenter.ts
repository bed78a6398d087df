import { dayInWords } from '../shared/day-words.js';
import { t } from '../web/index.js';
import type { Handover } from './handovers.statements.js';

/** "Morag cannot lead Hill walk, Saturday 14 June. Iain leads it now." */
export function handoverLine(handover: Handover): string {
  const { name, activityName, occursOn } = handover;
  const what = t('plans.title', { name: activityName, day: dayInWords(occursOn, occursOn) });
  return `${t('plans.handover.cannot', { name, what })} ${leadsNow(handover)}`;
}

/** "Iain leads it now." */
export function leadsNow({ leadBy: [first, ...others] }: Handover): string {
  if (first === undefined) return t('plans.handover.nobody');
  return others.length === 0
    ? t('plans.handover.now', { name: first })
    : t('plans.handover.now-several', { names: [first, ...others].join(t('plans.and')) });
}
