import type { IsoDate } from '../shared/calendar.js';
import type { ActivityId, EarningRateId, PersonId } from '../shared/ids.js';
import { Texts } from './activity.js';

/** What somebody did at a session: took part, led, or helped. */
export const PARTS = ['attended', 'led', 'contributed'] as const;
export type Part = (typeof PARTS)[number];

export const MOST_GALAXIES = 10;

export interface NewEarningRate {
  /** For all activities that have no rate of their own when not given. */
  readonly activityId?: ActivityId | undefined;
  readonly part: Part;
  /** 1 to 10. */
  readonly galaxies: number;
  /** The first day, of the session itself, that it counts for. */
  readonly fromOn: IsoDate;
  readonly why: string;
}

/** What each part gives; a part without a rate gives nothing and is not there. */
export type RatesInForce = Readonly<Partial<Record<Part, RateInForce>>>;

export interface RateInForce {
  readonly rateId: EarningRateId;
  readonly galaxies: number;
}

export type RateState = 'asked' | 'published' | 'withdrawn';

export interface EarningRateView {
  readonly id: EarningRateId;
  readonly activityId: ActivityId | undefined;
  readonly activityName: string | undefined;
  readonly part: Part;
  readonly galaxies: number;
  readonly fromOn: IsoDate;
  readonly why: string;
  readonly state: RateState;
  /** Nobody where the scheme brought it along. */
  readonly askedBy: PersonId | undefined;
}

/** What a rule changes, and what it leaves alone. */
export interface RateEffect {
  /** What counts on its first day without it. */
  readonly before: RateInForce | undefined;
  /** Activities that have a rule of their own for the same part, and so keep it. */
  readonly untouched: readonly string[];
}

/** The words of the rate as they will be kept; refuses with `bad-rate` and every field that cannot be used. */
export function checkedRate(given: NewEarningRate): { readonly why: string } {
  const texts = new Texts();
  const why = texts.needed('/why', given.why, 200, 'Say why, in a sentence that people can read.');
  if (!Number.isInteger(given.galaxies) || given.galaxies < 1 || given.galaxies > MOST_GALAXIES)
    texts.problem('/galaxies', 'Give a whole number from 1 to 10.');
  texts.refuseAs('bad-rate', 'Some details of this rule cannot be kept. See errors for what to change.');
  return { why };
}
