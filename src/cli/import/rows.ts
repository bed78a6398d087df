import { DomainError } from '../../shared/domain-error.js';
import { progressOf } from '../progress.js';
import type { Place, Writing } from './writing.js';

/** Rows that are written together; when one is refused, its batch is done again row by row. */
const ROWS_A_BATCH = 200;

/** Writes one row. */
export type Act<Row, Done> = (row: Row, place: Place) => Promise<Done>;

/** Writes all rows in their order, and shows how far that has come. Each is done, or refused for itself. */
export async function writeRows<Row, Done>(
  what: string,
  { writing, rows }: { readonly writing: Writing; readonly rows: readonly Row[] },
  act: Act<Row, Done>,
): Promise<readonly (Done | DomainError)[]> {
  const progress = progressOf(what);
  const done: (Done | DomainError)[] = [];
  try {
    for (let from = 0; from < rows.length; from += ROWS_A_BATCH) {
      const batch = rows.slice(from, from + ROWS_A_BATCH);
      done.push(...((await together(writing, batch, act)) ?? (await oneByOne(writing, batch, act))));
      progress.at(done.length, rows.length);
      if (isPowerOfTwo(from / ROWS_A_BATCH + 1)) await lookAtTheTables(writing);
    }
  } finally {
    progress.stop();
  }
  return done;
}

/** All rows in one writing, or nothing when one of them was refused. */
async function together<Row, Done>(
  writing: Writing,
  batch: readonly Row[],
  act: Act<Row, Done>,
): Promise<readonly Done[] | undefined> {
  try {
    return await writing.write(async (place) => {
      const done: Done[] = [];
      for (const row of batch) done.push(await act(row, place));
      return done;
    });
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

async function oneByOne<Row, Done>(
  writing: Writing,
  batch: readonly Row[],
  act: Act<Row, Done>,
): Promise<readonly (Done | DomainError)[]> {
  const done: (Done | DomainError)[] = [];
  for (const row of batch) {
    try {
      done.push(await writing.write((place) => act(row, place)));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      done.push(error);
    }
  }
  return done;
}

/** The planner thinks that a new scheme is empty until it is told; its plans for an empty one read all there is. */
async function lookAtTheTables(writing: Writing): Promise<void> {
  await writing.write(({ tx }) => tx.query(`ANALYZE ${TABLES}`));
}

const TABLES =
  'person, participant, account, journal_entry, transfer, activity, session, session_leader, earning_rate, register_version, attendance, contribution';

function isPowerOfTwo(number: number): boolean {
  return Number.isInteger(Math.log2(number));
}
