import { dayInWords } from '../shared/day-words.js';
import { isId, type PersonId } from '../shared/ids.js';
import { type FieldError, fieldError, t } from '../web/index.js';
import type { ExtraName, PaperDecided, ReadPaper, UnreadPaper } from './paper-lists.service.js';
import type { TypedPaper } from './type-up.dto.js';
import { MOST_EXTRA, type PaperField } from './typed-paper.js';

const NEW = 'new';
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
export function paperErrors({ faults, last }: UnreadPaper): readonly FieldError[] {
  return faults.map((field) => fieldError(field, ERRORS[field], { last, most: MOST_EXTRA }));
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
} as const satisfies Record<PaperField, string>;

/** All that the page with the names shows. */
export function paperModel({ paper, typed, key, errors }: Shown) {
  const { activityName: activity, occursOn, counts, otherPart } = paper;
  const part = (name: 'attended' | 'contributed' | 'led') => t(`registers.paper.does.${name}`);
  return {
    ...paper,
    ...{ typed, key, errors },
    name: t('register.session', { activity, day: dayInWords(occursOn) }),
    people: paper.people.map(({ row, name, part: does }) => ({ row, name, does: part(does) })),
    otherPart: otherPart.map(({ name, paper: on, register }) =>
      t('registers.paper.differs', { name, paper: part(on), register: part(register) }),
    ),
    differs: paper.onlyRegister.length + otherPart.length > 0,
    extras: paper.extras.map((extra, index) => extraModel(extra, index, typed)),
    leaders: [
      ...paper.leaders.map(({ id, name }) => ({ value: id, text: name })),
      { value: SOMEBODY_ELSE, text: t('registers.paper.somebody-else') },
    ],
    filledInBy: typed.filled_in_by === '' ? usualLeader(paper) : typed.filled_in_by,
    counts: countSentences(counts),
  };
}

/** What is still to be chosen on the page with the names. */
export function undecided(paper: ReadPaper, typed: TypedPaper): readonly FieldError[] {
  return [
    ...paper.extras.flatMap(({ name, found }, index) => {
      const field = fieldOf(index);
      const isChosen = typed[field] === NEW || found.some(({ id }) => id === typed[field]);
      const values = { name, count: found.length };
      return isChosen ? [] : [fieldError(field, 'errors.quick.who', values)];
    }),
    ...(typed.filled_in_by === '' ? [fieldError('filled_in_by', 'errors.quick.filled-in-by')] : []),
  ];
}

/** What was chosen there, when nothing is undecided. */
export function decidedOf(paper: ReadPaper, typed: TypedPaper): Omit<PaperDecided, 'isPaperAlone'> {
  const { key, version, filled_in_by: filledInBy } = typed;
  return {
    key,
    basedOn: Number(version),
    who: paper.extras.map((_, index) => personIn(typed[fieldOf(index)])),
    filledInBy: paper.leaders.find(({ id }) => id === filledInBy)?.id,
  };
}

function extraModel({ name, found }: ExtraName, index: number, typed: TypedPaper) {
  const id = fieldOf(index);
  const items = [
    ...found.map((person) => ({ value: person.id, text: person.name })),
    { value: NEW, text: t('registers.paper.new', { name }) },
  ];
  const [only] = items;
  const usual = found.length > 1 ? '' : (only?.value ?? NEW);
  return { id, name, items, value: typed[id] === '' ? usual : typed[id] };
}

const FIELDS = ['who_1', 'who_2', 'who_3', 'who_4', 'who_5'] as const;

function fieldOf(index: number): (typeof FIELDS)[number] {
  const field = FIELDS[index];
  if (field === undefined) throw new Error('More names were read than a paper has.');
  return field;
}

function personIn(text: string): PersonId | undefined {
  return isId<PersonId>(text) ? text : undefined;
}

/** The one who was to lead; with two, it is asked. */
function usualLeader({ leaders }: ReadPaper): string {
  const [only, ...others] = leaders;
  return only !== undefined && others.length === 0 ? only.id : '';
}

function countSentences({ headCountExtra, countedOut, countedBack }: ReadPaper['counts']): readonly string[] {
  return [
    ...(headCountExtra === 0 ? [] : [t('registers.paper.heads', { count: headCountExtra })]),
    ...(countedOut === undefined ? [] : [t('registers.paper.out', { count: countedOut })]),
    ...(countedBack === undefined ? [] : [t('registers.paper.back', { count: countedBack })]),
  ];
}
