import { type ParticipantId, parseId } from '../../../src/shared/ids.js';
import type { Where } from '../sums-of-transfers.js';
import { onDates } from './on-dates.js';
import { onHistories } from './on-histories.js';
import { onReasons } from './on-reasons.js';
import { type PersonBook, personBook } from './person-book.js';
import type { SeenPage } from './site-walk.js';

/** A page, its texts in order, and what the book says of the person whom it is about. */
export interface Read {
  readonly page: SeenPage;
  readonly texts: readonly string[];
  readonly own: PersonBook;
}

const ABOUT = /^\/(?:staff\/people|admin\/accounts)\/([0-9a-f-]{36})/;

/**
 * The places of all texts of a page that say a number of galaxies as the book has it. They are found by their places, for a
 * number may be right in one place and wrong in another.
 */
export async function accounted(
  where: Where,
  { page, texts, viewer }: { page: SeenPage; texts: readonly string[]; viewer: ParticipantId },
): Promise<ReadonlySet<number>> {
  const [, named] = ABOUT.exec(page.url) ?? [];
  const person = named === undefined ? viewer : parseId<ParticipantId>(named);
  const read = { page, texts, own: await personBook(where, person) };
  return new Set([...onHistories(read), ...(await onReasons(where, read)), ...(await onDates(where, read))]);
}

/** The places of the texts that match and whose numbers hold. */
export function placesOf(
  texts: readonly string[],
  pattern: RegExp,
  holds: (numbers: readonly number[], place: number) => boolean,
): readonly number[] {
  return texts.flatMap((text, place) => {
    const found = pattern.exec(text);
    return found !== null && holds(found.slice(1).filter(Boolean).map(Number), place) ? [place] : [];
  });
}
