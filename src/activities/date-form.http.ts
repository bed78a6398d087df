import type { IsoDate, IsoInstant } from '../shared/calendar.js';
import { readTypedDay, readTypedTime, timeInWords, type TypedDay, typedDayOf } from '../shared/day-words.js';
import { newId, type PersonId, type SessionId } from '../shared/ids.js';
import { daysLater, momentOf, wallClockOf } from '../shared/wall-clock.js';
import { type FieldError, fieldError } from '../web/index.js';
import type { ActivityView } from './activity.js';
import { TypedDate } from './activities.dto.js';
import { readCount } from './activity-form.http.js';
import type { NamedPerson } from './date.js';
import type { Controls } from './form-errors.presenter.js';
import { markOf } from './form-mark.js';
import type { PlannedDates } from './planning.service.js';
import { MOST_DATES } from './series.js';
import type { NewSession, SessionView } from './session.js';

/** Where on the form the parts of a date stand. */
export const DATE_CONTROLS: Controls = {
  '/activityId': 'activity',
  '/startsAt': 'date',
  '/meetPlace': 'meet_place',
  '/places': 'places',
  '/placesReason': 'places_reason',
  '/endsAt': 'ends',
  '/leaders': 'leader',
  '/repeat': 'times',
};

const RULES = {
  weekly: 'FREQ=WEEKLY',
  fortnightly: 'FREQ=WEEKLY;INTERVAL=2',
  monthly: 'FREQ=MONTHLY',
} as const;

/** What the form is read against. */
export interface DateRoom {
  readonly timeZone: string;
  readonly activities: readonly ActivityView[];
  readonly leaders: readonly NamedPerson[];
}

/** The date that was typed, with the rule it repeats by; or what is wrong with it. */
export function readDate(typed: TypedDate, room: DateRoom): PlannedDates | readonly FieldError[] {
  const activity = room.activities.find(({ id }) => id === typed.activity);
  const times = readTimes(typed, room.timeZone);
  const errors = [
    ...(activity === undefined ? [fieldError('activity', 'plans.wrong.activity')] : []),
    ...times.errors,
    ...leaderErrors(typed, activity, room.leaders),
    ...repeatErrors(typed),
  ];
  if (
    activity === undefined ||
    times.startsAt === undefined ||
    times.endsAt === undefined ||
    errors.length > 0
  )
    return errors;
  const session = {
    activityId: activity.id,
    startsAt: times.startsAt,
    endsAt: times.endsAt,
    meetPlace: typed.meet_place,
    places: readCount(typed.places),
    placesReason: typed.places_reason,
    countBack: typed.choices.includes('count-back'),
    onlineJoining: typed.choices.includes('online'),
    leaders: [typed.leader, typed.second].flatMap(
      (leader) => room.leaders.find(({ id }) => id === leader)?.id ?? [],
    ),
  };
  return { session, rule: ruleOf(typed) };
}

interface ReadTimes {
  readonly startsAt?: IsoInstant;
  readonly endsAt?: IsoInstant;
  readonly errors: readonly FieldError[];
}

/** An end that is no later than the start is on the next day. */
function readTimes(typed: TypedDate, timeZone: string): ReadTimes {
  const date = readTypedDay(dayOfDate(typed));
  const [starts, ends] = [readTypedTime(typed.starts), readTypedTime(typed.ends)];
  const errors = [
    ...(date === undefined ? [fieldError('date', 'errors.date.real')] : []),
    ...(starts === undefined ? [fieldError('starts', 'errors.time.real')] : []),
    ...(ends === undefined ? [fieldError('ends', 'errors.time.real')] : []),
  ];
  if (date === undefined || starts === undefined || ends === undefined) return { errors };
  const lastDay = ends > starts ? date : daysLater(date, 1);
  return {
    startsAt: momentOf({ date, time: starts }, timeZone),
    endsAt: momentOf({ date: lastDay, time: ends }, timeZone),
    errors,
  };
}

