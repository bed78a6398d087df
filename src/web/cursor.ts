import { invalidRequest } from './validation.js';

/** One page of a long list. Without `next` it is the last one. */
export interface OnePage<Row> {
  readonly rows: readonly Row[];
  readonly next?: string;
}

/**
 * Cuts a page out of what was found. Ask the database for one more than the limit, in an order that no two rows share;
 * `after` gives the values of that order, which the next page begins behind.
 */
export function onePage<Row>(
  found: readonly Row[],
  limit: number,
  after: (row: Row) => readonly string[],
): OnePage<Row> {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return last === undefined || found.length <= limit ? { rows } : { rows, next: cursorOf(after(last)) };
}

/** The values that a page begins behind, as `onePage` wrote them; nothing for the first page. Refuses what it did not write. */
export function positionOf(cursor: string | undefined, values: number): readonly string[] | undefined {
  if (cursor === undefined) return undefined;
  const position = textsIn(cursor);
  if (position?.length !== values || cursorOf(position) !== cursor) {
    throw invalidRequest([
      { pointer: '/after', detail: 'Write the `next` of the page before, as it was given.' },
    ]);
  }
  return position;
}

function cursorOf(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

function textsIn(cursor: string): readonly string[] | undefined {
  try {
    const found: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(found) && found.every(isPlain) ? found : undefined;
  } catch {
    return undefined;
  }
}

/** PostgreSQL has no text with a zero in it. */
function isPlain(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\0');
}
