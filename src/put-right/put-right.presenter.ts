import {
  aboutOf,
  amountOf,
  dayOf,
  galaxiesOf,
  type Here,
  lineView,
  sayingOf,
  type ToldLine,
  wordsOf,
} from '../accounts/index.js';
import { type Telling, tellingWords } from '../messages/index.js';
import { dayInWords } from '../shared/day-words.js';
import type { PersonId, SchemeId } from '../shared/ids.js';
import { type FieldError, fieldError, t } from '../web/index.js';
import { madeUpFor, type PutRight, toUseAfter } from './put-right.js';
import type { Wrong } from './put-right-form.js';
import type { PutRightView, SecondPerson } from './put-rights.queries.js';
import type { OnePutRight, TheirGalaxies, Whose } from './their-galaxies.queries.js';
import type { TheirLine } from './their-lines.queries.js';

export const WAITING = '/staff/put-right';

/** Where staff see somebody's galaxies. */
export function galaxiesPath(person: PersonId): string {
  return `/staff/people/${person}/galaxies`;
}

/** Whose galaxies somebody of the staff looks at. */
export function whoseFor(
  { schemeId, personId: staff }: { readonly schemeId: SchemeId; readonly personId: PersonId },
  personId: PersonId,
): Whose {
  return { schemeId, personId, staff };
}

/** Somebody's galaxies for staff: numbers, what waits, what they asked, and what happened. */
export function theirGalaxiesView(person: PersonId, { name, galaxies, waiting, questions }: TheirGalaxies) {
  const { numbers, lines, here } = galaxies;
  return {
    name,
    title: t('put-right.person.title', { name }),
    figures: [
      { key: t('put-right.figures.to-use'), value: String(numbers.toUse) },
      { key: t('put-right.figures.set-aside'), value: String(numbers.setAside) },
      { key: t('put-right.figures.in-total'), value: String(numbers.inTotal) },
    ],
    waiting: waiting.map((each) => ({
      href: `${WAITING}/${each.id}`,
      text: t('put-right.person.waits-item', { what: whatOf(each, here), name: each.askedByName }),
    })),
    questions: questions.map(({ id, askedAt, words }) => ({
      href: `/staff/questions/${id}`,
      text:
        words === undefined
          ? t('put-right.person.question-empty', { day: dayOf(askedAt, here) })
          : t('put-right.person.question', { day: dayOf(askedAt, here), words }),
    })),
    lines: lines.map((line) => {
      const shown = lineView(line, galaxies, galaxiesPath(person));
      return { ...shown, text: t('put-right.line.quote', { text: shown.text }) };
    }),
  };
}

/** What staff may do with a line. */
export function lineChoices({ given, standing, why }: TheirLine, isOwn: boolean) {
  const open = why.questions.find(({ answer }) => answer === undefined);
  return {
    start: given !== undefined && standing.state === 'stands' && !isOwn,
    note: noteOn(given, standing.state, isOwn),
    see: standing.putRightId === undefined ? '' : `${WAITING}/${standing.putRightId}`,
    seeText: t(standing.state === 'waiting' ? 'put-right.line.waits' : 'put-right.line.done'),
    answer: open === undefined ? '' : `/staff/questions/${open.id}`,
  };
}

/** The line that something is about. */
export function lineBox({ line, ...told }: ToldLine) {
  const { title, text } = wordsOf(line, told);
  return { title, text, amount: amountOf(sayingOf(line)) };
}

/** What the person will read, until staff write something else. */
export function usualSentence({ line, ...told }: ToldLine): string {
  const day = dayInWords(line.occurredOn, told.here.today);
  return t('put-right.form.sentence-usual', { what: aboutOf(line, told), day });
}

/** What changes for the person, before anything happens: sentences, and a number never below nought. */
export function effectOf(name: string, toUse: number, effect: number): readonly string[] {
  if (effect === 0) return [t('put-right.effect.stay', { name, count: toUse })];
  const after = toUseAfter(toUse, effect);
  const short = madeUpFor(toUse, effect);
  return [
    after === toUse
      ? t('put-right.effect.stay', { name, count: toUse })
      : t('put-right.effect.go', { name, before: toUse, after }),
    ...(short > 0 ? [t('put-right.effect.made-up', { name, count: short })] : []),
  ];
}

/** The same for what is given or taken by hand, which nothing is made up for. */
export function effectByHand(name: string, toUse: number, effect: number): readonly string[] {
  return madeUpFor(toUse, effect) > 0
    ? [t('put-right.effect.too-many', { name })]
    : effectOf(name, toUse, effect);
}