/** Whoever is chosen may lead still: nobody is left out unseen. */
function leaderErrors(
  { leader, second }: TypedDate,
  activity: ActivityView | undefined,
  leaders: readonly NamedPerson[],
): readonly FieldError[] {
  const isThere = (person: string): boolean => leaders.some(({ id }) => id === person);
  if (!isThere(leader)) return [fieldError('leader', 'plans.wrong.leader')];
  if (second === leader) return [fieldError('second', 'plans.wrong.leader-twice')];
  if (second !== '' && !isThere(second)) return [fieldError('second', 'plans.wrong.second-gone')];
  return second === '' && activity?.kind === 'outing' ? [fieldError('second', 'plans.wrong.second')] : [];
}

function repeatErrors(typed: TypedDate): readonly FieldError[] {
  if (typed.repeat === 'once') return [];
  const times = readCount(typed.times) ?? 0;
  const isGood = typed.repeat in RULES && times >= 2 && times <= MOST_DATES;
  return isGood ? [] : [fieldError('times', 'plans.wrong.times', { most: MOST_DATES })];
}

function ruleOf({ repeat, times }: TypedDate): string | undefined {
  const rule = Object.entries(RULES).find(([name]) => name === repeat)?.[1];
  return rule === undefined ? undefined : `${rule};COUNT=${times.trim()}`;
}

/** The date as it was typed, with whoever leads it beside the two whom the form asks for. */
export function withOtherLeaders({ leaders = [], ...session }: NewSession, date: SessionView): NewSession {
  const others = otherLeaders(date).filter((each) => !leaders.includes(each));
  return { ...session, leaders: [...leaders, ...others] };
}

/** Who leads beside the two whom the form asks for. */
export function otherLeaders({ leaders }: SessionView): readonly PersonId[] {
  return leaders.slice(2).map(({ personId }) => personId);
}

/** A mark of all that may be changed of a date, so that a form knows what it was opened on. */
export function seenOf({ startsAt, endsAt, meetPlace, leaders, ...date }: SessionView): string {
  const { places, placesReason, countBack, onlineJoining } = date;
  const times = [Date.parse(startsAt), Date.parse(endsAt)];
  const who = leaders.map(({ personId }) => personId);
  return markOf({ times, meetPlace, who, places, placesReason, countBack, onlineJoining });
}

/** Whether the date is already as it would be: the same form that was sent twice. */
export function standsAlready(session: NewSession, date: SessionView): boolean {
  const { startsAt, endsAt, leaders = [], places = date.places } = session;
  const wouldBe = {
    ...{ ...date, startsAt, endsAt, places },
    meetPlace: trimmed(session.meetPlace) ?? date.meetPlace,
    placesReason: trimmed(session.placesReason),
    countBack: session.countBack === true,
    onlineJoining: session.onlineJoining === true,
    leaders: leaders.map((personId, index) => ({ personId, position: index + 1 })),
  };
  return seenOf(wouldBe) === seenOf(date);
}

function trimmed(text = ''): string | undefined {
  return text.trim() === '' ? undefined : text.trim();
}

/** The day that was typed, in its three boxes. */
export function dayOfDate({ date_day: day, date_month: month, date_year: year }: TypedDate): TypedDay {
  return { day, month, year };
}

/** An empty form for a day, which makes its dates once. */
export function newTypedDate(day: IsoDate): TypedDate {
  return Object.assign(new TypedDate(), { ...boxesOf(day), choices: ['online'], key: newId<SessionId>() });
}

/** What is there already, as the form shows it. */
export function typedDateOf(session: SessionView, timeZone: string): TypedDate {
  const [start, end] = [wallClockOf(session.startsAt, timeZone), wallClockOf(session.endsAt, timeZone)];
  return Object.assign(new TypedDate(), {
    activity: session.activityId,
    ...boxesOf(start.date),
    starts: timeInWords(start.time),
    ends: timeInWords(end.time),
    meet_place: session.meetPlace,
    leader: session.leaders[0]?.personId ?? '',
    second: session.leaders[1]?.personId ?? '',
    places: String(session.places),
    places_reason: session.placesReason ?? '',
    choices: [...(session.countBack ? ['count-back'] : []), ...(session.onlineJoining ? ['online'] : [])],
    seen: seenOf(session),
  });
}

function boxesOf(day: IsoDate) {
  const boxes = typedDayOf(day);
  return { date_day: boxes.day, date_month: boxes.month, date_year: boxes.year };
}
