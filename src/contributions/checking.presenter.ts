import type { Doer } from '../audit/index.js';
import { dayInWords } from '../shared/day-words.js';
import { say, t } from '../web/index.js';
import { isOwnOf } from './contribution.js';
import { standsAs } from './contribution-checks.service.js';
import type { ContributionView } from './contributions.queries.js';

/** Those that wait, as the list shows them. Nobody ticks their own. */
export function waitingView(waiting: readonly ContributionView[], by: Doer) {
  const isOwn = (one: ContributionView) => isOwnOf(one, by.personId);
  return {
    items: waiting.map(itemOf),
    toTick: waiting.filter((one) => !isOwn(one)).map(itemOf),
    own: waiting.filter(isOwn).map(itemOf),
  };
}

function itemOf(one: ContributionView) {
  const { id, personName: name, what, whoKnows } = one;
  return {
    id,
    href: `/staff/helped/${id}`,
    text: t('checking.item', { name, what }),
    hint: [dayInWords(one.occurredOn), lengthOf(one), whoOf(whoKnows)]
      .filter((each) => each !== '')
      .map((each) => `${each}.`)
      .join(' '),
    open: t('checking.open-one', { name, what }),
  };
}

/** What became of those that were ticked. */
export function resultView(found: readonly ContributionView[], by: Doer) {
  const lines = found.map((one) => ({ one, stands: standsAs(one, by) }));
  const approved = lines.filter(({ stands }) => stands === 'approved').length;
  const others = lines.length - approved;
  return {
    counts: [
      ...(approved > 0 ? [t('checking.result.approved', { count: approved })] : []),
      ...(others > 0 ? [t('checking.result.not-changed', { count: others })] : []),
    ],
    lines: lines.map(({ one: { personName: name, what, galaxies = 0 }, stands }) =>
      t(`checking.result.line-${stands}`, { name, what, count: galaxies }),
    ),
  };
}

/** Everything that was said about one. */
export function oneRows(one: ContributionView) {
  return [
    { key: t('checking.one.what'), value: one.what },
    { key: t('checking.one.when'), value: dayInWords(one.occurredOn) },
    { key: t('checking.one.length'), value: lengthOf(one) },
    { key: t('checking.one.who'), value: one.whoKnows ?? t('checking.who-nobody') },
  ];
}

/** What approving it would do, said before anything happens. */
export function givesOf({ personName: name }: ContributionView, count: number | undefined): string {
  return count === undefined ? t('checking.one.gives-nothing') : t('checking.one.gives', { name, count });
}

/** How it ended, where somebody has looked at it. */
export function endOf({
  state,
  personName,
  decidedByName = '',
  decisionReason = '',
}: ContributionView): string {
  if (state === 'pending') return '';
  return say(`checking.one.${state}`, { name: personName, by: decidedByName, reason: decisionReason });
}

function lengthOf({ length }: ContributionView): string {
  return length === undefined ? '' : t(`helped.when.${length}`);
}

function whoOf(whoKnows: string | undefined): string {
  return whoKnows === undefined ? t('checking.who-nobody') : t('checking.who-knows', { name: whoKnows });
}
