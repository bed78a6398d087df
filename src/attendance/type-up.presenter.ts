import { dayInWords } from '../shared/day-words.js';
import { wallClockOf } from '../shared/wall-clock.js';
import { type FieldError, fieldError, t } from '../web/index.js';
import type { OnPaper } from './paper-beside.js';
import {
  NEW,
  type ExtraName,
  type PaperChosen,
  type PaperDecided,
  type ReadPaper,
  type TakenOffName,
  type UnreadPaper,
} from './paper-lists.service.js';
import { foundItem } from './register.presenter.js';
import type { TypedPaper } from './type-up.dto.js';
import { MOST_EXTRA, type PaperFault } from './typed-paper.js';

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
  return {
    ...paper,
    ...{ typed, key, errors },
    name: t('register.session', { activity, day: dayInWords(occursOn) }),
    people: paper.people.map(({ row, name, part: does }) => ({ row, name, does: doing(does) })),
    own: paper.own === undefined ? '' : t('registers.paper.own', { row: paper.own.row ?? 0 }),
    otherPart: otherPart.map(({ name, paper: on, register }) =>
      t('registers.paper.differs', { name, paper: doing(on), register: doing(register) }),
    ),
    differs: paper.onlyRegister.length + paper.perhapsBoth.length + otherPart.length > 0,
    takenOff: paper.takenOff.map((each) => takenOffModel(each, paper)),
    putBack: typed.put_back,
    extras: paper.extras.map((extra, index) => extraModel(extra, index, typed)),
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
    ...paper.extras.flatMap(({ name, found }, index) => {
      const field = fieldOf(index);
      const isChosen = typed[field] === NEW || found.some(({ id }) => id === typed[field]);
      const values = { name, count: found.length };
      return isChosen ? [] : [fieldError(field, 'errors.quick.who', values)];
    }),
    ...(typed.filled_in_by === '' ? [fieldError('filled_in_by', 'errors.quick.filled-in-by')] : []),
  ];
}

/** What was chosen about people so far. */
export function chosenOf(typed: TypedPaper): PaperChosen {
  return { who: FIELDS.map((field) => typed[field]), putBack: typed.put_back };
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

function extraModel({ name, found, row, part }: ExtraName, index: number, typed: TypedPaper) {
  const id = fieldOf(index);
  const items = [...found.map(foundItem), { value: NEW, text: t('registers.paper.new', { name }) }];
  const [only] = items;
  const usual = found.length > 1 ? '' : (only?.value ?? NEW);
  const hint = row === undefined ? '' : t('registers.paper.at-row', { row, does: doing(part) });
  return { id, name, items, hint, value: typed[id] === '' ? usual : typed[id] };
}

const FIELDS = ['who_1', 'who_2', 'who_3', 'who_4', 'who_5'] as const;

function fieldOf(index: number): (typeof FIELDS)[number] {
  const field = FIELDS[index];
  if (field === undefined) throw new Error('More names were read than a paper has.');
  return field;
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