/** One of those that wait, as the list shows it. */
export function waitingView(each: PutRightView, here: Here, me: PersonId) {
  const values = { name: each.personName, what: whatOf(each, here), by: each.askedByName };
  return {
    href: `${WAITING}/${each.id}`,
    text: t('put-right.item', { ...values, day: dayOf(each.askedAt, here) }),
    hint: each.askedBy === me ? t('put-right.item-own') : '',
  };
}

/** What was asked or decided, and what whoever looks may do about it. */
export function oneView({ putRight, line, here, toUse, telling }: OnePutRight, me: PersonId) {
  const { personName: name, state, kind, effect } = putRight;
  const isWaiting = state === 'waiting';
  const effects = kind === 'line' ? effectOf(name, toUse, effect) : effectByHand(name, toUse, effect);
  return {
    name,
    title: t(`put-right.one.${state}`, { name }),
    line: line === undefined ? undefined : lineBox(line),
    byHand: kind === 'line' ? '' : t('put-right.one.by-hand', { what: whatOf(putRight, here) }),
    effects: isWaiting ? effects : [],
    end: endOf(putRight, telling),
    asks: isWaiting ? asksOf(putRight, me) : '',
    rows: rowsOf(putRight, here),
    mayDecide: isWaiting && putRight.personId !== me,
    isAsker: putRight.askedBy === me,
    canBeDone: kind === 'line' || madeUpFor(toUse, effect) === 0,
    see: { href: galaxiesPath(putRight.personId), text: t('put-right.one.see', { name }) },
  };
}

/** Those who may be asked to agree, to choose from. */
export function secondOptions(seconds: readonly SecondPerson[]) {
  const none = { value: '', text: t('put-right.form.choose') };
  return [none, ...seconds.map(({ id, name }) => ({ value: id, text: name }))];
}

/** What is wrong, in words beside its control. */
export function errorsOf(wrong: readonly Wrong[], name: string): readonly FieldError[] {
  return wrong.map(({ field, why, limit = 0, over = 0 }) =>
    why === 'long'
      ? fieldError(field, 'errors.text.long', { limit, count: over })
      : fieldError(field, `put-right.wrong.${why}`, { name, count: limit }),
  );
}

function noteOn(given: number | undefined, state: TheirLine['standing']['state'], isOwn: boolean): string {
  if (given === undefined) return t('put-right.line.turned');
  return isOwn && state === 'stands' ? t('put-right.line.own') : '';
}

function whatOf({ kind, effect }: Pick<PutRight, 'kind' | 'effect'>, here: Here): string {
  const galaxies = galaxiesOf(Math.abs(effect), here);
  if (kind === 'line') return t('put-right.what.line', { galaxies });
  return t(effect > 0 ? 'put-right.what.give' : 'put-right.what.take', { galaxies });
}

function endOf(putRight: PutRightView, telling: Telling | undefined): string {
  const { state, letThemKeep, personName: name, agreedByName: by = '' } = putRight;
  if (state === 'waiting') return '';
  if (state === 'not-agreed') return t('put-right.one.left', { name });
  const done = letThemKeep ? t('put-right.one.kept', { name }) : t('put-right.one.agreed', { by, name });
  return `${done} ${tellingWords(name, telling)}`.trim();
}

function asksOf(putRight: PutRightView, me: PersonId): string {
  const { askedBy, askedOf, personId, askedByName: by, askedOfName: other = '' } = putRight;
  if (personId === me) return t('put-right.one.about-you');
  if (askedBy === me) return t('put-right.one.own-ask', { other });
  return askedOf === me ? t('put-right.one.ask', { by }) : t('put-right.one.ask-other', { by, other });
}

function rowsOf(putRight: PutRightView, here: Here) {
  const { personName: name, whatIsWrong, sentence, reason, askedByName, askedAt } = putRight;
  const { agreedByName, decidedAt } = putRight;
  return [
    ...(whatIsWrong === undefined
      ? []
      : [{ key: t('put-right.one.row-wrong'), value: t(`put-right.form.${whatIsWrong}`, { name }) }]),
    { key: t('put-right.one.row-sentence', { name }), value: sentence },
    ...(reason === undefined ? [] : [{ key: t('put-right.one.row-reason'), value: reason }]),
    { key: t('put-right.one.row-asked'), value: whoWhen(askedByName, dayOf(askedAt, here)) },
    ...(agreedByName === undefined || decidedAt === undefined
      ? []
      : [{ key: t('put-right.one.row-agreed'), value: whoWhen(agreedByName, dayOf(decidedAt, here)) }]),
  ];
}

function whoWhen(name: string, day: string): string {
  return t('put-right.one.row-when', { name, day });
}
