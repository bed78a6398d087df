import type { IsoDate, IsoInstant } from '../shared/calendar.js';
import type { ActorId, EntryId, TransferId } from '../shared/ids.js';

/** What a line of somebody's history says happened to their galaxies. */
export const LINE_WORDS = ['added', 'set-aside', 'back', 'used', 'put-right'] as const;
export type LineWord = (typeof LINE_WORDS)[number];

/** One transfer of an entry, as the person sees it: what it changes in what is theirs to use, and in what is set aside. */
export interface LineTransfer {
  readonly id: TransferId;
  readonly toUse: number;
  readonly setAside: number;
  /** Where the galaxies came from or went to, when that is not the person's other account. */
  readonly other: string | null;
  /** The transfer that this one turns round, if it does. */
  readonly reverses: TransferId | null;
}

/** One entry of the book as one person sees it: all that it did to their galaxies. */
export interface Line {
  readonly entryId: EntryId;
  readonly kind: string;
  /** What it was recorded for, such as `register/<id>/2`. */
  readonly source: string;
  readonly occurredOn: IsoDate;
  readonly recordedAt: IsoInstant;
  readonly recordedBy: ActorId;
  readonly onBehalfOf: ActorId | null;
  /** In the order they were made; never empty. */
  readonly transfers: readonly LineTransfer[];
}

/** How many galaxies more or fewer there are after a line, in each of the three numbers. */
export interface Change {
  readonly toUse: number;
  readonly setAside: number;
  readonly inTotal: number;
}

/** What a line says: a word and a number of galaxies. A line that came to nothing has the number nought. */
export interface Saying {
  readonly word: LineWord;
  readonly galaxies: number;
}

export function changeOf({ transfers }: Pick<Line, 'transfers'>): Change {
  const toUse = transfers.reduce((sum, transfer) => sum + transfer.toUse, 0);
  const setAside = transfers.reduce((sum, transfer) => sum + transfer.setAside, 0);
  return { toUse, setAside, inTotal: toUse + setAside };
}

/**
 * What the line says. Galaxies that came are added, or back when they were used before; galaxies that went are used, or put
 * right; those that only moved between the two accounts are set aside, or back. The number is never below nought.
 */
export function sayingOf(line: Pick<Line, 'transfers'>): Saying {
  const { setAside, inTotal } = changeOf(line);
  const wasUsed = line.transfers.some(({ other }) => other === 'used');
  if (inTotal > 0) return { word: wasUsed ? 'back' : 'added', galaxies: inTotal };
  if (inTotal < 0) return { word: wasUsed ? 'used' : 'put-right', galaxies: -inTotal };
  if (setAside === 0) return { word: 'put-right', galaxies: 0 };
  return { word: setAside > 0 ? 'set-aside' : 'back', galaxies: Math.abs(setAside) };
}

/** What a line adds to what somebody has in total, read from what it says. Sentences and book agree by this. */
export function inTotalOf(line: Pick<Line, 'transfers'>): number {
  const { word, galaxies } = sayingOf(line);
  const isMove = word === 'set-aside' || (word === 'back' && changeOf(line).inTotal === 0);
  if (isMove) return 0;
  return word === 'used' || word === 'put-right' ? -galaxies : galaxies;
}

/** The transfer that stands for a line where one is to be named: what it gave, or else the first of what it did. */
export function mainTransferOf({ transfers }: Pick<Line, 'transfers'>): TransferId {
  const given = transfers.find(({ toUse, reverses }) => toUse > 0 && reverses === null);
  const [first] = transfers;
  const main = given ?? first;
  if (main === undefined) throw new Error('A line has at least one transfer.');
  return main.id;
}

/** What the scheme gave with a line; nothing where it gave nothing that could be turned round. */
export function givenIn({ transfers }: Pick<Line, 'transfers'>): LineTransfer | undefined {
  return transfers.find(
    ({ toUse, reverses, other }) =>
      toUse > 0 && reverses === null && (other === 'issued' || other === 'opening'),
  );
}

/** The latest transfer of a line, by which lines are in order. */
export function lastTransferOf({ transfers }: Pick<Line, 'transfers'>): TransferId {
  const last = transfers.at(-1);
  if (last === undefined) throw new Error('A line has at least one transfer.');
  return last.id;
}
