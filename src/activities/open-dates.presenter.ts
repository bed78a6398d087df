import { clockInWords, dayInWords } from '../shared/day-words.js';
import { wallClockOf, wallMinutes } from '../shared/wall-clock.js';
import { say, t } from '../web/index.js';
import { hoursOf, type Reading, titleOf } from './dates.presenter.js';
import type { OpenDate } from './open-dates.queries.js';
import type { PlaceAnswer } from './place.js';
import { galaxiesOf } from './rules.presenter.js';

/** One date as a card or a page shows it: lines of words, none of them empty. */
export function openDate(date: OpenDate, reading: Reading) {
  const { activityName, bring, calledOff, cost, feelsLike, gives, mine } = date;
  return {
    id: date.id,
    name: activityName,
    title: titleOf(date, reading),
    when: t('places.card.when', { when: hoursOf(date, reading), length: lengthOf(date, reading) }),
    lines: [
      t('places.card.meet', { where: date.meetPlace }),
      ...(feelsLike === undefined ? [] : [feelsLike]),
      ...(bring === undefined ? [] : [t('places.card.bring', { what: bring })]),
      ...(cost === undefined ? [] : [t('places.card.money', { what: cost })]),
      ...leadLine(date),
      t('places.card.places', { count: date.places }),
      ...(gives === undefined ? [] : [t('places.card.gives', { galaxies: galaxiesOf(gives) })]),
    ],
    mine: mine === undefined ? '' : say(`places.mine.${mine}`),
    off: calledOff === undefined ? '' : t('places.off', { why: calledOff.reason }),
    said: saidYesOf(date),
  };
}

/** How many plan to come, while somebody can still join them and it is not said elsewhere on the page. */
function saidYesOf({ calledOff, isFull, isOver, said }: OpenDate): string {
  const isNews = said.yes > 0 && !isFull && !isOver && calledOff === undefined;
  return isNews ? t('places.said-yes', { count: said.yes }) : '';
}

/** What somebody may answer now. Nothing where they ask staff, or when it is over or off. */
export function answersTo(date: OpenDate, isForSomebody: boolean): readonly PlaceAnswer[] {
  if (date.isOver || date.calledOff !== undefined) return [];
  if (!date.onlineJoining && !isForSomebody) return date.mine === undefined ? [] : ['maybe', 'not-this-time'];
  const hasRoom = !date.isFull || date.mine === 'yes';
  return [hasRoom ? 'yes' : 'waiting', 'maybe', 'not-this-time'];
}

/** Whether whoever would like to come asks staff, by telephone or at the desk. */
export function asksStaff({ calledOff, isOver, onlineJoining }: OpenDate, isForSomebody: boolean): boolean {
  return calledOff === undefined && !isOver && !onlineJoining && !isForSomebody;
}

/** Why there is nothing to answer, or what to know before. */
export function noticeOf(date: OpenDate, isForSomebody: boolean): string {
  if (date.calledOff !== undefined) return '';
  if (date.isOver) return t('places.past');
  if (asksStaff(date, isForSomebody)) return '';
  if (date.isFull && date.mine !== 'yes') return t('places.full', { count: date.said.yes });
  return '';
}

/** What was kept, in words: the head and the text of the page after an answer. Nobody is promised a message who gets none. */
export function resultOf(date: OpenDate, { hears, ...reading }: Reading & { readonly hears: boolean }) {
  const answer = date.mine ?? 'not-this-time';
  const values = { name: date.activityName, day: dayInWords(date.occursOn, reading.today) };
  const meet = t('places.result.meet', {
    time: clockInWords(date.startsAt, reading.timeZone),
    where: date.meetPlace,
  });
  return {
    heading: say(`places.result.${answer}`, values),
    lines: [
      ...(answer === 'yes' || answer === 'maybe' ? [meet] : []),
      hears ? say(`places.result.then-${answer}`, values) : t('places.result.then-look', values),
    ],
    canDrop: answer !== 'not-this-time',
    id: date.id,
  };
}

function leadLine({ leaderNames }: OpenDate): readonly string[] {
  if (leaderNames.length === 0) return [];
  return [t('places.card.leads', { names: leaderNames.join(t('plans.and')) })];
}

/** "5 hours", "1 hour 30 minutes", by the clocks on the wall. */
function lengthOf({ startsAt, endsAt }: OpenDate, { timeZone }: Reading): string {
  const minutes = wallMinutes(wallClockOf(startsAt, timeZone), wallClockOf(endsAt, timeZone));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const words = [
    ...(hours > 0 ? [t('places.hours', { count: hours })] : []),
    ...(rest > 0 ? [t('places.minutes', { count: rest })] : []),
  ];
  return words.join(' ');
}
