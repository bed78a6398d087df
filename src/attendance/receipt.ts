import type { Part } from '../activities/index.js';
import type { PersonId } from '../shared/ids.js';
import { addedIn, putRightIn, standingIn, type VersionLine, type VersionView } from './answer.js';

/** People of one part who get the same. */
export interface ReceiptGroup {
  readonly part: Part;
  readonly people: readonly PersonId[];
  /** What each of them gets; nought where there is no rate. */
  readonly each: number;
}

/** What one saving did, in numbers that add up. */
export interface ReceiptSums {
  readonly groups: readonly ReceiptGroup[];
  /** What all groups get together: the sum of the new transfers. */
  readonly added: number;
  /** Lines that this version changed or took off, and what they had given. */
  readonly putRight: readonly VersionLine[];
  readonly putRightGalaxies: number;
  /** Everybody on the register now, and what it gives in all. */
  readonly people: number;
  readonly inAll: number;
}

/** Took part first, then helped, then led: the order in which it is read. */
const ORDER: readonly Part[] = ['attended', 'contributed', 'led'];

export function sumsOf(view: VersionView): ReceiptSums {
  const added = addedIn(view);
  const putRight = putRightIn(view);
  const standing = standingIn(view);
  return {
    groups: ORDER.flatMap((part) => groupsOf(added.filter((line) => line.part === part))),
    added: total(added),
    putRight,
    putRightGalaxies: total(putRight),
    people: standing.length,
    inAll: total(standing),
  };
}

function groupsOf(lines: readonly VersionLine[]): readonly ReceiptGroup[] {
  const amounts = [...new Set(lines.map(({ galaxies }) => galaxies))];
  return amounts.flatMap((each) => {
    const same = lines.filter(({ galaxies }) => galaxies === each);
    const [first] = same;
    return first === undefined
      ? []
      : [{ part: first.part, each, people: same.map(({ personId }) => personId) }];
  });
}

function total(lines: readonly VersionLine[]): number {
  return lines.reduce((sum, { galaxies }) => sum + galaxies, 0);
}
