import type { FileTally, Result, FileDone, Outcome, Refusal } from './report.js';
import { tally } from './report.js';
import { writeRows } from './rows.js';
import type { Place, Writing } from './writing.js';

/** Something that was written down at a moment: one line of a file, or several that are one thing. */
export interface Fact {
  readonly lines: readonly number[];
  /** When it was written down, in milliseconds. */
  readonly at: number;
  write(place: Place): Promise<FactDone>;
}

export type FactDone = Pick<Outcome, 'refused'> & {
  readonly result: Result;
  /** Something about it that whoever reads the report should know. */
  readonly note?: string;
};

/** The facts of one file, and what was refused while it was read. */
export interface FileOfFacts {
  readonly file: FileTally['file'];
  readonly facts: readonly Fact[];
  readonly refusals: readonly Refusal[];
  readonly unknown: readonly string[];
  /** Said when any of its lines was refused. */
  readonly whenRefused?: string;
}

/**
 * Writes the facts of all files in the order of their moments, for a book goes forward only: what somebody had brought
 * along, earned by then and got for a contribution comes one after the other, whichever file says so.
 */
export async function replay(writing: Writing, files: readonly FileOfFacts[]): Promise<readonly FileDone[]> {
  const all = files.flatMap(({ file, facts }) => facts.map((fact) => ({ file, fact })));
  const inOrder = all.toSorted((one, other) => one.fact.at - other.fact.at);
  const results = await writeRows('history', { writing, rows: inOrder }, ({ fact }, place) =>
    fact.write(place),
  );
  return files.map(({ file, refusals, unknown, whenRefused }) => {
    const own = inOrder.flatMap(({ file: of, fact }, index) => {
      const done = results[index];
      return of === file && done !== undefined ? [{ fact, done }] : [];
    });
    const outcomes = own.map(({ fact: { lines }, done }): Outcome =>
      done instanceof Error ? { lines, result: done } : { lines, ...done },
    );
    const told = tally({ file, outcomes, refusals, unknown });
    const more = whenRefused === undefined || told.counts.refused === 0 ? [] : [whenRefused];
    return { ...told, notes: [...told.notes, ...notesOf(own.map(({ done }) => done)), ...more] };
  });
}

function notesOf(results: readonly (FactDone | Error)[]): readonly string[] {
  return results.flatMap((result) => (result instanceof Error ? [] : (result.note ?? [])));
}
