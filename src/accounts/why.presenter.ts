import { clockInWords, dayInWords } from '../shared/day-words.js';
import { wallClockOf } from '../shared/wall-clock.js';
import type { IsoDate, IsoInstant } from '../shared/calendar.js';
import { say, t } from '../web/index.js';
import type { Here } from './galaxies.queries.js';
import { type Line, type Saying, sayingOf } from './line.js';
import { amountOf, storyOf, wordsOf } from './line.presenter.js';
import type { Question } from './question.js';
import type { Stories, Story } from './story.js';
import type { Why } from './why.queries.js';

/** The reason for one line, as its page says it: to the person, or about them to staff when it is told their name. */
export function whyView(why: Why, theirName?: string) {
  const { line, here, stories, questions } = why;
  const { title, text } = wordsOf(line, why);
  return {
    title,
    sentence: sentenceOf(sayingOf(line), here),
    text,
    asides: asidesOf(line, stories),
    rows: rowsOf(why, theirName),
    parts:
      line.transfers.length > 1
        ? line.transfers.map((each) => amountOf(sayingOf({ transfers: [each] })))
        : [],
    questions: questions.map((question) => questionView(question, here, theirName)),
    hasOpenQuestion: questions.some(({ answer }) => answer === undefined),
  };
}

/** So many galaxies, as the scheme calls them. */
export function galaxiesOf(count: number, { one, many }: Here): string {
  return t('me.why.galaxies-each', { count, unit: count === 1 ? one : many });
}

/** The day a moment was, by the scheme's own clock. */
export function dayOf(moment: IsoInstant, { timeZone, today }: Here): string {
  return dayInWords(wallClockOf(moment, timeZone).date, today);
}

function sentenceOf({ word, galaxies }: Saying, here: Here): string {
  if (galaxies === 0) return t('me.why.unchanged');
  return t(`me.why.${word}`, { galaxies: galaxiesOf(galaxies, here) });
}

/** What else is worth knowing: that goodwill made something up, that they keep it, that two people looked. */
function asidesOf(line: Line, stories: Stories): readonly string[] {
  const story = storyOf(line, stories);
  if (story?.kind === 'put-right' && story.letThemKeep)
    return [...(story.isGift ? [story.sentence] : []), t('me.why.keep')];
  const madeUp = madeUpIn(line);
  return [
    ...(isPutRightLater(line, story) ? [t('me.why.later')] : []),
    ...(madeUp > 0 ? [t('me.why.goodwill', { count: madeUp })] : []),
    ...(isByTwo(story) ? [t('me.why.second')] : []),
  ];
}

function isByTwo(story: Story | undefined): boolean {
  return story?.kind === 'put-right' && story.agreedBy !== undefined;
}

function madeUpIn({ transfers }: Line): number {
  const fromGoodwill = transfers.filter(({ other, toUse }) => other === 'goodwill' && toUse > 0);
  return fromGoodwill.reduce((sum, { toUse }) => sum + toUse, 0);
}

/** Whether what this line gave was turned round by a later one. */
function isPutRightLater({ transfers }: Line, story: Story | undefined): boolean {
  const turns = transfers.some(({ reverses }) => reverses !== null);
  return story !== undefined && story.kind !== 'put-right' && story.putRight && !turns;
}

function rowsOf({ line, here, stories, writer }: Why, theirName: string | undefined) {
  return [
    { key: t('me.why.happened'), value: dayInWords(line.occurredOn, here.today) },
    { key: t('me.why.written'), value: momentOf(line.recordedAt, here) },
    { key: t('me.why.writer'), value: writerOf(writer, theirName) },
    { key: t('me.why.rule'), value: ruleOf(storyOf(line, stories), line) },
  ];
}

function momentOf(moment: IsoInstant, here: Here): string {
  return t('me.why.written-at', { day: dayOf(moment, here), time: clockInWords(moment, here.timeZone) });
}

function writerOf({ isThemselves, name, role = 'participant' }: Why['writer'], theirName?: string): string {
  if (isThemselves) return theirName ?? t('me.why.you');
  if (name === undefined) return t('me.why.by-scheme');
  return t('me.why.by', { name, role: say(`me.why.role.${role}`) });
}

function ruleOf(story: Story | undefined, line: Line): string {
  if (story === undefined || story.kind === 'put-right') return t('me.why.no-rule');
  const part = story.kind === 'attendance' ? story.part : 'contributed';
  const turned = line.transfers.some(({ reverses }) => reverses !== null);
  const rule = t(`me.why.rule-${part}`, { count: story.galaxies });
  return story.rateWhy === '' || turned
    ? rule
    : `${rule} ${t('me.why.rule-why', { why: story.rateWhy.replace(/\.$/, '') })}`;
}

function questionView(
  { words, askedAt, lookBy, answer, answeredAt, answeredByName }: Question,
  here: Here,
  theirName: string | undefined,
) {
  const day = dayOf(askedAt, here);
  const isTheirs = theirName !== undefined;
  return {
    on: isTheirs ? t('questions.asked', { name: theirName, day }) : t('me.asked.on', { day }),
    words: words ?? t(isTheirs ? 'questions.no-words' : 'me.asked.no-words'),
    look: t('me.asked.will-look', { day: lookByOf(lookBy, here) }),
    answer,
    answered:
      answeredAt === undefined
        ? ''
        : t('me.asked.answer', { name: answeredByName ?? '', day: dayOf(answeredAt, here) }),
  };
}

function lookByOf(day: IsoDate, { today }: Here): string {
  return dayInWords(day, today);
}
