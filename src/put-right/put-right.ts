import type { IsoInstant } from '../shared/calendar.js';
import { DomainError, type FieldProblem } from '../shared/domain-error.js';
import type { EntryId, ParticipantId, PersonId, PutRightId, TransferId } from '../shared/ids.js';

/** What is wrong with a line: they had no part in it, it was counted twice, or something else. */
export const WHAT_IS_WRONG = ['not-there', 'twice', 'other'] as const;
export type WhatIsWrong = (typeof WHAT_IS_WRONG)[number];

/** `waiting` until a second person has looked at it; `not-agreed` when nothing came of it. */
export const PUT_RIGHT_STATES = ['waiting', 'done', 'not-agreed'] as const;
export type PutRightState = (typeof PUT_RIGHT_STATES)[number];

export const LONGEST_SENTENCE = 200;
export const LONGEST_REASON = 500;
/** The most galaxies that one adjustment gives or takes. */
export const MOST_BY_HAND = 1_000;

/** How staff put something right for somebody. */
export interface PutRight {
  readonly id: PutRightId;
  readonly personId: ParticipantId;
  readonly kind: 'line' | 'adjustment';
  /** The line; nothing for an adjustment. */
  readonly transferId: TransferId | undefined;
  readonly whatIsWrong: WhatIsWrong | undefined;
  /** By how many galaxies it is to change what they have; nought when they keep it. */
  readonly effect: number;
  readonly letThemKeep: boolean;
  readonly sentence: string;
  readonly reason: string | undefined;
  readonly askedBy: PersonId;
  readonly askedAt: IsoInstant;
  readonly askedOf: PersonId | undefined;
  readonly state: PutRightState;
  readonly agreedBy: PersonId | undefined;
  readonly decidedAt: IsoInstant | undefined;
  readonly entryId: EntryId | undefined;
}

/** What both ways of putting something right are asked with. */
interface Asked {
  /** Chosen by the page, so that two taps are one. */
  readonly id: PutRightId;
  readonly person: ParticipantId;
  /** What the person will read. */
  readonly sentence: string;
}

/** What a second person is asked with. */
interface ByTwo {
  /** Why, for those who check the book. */
  readonly reason: string;
  readonly askedOf: PersonId | undefined;
}

/** A line that is to be put right; `keep` lets them keep what it gave, and takes one person. */
export type LineToPutRight = Asked & { readonly entry: EntryId; readonly whatIsWrong: WhatIsWrong } & (
    { readonly keep: true } | ({ readonly keep: false } & ByTwo)
  );

/** Galaxies that are to be given or taken with no line behind them. */
export interface NewAdjustment extends Asked, ByTwo {
  /** How many more; fewer below nought. */
  readonly effect: number;
}

/** What somebody will have to use when it is done: what they have used already is made up, so never below nought. */
export function toUseAfter(toUse: number, effect: number): number {
  return Math.max(0, toUse + effect);
}

/** How many galaxies goodwill has to make up. */
export function madeUpFor(toUse: number, effect: number): number {
  return Math.max(0, -(toUse + effect));
}

/** Texts as they will be kept; refuses with `bad-put-right` and every field that cannot be used. */
export function checkedTexts(
  { sentence, ...rest }: { readonly sentence: string } & Partial<ByTwo>,
  byTwo: boolean,
): { readonly sentence: string; readonly reason: string | null } {
  const said = tidy(sentence);
  const why = tidy(rest.reason ?? '');
  const problems: FieldProblem[] = [
    ...wrong(said === '' || said.length > LONGEST_SENTENCE, '/sentence', SENTENCE),
    ...wrong(byTwo && (why === '' || why.length > LONGEST_REASON), '/reason', REASON),
    ...wrong(byTwo && rest.askedOf === undefined, '/secondPerson', SECOND),
  ];
  if (problems.length > 0)
    throw new DomainError(
      'bad-put-right',
      'invalid',
      'Part of this cannot be kept. See errors for what to change.',
      problems,
    );
  return { sentence: said, reason: byTwo ? why : null };
}

const SENTENCE =
  'Say what you are putting right, in a sentence of 1 to 200 characters that the person can read.';
const REASON = 'Give a reason of 1 to 500 characters. The second person reads it.';
const SECOND = 'A second person needs to agree to this. Choose who to ask.';

/** Text with its spaces put in order. */
export function tidy(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

function wrong(isWrong: boolean, pointer: string, detail: string): readonly FieldProblem[] {
  return isWrong ? [{ pointer, detail }] : [];
}
