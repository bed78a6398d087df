import { Pool } from 'pg';
import { available } from '../src/ledger/index.js';
import { BALANCE_KEPT, BALANCE_KEPT_RECORDED } from '../src/ledger/ledger.sql.js';
import { type IsoInstant, parseIsoInstant } from '../src/shared/calendar.js';
import type { Figure } from './figure.js';
import { type Comparison, sideBySide, type Work } from './measure.js';
import { CALLERS, type RegisterBook } from './registers.js';
import { counted, type Run } from './run.js';

/** f: what an account held at a past instant against what it holds now, in times the time. */
export async function pastAgainstNow(run: Run): Promise<Figure[]> {
  const registers = await run.largeBook();
  const { book, scheme } = registers;
  const moments = await pastMoments(registers);
  const pool = new Pool({
    connectionString: book.database.appUrl,
    max: CALLERS,
    options: `-c galaxies.scheme=${scheme}`,
  });
  const ask = (name: string, text: string, more: () => unknown[]): Work => {
    return () => pool.query({ name, text, values: [scheme, registers.somebody(), ...more()] });
  };
  const balance = (when: () => IsoInstant | undefined): Work => {
    return () =>
      book.work.read(scheme, (view) => {
        const recorded = when();
        const asAt = recorded === undefined ? undefined : { recorded };
        return book.queries.balance(view, scheme, available(registers.somebody()), asAt);
      });
  };
  try {
    const bare = await sideBySide(
      ask('now', BALANCE_KEPT, () => []),
      ask('past', BALANCE_KEPT_RECORDED, () => [oneOf(moments)]),
      run.pace(),
    );
    const service = await sideBySide(
      balance(() => undefined),
      balance(() => oneOf(moments)),
      run.pace(),
    );
    return [
      figureOf('as-at-sql', `bare SQL, ${counted(run.large)} transfers stored`, bare),
      figureOf('as-at', `LedgerQueries.balance, ${counted(run.large)} transfers stored`, service),
    ];
  } finally {
    await pool.end();
  }
}

function figureOf(name: string, how: string, { ratio, work, against }: Comparison): Figure {
  return {
    name,
    work: `balance as at a past instant by ${how}`,
    against: 'current balance, the same way',
    ...{ value: ratio, unit: '×', better: 'low', atLeast: 2, aim: 1.5 },
    seen: `${((CALLERS * 1_000_000) / against).toFixed(0)} µs against ${((CALLERS * 1_000_000) / work).toFixed(0)} µs`,
  };
}

/** Moments at which something was recorded, all through the life of the book. */
async function pastMoments({ book }: RegisterBook): Promise<readonly IsoInstant[]> {
  const rows: { moment: string }[] = await book.ownerSource.query(
    'SELECT ledger_moment(recorded_at) AS moment FROM journal_entry ORDER BY random() LIMIT 1000',
  );
  return rows.map(({ moment }) => parseIsoInstant(moment));
}

function oneOf<T>(values: readonly T[]): T {
  const value = values[Math.floor(Math.random() * values.length)];
  if (value === undefined) throw new Error('There is nothing to choose from.');
  return value;
}
