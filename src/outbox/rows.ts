/** One row of an answer of the database, its columns not yet looked at. */
export type Row = object;

/** The rows of an answer. */
export function rowsOf(answer: unknown): readonly Row[] {
  if (!Array.isArray(answer)) throw new TypeError('The database answered with no rows.');
  return answer.filter((row: unknown): row is Row => typeof row === 'object' && row !== null);
}

/** The single row of an answer that always has one. */
export function only(answer: unknown): Row {
  const [row] = rowsOf(answer);
  if (row === undefined) throw new TypeError('The database answered with no row.');
  return row;
}

export function text(row: Row, column: string): string {
  const value: unknown = Reflect.get(row, column);
  if (typeof value !== 'string') throw new TypeError(`Column ${column} is not text.`);
  return value;
}

/** A number, also of a type that PostgreSQL sends as digits. */
export function number(row: Row, column: string): number {
  const value = Number(Reflect.get(row, column));
  if (!Number.isFinite(value)) throw new TypeError(`Column ${column} is not a number.`);
  return value;
}
