/** The known name that a misspelt one was probably meant to be, or nothing. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((candidate) => ({ candidate, edits: editsBetween(name.toUpperCase(), candidate) }))
    .filter(({ candidate, edits }) => edits <= allowance(candidate))
    .sort((one, other) => one.edits - other.edits);
  return best?.candidate;
}

/** Two slips in a long name, one in a short one: `HOME` is not a misspelt `HOST`. */
function allowance(name: string): number {
  return name.length < 8 ? 1 : 2;
}

/** How many letters must be put in, left out, changed or swapped with a neighbour to make one word the other. */
export function editsBetween(one: string, other: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column <= other.length; column++) {
      const changed = one[row - 1] === other[column - 1] ? 0 : 1;
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      line.push(
        Math.min(
          at(line, column - 1) + 1,
          at(last, column) + 1,
          at(last, column - 1) + changed,
          row > 1 && column > 1 && swapped ? at(beforeLast, column - 2) + 1 : Infinity,
        ),
      );
    }
    beforeLast = last;
    last = line;
  }
  return at(last, other.length);
}

function at(line: readonly number[], column: number): number {
  return line[column] ?? Infinity;
}
