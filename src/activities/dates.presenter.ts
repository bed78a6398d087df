import type { IsoDate } from '../shared/calendar.js';
import { clockInWords, dayInWords } from '../shared/day-words.js';
import type { PersonId } from '../shared/ids.js';
import { say, t } from '../web/index.js';
import type { DateView, NamedPerson } from './date.js';
import type { PlaceView } from './place.js';
import type { SessionView } from './session.js';

/** By which clock, and in which year, days and times are read. */
export interface Reading {
  readonly today: IsoDate;
  readonly timeZone: string;
}

/** "Saturday 14 June, 10am to 3pm". */
export function whenOf(session: SessionView, { today, timeZone }: Reading): string {
  return t('plans.when', {
    day: dayInWords(session.occursOn, today),
    starts: clockInWords(session.startsAt, timeZone),
    ends: clockInWords(session.endsAt, timeZone),
  });
}

/** "10am to 3pm", where the day is said already. */
export function hoursOf({ startsAt, endsAt }: SessionView, { timeZone }: Reading): string {
  const [starts, ends] = [clockInWords(startsAt, timeZone), clockInWords(endsAt, timeZone)];
  return t('plans.hours', { starts, ends });
}

/** "Hill walk, Saturday 14 June". */
export function titleOf(session: SessionView, { today }: Reading): string {
  return t('plans.title', { name: session.activityName, day: dayInWords(session.occursOn, today) });
}

/** The whole name, as staff see it. */
export function wholeName({ likedName, surname }: NamedPerson): string {
  return surname === undefined ? likedName : `${likedName} ${surname}`;
}

/** "7 yes, 2 maybe, 1 waiting", without what nobody said. */
export function saidOf({ said: { yes, maybe, waiting } }: DateView): string {
  const counts = [
    ...(yes > 0 ? [t('plans.said.yes', { count: yes })] : []),
    ...(maybe > 0 ? [t('plans.said.maybe', { count: maybe })] : []),
    ...(waiting > 0 ? [t('plans.said.waiting', { count: waiting })] : []),
  ];
  return counts.length === 0 ? t('plans.said.nothing') : counts.join(', ');
}

/** What a date is by now, for whoever opened it before it was changed. */
export function nowOf(date: SessionView, reading: Reading, people: readonly NamedPerson[]): string {
  const { meetPlace: where, places } = date;
  return t('plans.date.now', { when: whenOf(date, reading), where, places, who: leadersIn(date, people) });
}

/** Who else leads and stays, in a sentence; empty when nobody does. */
export function alsoLead(others: readonly PersonId[], people: readonly NamedPerson[]): string {
  const who = others.map((each) => nameIn(each, people)).join(t('plans.and'));
  return others.length === 0 ? '' : t('plans.date.also-lead', { count: others.length, who });
}

/** One row of the list that staff see. */
export function staffRow(date: DateView, reading: Reading, people: readonly NamedPerson[]) {
  return {
    href: `/staff/dates/${date.id}`,
    title: date.activityName,
    when: whenOf(date, reading),
    where: date.meetPlace,
    leads: leadersIn(date, people),
    said: saidOf(date),
    isOff: date.calledOff !== undefined,
  };
}

/** One date with its answers, as staff see it. */
export function staffDate(
  date: DateView,
  {
    reading,
    answers,
    people,
  }: { reading: Reading; answers: readonly PlaceView[]; people: readonly NamedPerson[] },
) {
  const line = (key: string, value: string) => ({ key: say(`plans.date.${key}`), value });
  return {
    id: date.id,
    title: titleOf(date, reading),
    isOver: date.isOver,
    hasBegun: date.occursOn <= reading.today,
    off: date.calledOff?.reason ?? '',
    rows: [
      line('when', whenOf(date, reading)),
      line('where', date.meetPlace),
      line('leads', leadersIn(date, people)),
      line('places', String(date.places)),
      ...(date.placesReason === undefined ? [] : [line('places-reason', date.placesReason)]),
      line('count-back', date.countBack ? t('plans.yes') : t('plans.no')),
      line('online', date.onlineJoining ? t('plans.yes') : t('plans.no')),
      line('said', saidOf(date)),
    ],
    answers: answers.map((answer) => ({
      who: nameIn(answer.personId, people),
      answer: say(`plans.answers.${answer.answer}`),
      tell: answer.tellLeader ?? t('plans.date.nothing'),
    })),
  };
}

function leadersIn({ leaders }: SessionView, people: readonly NamedPerson[]): string {
  if (leaders.length === 0) return t('plans.nobody-leads');
  return leaders.map(({ personId }) => nameIn(personId, people)).join(t('plans.and'));
}

function nameIn(id: string, people: readonly NamedPerson[]): string {
  const person = people.find((each) => each.id === id);
  return person === undefined ? '' : wholeName(person);
}
