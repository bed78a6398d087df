import { type FieldError, fieldError, t } from '../web/index.js';
import type { ReadPaper } from './paper-lists.service.js';
import { foundItem, howPutOn } from './register.presenter.js';
import { TypedPaper } from './type-up.dto.js';
import { type MayBe, NEW, type WrittenName } from './paper-people.queries.js';

const FIELDS = ['who_1', 'who_2', 'who_3', 'who_4', 'who_5'] as const;

/** Nobody, and nobody new either: it is asked again. */
const OPEN = 'open';

/** What was chosen of the names, in their order. */
export function whoIs(typed: TypedPaper): readonly string[] {
  return FIELDS.map((field) => typed[field]);
}

/** The names, each with those whom it may stand for. */
export function namesModel(paper: ReadPaper, typed: TypedPaper) {
  return paper.extras.map((extra, index) => {
    const { name, found, person, row, part } = extra;
    const id = fieldOf(index);
    const isAlone = found.length === 0;
    const fresh = t(isAlone ? 'registers.paper.new' : 'registers.paper.another', { name });
    const does = t(`registers.paper.does.${part}`);
    return {
      ...{ id, name },
      items: [...found.map((each) => itemOf(each, paper)), { value: NEW, text: fresh, hint: '' }],
      hint: row === undefined ? '' : t('registers.paper.at-row', { row, does }),
      value: typed[id] === '' ? (isAlone ? NEW : (person ?? '')) : typed[id],
    };
  });
}

/** The names of which it is open who that is, each with what makes it so. */
export function openNames(paper: ReadPaper, typed: TypedPaper): readonly FieldError[] {
  return paper.extras.flatMap((extra, index) => {
    const { name, found } = extra;
    const field = fieldOf(index);
    if (typed[field] === NEW || found.some(({ id }) => id === typed[field])) return [];
    const met = typed[field] === OPEN ? metSince(extra, typed) : undefined;
    if (met?.putOn === undefined) return [fieldError(field, 'errors.quick.who', { name })];
    const how = howPutOn(met.name, met.putOn, paper);
    return [fieldError(field, 'errors.register.named-since', { how })];
  });
}

/** What was typed, with each name open again that is said to be new and may be somebody whom another list put there since. */
export function inDoubt({ extras }: ReadPaper, typed: TypedPaper): TypedPaper {
  const met = extras
    .map((extra, index) => ({ field: fieldOf(index), since: metSince(extra, typed) }))
    .filter(({ field, since }) => typed[field] === NEW && since !== undefined);
  return Object.assign(new TypedPaper(), typed, Object.fromEntries(met.map(({ field }) => [field, OPEN])));
}

/** Whoever of that name came onto the register last, when that was after the page was made. */
function metSince({ found }: WrittenName, { version: seen }: TypedPaper): MayBe | undefined {
  const [latest] = found.toSorted((one, other) => versionOf(other) - versionOf(one));
  return latest !== undefined && versionOf(latest) > Number(seen) ? latest : undefined;
}

function versionOf({ putOn }: MayBe): number {
  return putOn?.version ?? 0;
}

function itemOf(each: MayBe, paper: ReadPaper) {
  const { value, text, hint: which } = foundItem(each);
  const how = each.putOn === undefined ? [] : [`${howPutOn(each.name, each.putOn, paper)}.`];
  if (each.isSelf) return { value, text: t('registers.paper.you'), hint: ownHint(each, how) };
  return { value, text, hint: [...(which === '' ? [] : [`${which}.`]), ...how].join(' ') };
}

/** Nobody puts themselves on a register: only as planned, or where somebody else put them there. */
function ownHint({ isListed }: MayBe, how: readonly string[]): string {
  if (!isListed) return t('registers.paper.you-hint');
  return how[0] ?? t('registers.paper.you-lead');
}

function fieldOf(index: number): (typeof FIELDS)[number] {
  const field = FIELDS[index];
  if (field === undefined) throw new Error('More names were read than a paper has.');
  return field;
}
