/** How many rows of a printed list are left empty for people who turn up. They go on with the numbers of the list. */
export const EMPTY_ROWS = 3;

/**
 * The rows that somebody typed from a paper list, like `1-8 11`, each once and in order; nothing when a number is not on the
 * list. Commas, dashes of any length and any spacing do.
 */
export function readRows(typed: string, last: number): readonly number[] | undefined {
  const parts = typed
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s*-\s*/g, '-')
    .split(/[\s,;]+/)
    .filter((part) => part !== '');
  const runs = parts.map((part) => rowsIn(part, last));
  const rows = new Set(runs.flatMap((run) => run ?? []));
  return runs.includes(undefined) ? undefined : [...rows].sort((one, other) => one - other);
}

function rowsIn(part: string, last: number): readonly number[] | undefined {
  const [, from = '0', to = from] = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(part) ?? [];
  const [first, end] = [Number(from), Number(to)];
  if (first < 1 || end < first || end > last) return undefined;
  return Array.from({ length: end - first + 1 }, (_, index) => first + index);
}

/** The code of a paper list as it is kept, however it was typed: R-2026-0614-02. Nothing when it cannot be one. */
export function readCode(typed: string): string | undefined {
  const plain = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const [, year, day, number] = /^R(\d{4})(\d{4})(\d{2,4})$/.exec(plain) ?? [];
  return year === undefined ? undefined : `R-${year}-${day ?? ''}-${number ?? ''}`;
}
