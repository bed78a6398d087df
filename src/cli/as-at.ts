import { InvalidArgumentError } from 'commander';
import type { UnitOfWork } from '../database/index.js';
import type { AsAt } from '../ledger/index.js';
import type { Scheme } from '../schemes/index.js';
import { dayIn, type IsoDate, type IsoInstant, parseIsoDate, parseIsoInstant } from '../shared/calendar.js';
import { DomainError } from '../shared/domain-error.js';
import { Misused } from './stopped.js';

/** By when things happened in the world, or by when they were written down. */
export const AS_AT_BY = ['recorded', 'occurred'] as const;
export type AsAtBy = (typeof AS_AT_BY)[number];

/** A past moment as it is written on the command line: a day, or a moment with its offset. */
export type PastMoment = { readonly day: IsoDate } | { readonly moment: IsoInstant };

/** Reads `2009-10-11` or `2009-10-11T12:00:00Z`. */
export function parsePastMoment(text: string): PastMoment {
  try {
    return text.includes('T') ? { moment: parseIsoInstant(text) } : { day: parseIsoDate(text) };
  } catch (error) {
    if (error instanceof DomainError) {
      throw new InvalidArgumentError('Write a day like 2009-10-11 or a moment like 2009-10-11T12:00:00Z.');
    }
    throw error;
  }
}

/** Refuses what has not been yet: nobody can say what the book will hold. Today counts, up to now. */
export function expectPast({ timeZone }: Scheme, past: PastMoment, now: Date): void {
  const isAhead = 'day' in past ? past.day > dayIn(timeZone, now) : Date.parse(past.moment) > now.getTime();
  if (isAhead) throw new Misused('--as-at lies in the future. Give a day or a moment that has been.');
}

/** What it means in a scheme: a day counts to its end in the scheme's time zone, a moment belongs to its day there. */
export async function asAtIn(
  scheme: Scheme,
  past: PastMoment,
  by: AsAtBy,
  work: Pick<UnitOfWork, 'ask'>,
): Promise<AsAt> {
  if (by === 'occurred') {
    return { occurred: 'day' in past ? past.day : dayIn(scheme.timeZone, new Date(past.moment)) };
  }
  return { recorded: await momentIn(scheme, past, work) };
}

/** The moment itself, or the last one of the day in the scheme's time zone. */
export async function momentIn(
  { timeZone }: Scheme,
  past: PastMoment,
  work: Pick<UnitOfWork, 'ask'>,
): Promise<IsoInstant> {
  return 'moment' in past ? past.moment : endOf(past.day, timeZone, work);
}

async function endOf(day: IsoDate, timeZone: string, work: Pick<UnitOfWork, 'ask'>): Promise<IsoInstant> {
  const [row] = await work.ask<{ moment: IsoInstant }>(
    `SELECT ledger_moment((($1::date + 1)::timestamp AT TIME ZONE $2) - interval '1 microsecond') AS moment`,
    [day, timeZone],
  );
  if (row === undefined) throw new Error('The database did not say when the day ends.');
  return row.moment;
}
