import { available, Ledger } from '../../ledger/index.js';
import type { IsoDate, IsoInstant } from '../../shared/calendar.js';
import { parseIsoDate } from '../../shared/calendar.js';
import type { ParticipantId } from '../../shared/ids.js';
import { COMMAND_LINE } from '../actors.js';
import { type CsvRow, readTable } from './csv-table.js';
import type { Fact, FileOfFacts } from './facts.js';
import type { Importing } from './importing.js';
import type { People } from './import-people.js';
import { checkedOpenings, type Opening, OPENING, OPENING_COLUMNS } from './opening-file.js';
import type { Writing } from './writing.js';

/** What people bring along, each at its own moment. */
export async function openingFacts(importing: Importing, { participants }: People): Promise<FileOfFacts> {
  const { writing, timeZone, now } = importing;
  const table = readTable(importing.path(OPENING), OPENING_COLUMNS);
  const begins = await beginningsOf(table.rows, timeZone, writing);
  const { good, refusals } = checkedOpenings(table, {
    isKnown: (ref) => participants.has(ref),
    timeZone,
    now,
    beginOf: (day) => begins.get(day),
  });
  const facts = good.flatMap((opening) => {
    const person = participants.get(opening.ref);
    return person === undefined ? [] : [factOf(importing, opening, person)];
  });
  return { file: OPENING, facts, refusals, unknown: table.unknown };
}

function factOf({ session }: Importing, opening: Opening, person: ParticipantId): Fact {
  const { ref, line, on, at, amount } = opening;
  return {
    lines: [line],
    at: Date.parse(at),
    async write({ tx, scheme }) {
      if (amount === undefined) return { result: 'there' };
      const { repeated } = await session.get(Ledger).record(tx, {
        scheme,
        kind: 'opening',
        sourceKey: `opening/${ref}`,
        occurredOn: on,
        recordedAt: at,
        recordedBy: COMMAND_LINE,
        transfers: [{ debit: 'opening', credit: available(person), amount }],
      });
      return { result: repeated ? 'there' : 'added' };
    },
  };
}

/** When each day of the file begins in a time zone; the database knows when clocks change. */
async function beginningsOf(
  rows: readonly CsvRow[],
  timeZone: string,
  writing: Writing,
): Promise<ReadonlyMap<IsoDate, IsoInstant>> {
  const days = [...new Set(rows.map((row) => row.of('as_at')))].filter(isIsoDate);
  const found: { day: IsoDate; begins: IsoInstant }[] = await writing.look((view) =>
    view.query(
      `SELECT day, ledger_moment(day::date::timestamp AT TIME ZONE $2) AS begins FROM unnest($1::text[]) AS day`,
      [days, timeZone],
    ),
  );
  return new Map(found.map(({ day, begins }) => [day, begins]));
}

function isIsoDate(text: string): boolean {
  try {
    return parseIsoDate(text) === text;
  } catch {
    return false;
  }
}
