import { dayInWords, timeInWords } from '../shared/day-words.js';
import { wallClockOf } from '../shared/wall-clock.js';
import { say, t } from '../web/index.js';
import { CHANNELS } from './acting.js';
import { AUDITED_THINGS, isAuditAction } from './audit-action.js';
import type { CountedMonth } from './audit-months.queries.js';
import type { AuditSearch } from './audit-page.dto.js';
import type { NotedEvent } from './audit.queries.js';

/** What the form offers. */
export const AUDIT_CHOICES = {
  things: [
    { value: '', text: t('audit.anything') },
    ...AUDITED_THINGS.map((value) => ({ value, text: t(`audit.thing.${value}`) })),
  ],
  channels: [
    { value: '', text: t('audit.anywhere') },
    ...CHANNELS.map((value) => ({ value, text: t(`audit.channel.${value}`) })),
  ],
};

export function eventRow(event: NotedEvent, timeZone: string) {
  const { date, time } = wallClockOf(event.at, timeZone);
  return {
    when: t('audit.moment', { day: dayInWords(date), time: timeInWords(time) }),
    who: whoDid(event),
    what: wordsOf(event.action),
    whom: whomFor(event),
    from: t(`audit.channel.${event.channel}`),
  };
}

/** The address of the same search with those that were noted before that one. */
export function olderThan(search: AuditSearch, before: string): string {
  const asked = Object.entries({ ...searchOf(search), before }).filter(([, value]) => value !== '');
  return `/admin/audit?${new URLSearchParams(asked).toString()}`;
}

export function isNarrowed(search: AuditSearch): boolean {
  return Object.values(searchOf(search)).some((value) => value !== '');
}

export function monthRow({ month, action, events }: CountedMonth) {
  return {
    month: MONTH.format(Date.parse(`${month}T00:00:00Z`)),
    what: wordsOf(action),
    count: String(events),
  };
}

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

function searchOf({ who, whom, what, channel, ...days }: AuditSearch): Readonly<Record<string, string>> {
  const { from_day, from_month, from_year, to_day, to_month, to_year } = days;
  return { who, whom, what, channel, from_day, from_month, from_year, to_day, to_month, to_year };
}

function whoDid({ actorName, actorRef, actorRole, channel }: NotedEvent): string {
  if (actorName === undefined) return t(channel === 'job' ? 'audit.by-job' : 'audit.by-command');
  const who = named(actorName, actorRef);
  return actorRole === undefined ? who : t('audit.in-role', { who, role: say(`roles.role.${actorRole}`) });
}

function whomFor({ personName, personRef, askedHow }: NotedEvent): string {
  if (personName === undefined) return t('audit.nobody');
  const who = named(personName, personRef);
  return askedHow === undefined ? who : t(`audit.asked.${askedHow}`, { who });
}

function named(person: string, ref: string | undefined): string {
  return ref === undefined ? person : t('roles.person', { person, ref });
}

/** The words, and the code by which programs and the logs know it. What an earlier version wrote down and this one does not know has its code alone. */
function wordsOf(action: string): string {
  return isAuditAction(action)
    ? t('audit.with-code', { did: t(`audit.did.${action}`), code: action })
    : action;
}
