import { dayInWords } from '../shared/day-words.js';
import { wallClockOf } from '../shared/wall-clock.js';
import { type FieldError, fieldError, t } from '../web/index.js';
import type { OnPaper } from './paper-beside.js';
import type { TakenOffName } from './paper-people.queries.js';
import {
  type PaperChosen,
  type PaperDecided,
  type ReadPaper,
  type UnreadPaper,
} from './paper-lists.service.js';
import type { TypedPaper } from './type-up.dto.js';
import { MOST_EXTRA, type PaperFault } from './typed-paper.js';
import { namesModel, openNames, whoIs } from './written-names.presenter.js';

const SOMEBODY_ELSE = 'else';

/** The page with the names, with what was typed and chosen. */
export interface Shown {
  readonly paper: ReadPaper;
  readonly typed: TypedPaper;
  /** The key of this page: sent twice, it is one register. */
  readonly key: string;
  readonly errors: readonly FieldError[];
}

/** What keeps a paper from being read, beside the field where it is put right. */
export function paperErrors({ faults, last, people }: UnreadPaper): readonly FieldError[] {
  const values = { last, most: MOST_EXTRA, first: people + 1 };
  return faults.map((fault) =>
    fieldError(fault === 'empty_rows' ? 'extra_names' : fault, ERRORS[fault], values),
  );
}

const ERRORS = {
  roster_code: 'errors.quick.version',
  rows: 'errors.quick.range',
  helped_rows: 'errors.quick.range',
  led_rows: 'errors.quick.range',
  extra_names: 'errors.quick.names',
  head_count_extra: 'errors.register.number',
  out: 'errors.register.number',
  back: 'errors.register.number',
  empty_rows: 'errors.quick.empty-rows',
} as const satisfies Record<PaperFault, string>;

/** All that the page with the names shows. */
export function paperModel({ paper, typed, key, errors }: Shown) {
  const { activityName: activity, occursOn, counts, otherPart } = paper;
  const differs = paper.onlyRegister.length + paper.perhapsBoth.length + otherPart.length > 0;
  return {
    ...paper,
    ...{ typed, key, errors },
    name: t('register.session', { activity, day: dayInWords(occursOn) }),
    people: paper.people.map(({ row, name, part: does }) => ({ row, name, does: doing(does) })),
    own: ownNumber(paper),
    otherPart: otherPart.map(({ name, paper: on, register }) =>
      t('registers.paper.differs', { name, paper: doing(on), register: doing(register) }),
    ),
    differs,
    isSame: !differs && saysTheSame(paper),
    takenOff: paper.takenOff.map((each) => takenOffModel(each, paper)),
    putBack: typed.put_back,
    extras: namesModel(paper, typed),
    leaders: [
      ...paper.leaders.map(({ id, name }) => ({ value: id, text: name })),
      { value: SOMEBODY_ELSE, text: t('registers.paper.somebody-else') },
    ],
    filledInBy: typed.filled_in_by === '' ? usualLeader(paper) : typed.filled_in_by,
    counts: countSentences(counts),
    otherCounts: otherCounts(paper),
  };
}

/** What is still to be chosen on the page with the names. */
export function undecided(paper: ReadPaper, typed: TypedPaper, isPaperAlone: boolean): readonly FieldError[] {
  return [
    ...takenOffErrors(paper, typed, isPaperAlone),
    ...openNames(paper, typed),
    ...(typed.filled_in_by === '' ? [fieldError('filled_in_by', 'errors.quick.filled-in-by')] : []),
  ];
}

/** What was chosen about people so far. */
export function chosenOf(typed: TypedPaper): PaperChosen {
  return { who: whoIs(typed), putBack: typed.put_back };
}

/** What was chosen there, when nothing is undecided. */
export function decidedOf(paper: ReadPaper, typed: TypedPaper): Omit<PaperDecided, 'isPaperAlone'> {
  const { key, version, filled_in_by: filledInBy } = typed;
  return {
    key,
    basedOn: Number(version),
    filledInBy: paper.leaders.find(({ id }) => id === filledInBy)?.id,
  };
}

/** Nobody stays off unseen whom the page did not show, and a list of nobody is no list. */
function takenOffErrors(
  { takenOff, both, paper, extras, counts }: ReadPaper,
  { put_back: putBack, version: seen }: TypedPaper,
  isPaperAlone: boolean,
): readonly FieldError[] {
  const isUnseen = takenOff.some(
    ({ person, version }) => version > Number(seen) && !putBack.includes(person),
  );
  if (isUnseen) return [fieldError('put_back', 'errors.quick.taken-off-since')];
  const newcomers = extras.filter(({ person }) => person === undefined).length;
  const people = (isPaperAlone ? paper : both).length + newcomers + counts.headCountExtra;
  return people === 0 && takenOff.length > 0 ? [fieldError('put_back', 'errors.quick.nobody-left')] : [];
}

function doing(part: OnPaper['part']): string {
  return t(`registers.paper.does.${part}`);
}

function takenOffModel(
  { person, name, byName: by, at, keeps }: TakenOffName,
  { timeZone, today }: ReadPaper,
) {
  const day = dayInWords(wallClockOf(at, timeZone).date, today);
  const said = t('registers.paper.taken-off-by', { name, by, day });
  return {
    value: person,
    text: t('registers.paper.put-back', { name }),
    hint: keeps ? `${said} ${t('registers.paper.keeps', { name })}` : said,
  };
}

/** Whoever types it up is told which number they are: it is left out. */
function ownNumber({ own, extras }: ReadPaper): string {
  const numbered = own.find(({ row }) => row !== undefined && extras.every((each) => each.row !== row));
  return numbered?.row === undefined ? '' : t('registers.paper.own', { row: numbered.row });
}

/** Nobody is on the paper beside those on the register; who a name is, and who is new here, is not there yet. */
function saysTheSame(paper: ReadPaper): boolean {
  const { onlyPaper, takenOff, own, extras } = paper;
  const isNamed = extras.every(({ person }) => person !== undefined);
  return isNamed && onlyPaper.length + takenOff.length + own.length + otherCounts(paper).length === 0;
}

/** The one who was to lead; with two, it is asked. */
function usualLeader({ leaders }: ReadPaper): string {
  const [only, ...others] = leaders;
  return only !== undefined && others.length === 0 ? only.id : '';
}

/** The numbers of which the register says something else; those of the paper are kept. */
function otherCounts({ counts, before }: ReadPaper): readonly string[] {
  if (before === undefined) return [];
  const none = t('registers.paper.no-number');
  return COUNTS.flatMap(([name, key]) => {
    const [paper = none, register = none] = [counts[key], before[key]];
    return paper === register ? [] : [t(`registers.paper.differs-${name}`, { paper, register })];
  });
}

const COUNTS = [
  ['heads', 'headCountExtra'],
  ['out', 'countedOut'],
  ['back', 'countedBack'],
] as const;

function countSentences({ headCountExtra, countedOut, countedBack }: ReadPaper['counts']): readonly string[] {
  return [
    ...(headCountExtra === 0 ? [] : [t('registers.paper.heads', { count: headCountExtra })]),
    ...(countedOut === undefined ? [] : [t('registers.paper.out', { count: countedOut })]),
    ...(countedBack === undefined ? [] : [t('registers.paper.back', { count: countedBack })]),
  ];
}
