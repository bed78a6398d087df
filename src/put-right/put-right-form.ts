import type { EntryId, ParticipantId, PersonId, PutRightId } from '../shared/ids.js';
import {
  type LineToPutRight,
  LONGEST_REASON,
  LONGEST_SENTENCE,
  madeUpFor,
  MOST_BY_HAND,
  type NewAdjustment,
  tidy,
  WHAT_IS_WRONG,
} from './put-right.js';

/** What is wrong with a control, and which words of the catalogue say so; `over` is by how many characters. */
export interface Wrong {
  readonly field: string;
  readonly why: 'what' | 'sentence' | 'keep' | 'reason' | 'second' | 'way' | 'number' | 'too-many' | 'long';
  readonly limit?: number;
  readonly over?: number;
}

interface TypedByTwo {
  readonly sentence: string;
  readonly reason: string;
  readonly second_person: string;
}

interface About {
  readonly id: PutRightId;
  readonly person: ParticipantId;
}

/** Who may be asked to agree. */
type Seconds = readonly { readonly id: PersonId }[];

/** What was sent about a line, or everything that is wrong with it. */
export function readLine(
  typed: TypedByTwo & { readonly what_is_wrong: string; readonly keep: string },
  about: About & { readonly entry: EntryId },
  seconds: Seconds,
): LineToPutRight | readonly Wrong[] {
  const whatIsWrong = WHAT_IS_WRONG.find((each) => each === typed.what_is_wrong);
  const keep = typed.keep === 'yes';
  const askedOf = seconds.find(({ id }) => id === typed.second_person)?.id;
  const wrong: readonly Wrong[] = [
    ...unless(whatIsWrong !== undefined, { field: 'what_is_wrong', why: 'what' }),
    ...sentenceWrong(typed.sentence),
    ...unless(keep || typed.keep === 'no', { field: 'keep', why: 'keep' }),
    ...(typed.keep === 'no' ? secondWrong(typed.reason, askedOf) : []),
  ];
  if (whatIsWrong === undefined || wrong.length > 0) return wrong;
  const line = { ...about, whatIsWrong, sentence: tidy(typed.sentence) };
  return keep ? { ...line, keep } : { ...line, keep, reason: tidy(typed.reason), askedOf };
}

const WAYS: readonly string[] = ['give', 'take'];

/** What was sent by hand, or everything that is wrong with it: nobody asks for what cannot be done. */
export function readByHand(
  typed: TypedByTwo & { readonly way: string; readonly galaxies: string },
  about: About,
  { seconds, toUse }: { readonly seconds: Seconds; readonly toUse: number },
): NewAdjustment | readonly Wrong[] {
  const askedOf = seconds.find(({ id }) => id === typed.second_person)?.id;
  const count = /^[1-9]\d{0,3}$/.test(typed.galaxies.trim()) ? Number(typed.galaxies.trim()) : 0;
  const isTooMany = typed.way === 'take' && madeUpFor(toUse, -count) > 0 && count <= MOST_BY_HAND;
  const wrong: readonly Wrong[] = [
    ...unless(WAYS.includes(typed.way), { field: 'way', why: 'way' }),
    ...unless(count <= MOST_BY_HAND && count > 0, { field: 'galaxies', why: 'number' }),
    ...unless(!isTooMany, { field: 'galaxies', why: 'too-many', limit: toUse }),
    ...sentenceWrong(typed.sentence),
    ...secondWrong(typed.reason, askedOf),
  ];
  if (wrong.length > 0) return wrong;
  const effect = typed.way === 'give' ? count : -count;
  return { ...about, effect, sentence: tidy(typed.sentence), reason: tidy(typed.reason), askedOf };
}

function sentenceWrong(sentence: string): readonly Wrong[] {
  return textWrong(tidy(sentence), { field: 'sentence', why: 'sentence', limit: LONGEST_SENTENCE });
}

function secondWrong(reason: string, askedOf: PersonId | undefined): readonly Wrong[] {
  return [
    ...textWrong(tidy(reason), { field: 'reason', why: 'reason', limit: LONGEST_REASON }),
    ...unless(askedOf !== undefined, { field: 'second_person', why: 'second' }),
  ];
}

function unless(isRight: boolean, wrong: Wrong): readonly Wrong[] {
  return isRight ? [] : [wrong];
}

function textWrong(text: string, { limit = 0, ...empty }: Wrong): readonly Wrong[] {
  if (text === '') return [empty];
  const over = text.length - limit;
  return over > 0 ? [{ field: empty.field, why: 'long', limit, over }] : [];
}
