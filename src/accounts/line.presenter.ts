import { dayInWords } from '../shared/day-words.js';
import { say, t } from '../web/index.js';
import type { Here } from './galaxies.queries.js';
import { changeOf, type Line, mainTransferOf, type Saying, sayingOf } from './line.js';
import type { Stories, Story } from './story.js';

/** A line as pages show it. */
export interface LineView {
  readonly href: string;
  readonly title: string;
  /** Told to those who hear the page, so that two links of one name are told apart. */
  readonly day: string;
  readonly text: string;
  readonly amount: string;
}

/** What is behind a line, and the scheme it is in. */
export interface Told {
  readonly stories: Stories;
  readonly here: Pick<Here, 'today'>;
}

/** What a line is called, and what it says. */
interface Words {
  readonly title: string;
  readonly text: string;
}

/** A line of somebody's history; `entries` is where the reasons of lines are. */
export function lineView(line: Line, told: Told, entries: string): LineView {
  const { title, text } = wordsOf(line, told);
  return {
    href: `${entries}/${line.entryId}`,
    title,
    day: t('me.on-day', { day: dayInWords(line.occurredOn, told.here.today) }),
    text,
    amount: amountOf(sayingOf(line)),
  };
}

/** What happened to how many galaxies: "1 added". There is no minus sign, and no number where it came to nothing. */
export function amountOf({ word, galaxies }: Saying): string {
  return galaxies === 0 ? t('me.word.unchanged') : t(`me.word.${word}`, { count: galaxies });
}

export function wordsOf(line: Line, { stories, here }: Told): Words {
  const story = storyOf(line, stories);
  const day = dayInWords(line.occurredOn, here.today);
  if (story === undefined) return plainWords(line, day);
  switch (story.kind) {
    case 'put-right':
      return story.isGift
        ? { title: t('me.line.kept'), text: t('me.line.kept-text') }
        : { title: t('me.line.put-right'), text: story.sentence };
    case 'contribution':
      return contributionWords(line, story, day);
    case 'attendance':
      return attendanceWords(line, story, day);
  }
}

/** What a line is about, as one would say it in a sentence: the activity, the thanks, or what somebody did. */
export function aboutOf(line: Line, told: Told): string {
  const story = storyOf(line, told.stories);
  if (story?.kind === 'attendance') return story.activityName;
  return story?.kind === 'contribution' ? contributionAbout(story) : wordsOf(line, told).title;
}

/** The story that tells the line best: of what staff wrote, or of what was given, or of what was turned round. */
export function storyOf(line: Line, stories: Stories): Story | undefined {
  const own = line.transfers.flatMap(({ id }) => stories.get(id) ?? []);
  const staff = own.find(({ kind }) => kind === 'put-right');
  const turned = line.transfers.flatMap(({ reverses }) =>
    reverses === null ? [] : (stories.get(reverses) ?? []),
  );
  return staff ?? stories.get(mainTransferOf(line)) ?? own[0] ?? turned[0];
}

function contributionWords(line: Line, story: Story & { kind: 'contribution' }, day: string): Words {
  if (line.transfers.some(({ reverses }) => reverses !== null))
    return {
      title: t('me.line.put-right'),
      text: t('me.line.about', { what: contributionAbout(story), day }),
    };
  return story.sort === 'thanks'
    ? { title: t('me.line.thanks'), text: t('me.line.thanks-for', { activity: story.what, day }) }
    : { title: story.what, text: t('me.line.helped', { day }) };
}

/** Thanks are kept with the name of their activity, which is not what they were for. */
function contributionAbout({ sort, what }: Story & { kind: 'contribution' }): string {
  return sort === 'thanks'
    ? t('me.line.thanks-about', { activity: what })
    : t('me.line.helped-about', { what });
}

function attendanceWords(line: Line, story: Story & { kind: 'attendance' }, day: string): Words {
  const { activityName: activity, part } = story;
  const isChanged = line.transfers.some(({ reverses }) => reverses !== null);
  if (!isChanged) return { title: activity, text: t(`me.line.${part}`, { day }) };
  const isOff = changeOf(line).inTotal < 0 && story.turnsRound;
  const text = isOff ? t('me.line.off', { activity, day }) : t(`me.line.now-${part}`, { activity, day });
  return { title: t('me.line.put-right'), text };
}

/** What the book alone knows of a line. */
function plainWords({ kind }: Line, day: string): Words {
  if (!isPlain(kind)) return { title: t('me.line.put-right'), text: t('me.line.other-text', { day }) };
  return { title: t(`me.line.${kind}`), text: say(`me.line.${kind}-text`) };
}

const PLAIN = ['hold', 'release', 'settle', 'opening', 'transfer'] as const;

function isPlain(kind: string): kind is (typeof PLAIN)[number] {
  return PLAIN.some((each) => each === kind);
}
