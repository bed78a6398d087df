import { madeUpFor, toUseAfter } from './put-right.js';
import type { EffectView, PreviewView, PutRightApiView } from './put-right-api.dto.js';
import { effectByHand, effectOf } from './put-right.presenter.js';
import type { PutRightView, SecondPerson } from './put-rights.queries.js';
import type { ByHand } from './their-galaxies.queries.js';
import type { TheirLine } from './their-lines.queries.js';

/** What was put right, or is to be, as programs read it. */
export function apiViewOf({
  personId: person,
  askedOf: secondPerson,
  ...one
}: PutRightView): PutRightApiView {
  const { id, kind, lineEntryId: entry, whatIsWrong, effect, letThemKeep, sentence, reason } = one;
  const { state, askedBy, askedAt, agreedBy, decidedAt, entryId } = one;
  return {
    ...{ id, person, kind, entry, whatIsWrong, effect, letThemKeep, sentence, reason },
    ...{ state, askedBy, askedAt, secondPerson, agreedBy, decidedAt, entryId },
  };
}

/** What putting a line right would do, each way; nothing when it gave nothing that stands. */
export function previewOfLine({ name, toUse, given, standing, seconds }: TheirLine): PreviewView {
  const possible = given !== undefined && standing.state === 'stands';
  const way = (which: 'let-them-keep' | 'take-back', effect: number): EffectView => ({
    ...{ way: which, possible, needsSecondPerson: which === 'take-back' },
    ...{ toUse: toUseAfter(toUse, effect), madeUp: madeUpFor(toUse, effect) },
    sentences: [...effectOf(name, toUse, effect)],
  });
  const effects = given === undefined ? [] : [way('let-them-keep', 0), way('take-back', -given)];
  return { toUse, line: standing.state, effects, secondPersons: secondPersons(seconds) };
}

/** What giving or taking so many by hand would do. Nothing is made up for what is taken by hand. */
export function previewByHand({ name, toUse, seconds }: ByHand, galaxies: number): PreviewView {
  const way = (which: 'give' | 'take', effect: number): EffectView => ({
    ...{ way: which, possible: toUse + effect >= 0, needsSecondPerson: true },
    ...{ toUse: toUseAfter(toUse, effect), madeUp: 0 },
    sentences: [...effectByHand(name, toUse, effect)],
  });
  const effects = [way('give', galaxies), way('take', -galaxies)];
  return { toUse, effects, secondPersons: secondPersons(seconds) };
}

function secondPersons(seconds: readonly SecondPerson[]) {
  return seconds.map(({ id: person, name }) => ({ person, name }));
}
