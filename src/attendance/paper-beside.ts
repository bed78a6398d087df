import type { Part } from '../activities/index.js';
import type { PersonId } from '../shared/ids.js';
import type { Listed } from './register-form.js';
import type { Tick } from './register.js';
import type { PaperRows } from './typed-paper.js';

/** Somebody who is ticked on a paper list. */
export interface OnPaper {
  /** Nothing where they were written in by name. */
  readonly row: number | undefined;
  readonly person: PersonId;
  readonly name: string;
  readonly part: Part;
}

/** A paper list beside the register as it stands. */
export interface Beside {
  /** On the register and not on the paper, and the other way round; both empty where there is no register. */
  readonly onlyRegister: readonly string[];
  readonly onlyPaper: readonly string[];
  /** On the register, and on the paper if a name that is still open stands for them. */
  readonly perhapsBoth: readonly string[];
  /** On both, with another part on each. */
  readonly otherPart: readonly { readonly name: string; readonly paper: Part; readonly register: Part }[];
  /** Everybody from both; where they differ about a part, what stands is left standing. */
  readonly both: readonly Tick[];
  /** The paper alone. */
  readonly paper: readonly Tick[];
}

/** Whom the numbers stand for. What is on the paper decides who a number is; whoever is to lead has led. */
export function peopleAt(
  { rows, helped, led }: PaperRows,
  printed: readonly PersonId[],
  list: readonly Listed[],
): readonly OnPaper[] {
  const listed = new Map(list.map((each) => [each.personId, each]));
  const all = [...new Set([...rows, ...helped, ...led])].sort((one, other) => one - other);
  return all.flatMap((row): readonly OnPaper[] => {
    const person = printed[row - 1];
    if (person === undefined) return [];
    const isLeading = led.includes(row) || listed.get(person)?.why === 'leading';
    const part = helped.includes(row) ? 'contributed' : isLeading ? 'led' : 'attended';
    return [{ row, person, name: listed.get(person)?.name ?? '', part }];
  });
}

/** The list of a register, and whether there is one at all: it may say that nobody came. */
interface Register {
  readonly list: readonly Listed[];
  readonly isThere: boolean;
}

/** Who stays off for now, and whom a name on the paper may stand for until somebody says so. */
interface StillOpen {
  readonly staysOff: ReadonlySet<PersonId>;
  readonly mayBe: ReadonlySet<PersonId>;
}

/**
 * Puts them beside each other. Whoever stays off was taken off the register before: they are on neither list, however they
 * are ticked on the paper.
 */
export function besideRegister(
  { list, isThere }: Register,
  people: readonly OnPaper[],
  { staysOff, mayBe }: StillOpen,
): Beside {
  const standing = new Map(
    list.flatMap(({ personId, part }) => (part === undefined ? [] : [[personId, part]])),
  );
  const ticked = people.filter(({ person }) => !staysOff.has(person));
  const onPaper = new Set(ticked.map(({ person }) => person));
  const isNew = ({ person }: OnPaper): boolean => !standing.has(person);
  const paper = ticked.map(({ person, part }) => ({ personId: person, part }));
  const others = list.filter(({ personId }) => standing.has(personId) && !onPaper.has(personId));
  const isOpen = ({ personId }: Listed): boolean => mayBe.has(personId);
  return {
    onlyRegister: others.filter((each) => !isOpen(each)).map(({ name }) => name),
    perhapsBoth: others.filter(isOpen).map(({ name }) => name),
    onlyPaper: isThere ? ticked.filter(isNew).map(({ name }) => name) : [],
    otherPart: ticked.flatMap(({ person, name, part }) => {
      const register = standing.get(person) ?? part;
      return register === part ? [] : [{ name, paper: part, register }];
    }),
    both: [
      ...[...standing].map(([personId, part]) => ({ personId, part })),
      ...paper.filter(({ personId }) => !standing.has(personId)),
    ],
    paper,
  };
}
