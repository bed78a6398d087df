import { readTypedDay } from '../shared/day-words.js';
import { type FieldError, fieldError } from '../web/index.js';
import { type Channel, CHANNELS } from './acting.js';
import { isAuditedThing } from './audit-action.js';
import type { AuditSearch } from './audit-page.dto.js';
import type { AuditFilter } from './audit.queries.js';

/** What is looked for; with `errors` where a day is none, which then narrows nothing down. */
export interface ReadSearch {
  readonly filter: AuditFilter;
  readonly errors: readonly FieldError[];
}

/** Reads the form. Without a first day it is the last three months. */
export function readSearch(search: AuditSearch): ReadSearch {
  const from = readDay(search, 'from');
  const to = readDay(search, 'to');
  return {
    filter: {
      who: typed(search.who),
      whom: typed(search.whom),
      action: isAuditedThing(search.what) ? search.what : undefined,
      channel: CHANNELS.find((each): each is Channel => each === search.channel),
      from: from.day,
      to: to.day,
      recent: from.day === undefined,
      before: /^\d{1,18}$/.test(search.before) ? search.before : undefined,
    },
    errors: [...from.errors, ...to.errors],
  };
}

function typed(text: string): string | undefined {
  return text.trim() === '' ? undefined : text.trim();
}

function readDay(search: AuditSearch, which: 'from' | 'to') {
  const parts = {
    day: search[`${which}_day`],
    month: search[`${which}_month`],
    year: search[`${which}_year`],
  };
  if (Object.values(parts).every((part) => part.trim() === '')) return { day: undefined, errors: [] };
  const day = readTypedDay(parts);
  return { day, errors: day === undefined ? [fieldError(which, 'errors.date.real')] : [] };
}
