import { Injectable } from '@nestjs/common';
import { type Acting, Audit } from '../audit/index.js';
import { UnitOfWork, type View } from '../database/index.js';
import { type AccountRef, type HistoryLine, LedgerQueries } from '../ledger/index.js';
import type { IsoDate, IsoInstant } from '../shared/calendar.js';
import type { ParticipantId, SchemeId } from '../shared/ids.js';
import { unknownPerson } from './participants.errors.js';
import { exportedColumns, ownersOf } from './personal-copy.js';

/** One movement of somebody's galaxies. */
export interface CopiedLine {
  readonly occurredOn: IsoDate;
  readonly recordedAt: IsoInstant;
  readonly kind: string;
  readonly pot: 'to use' | 'set aside';
  readonly galaxies: number;
  readonly direction: 'in' | 'out';
}

/** All that somebody gets when they ask for a copy. */
export interface PersonCopy {
  /** The rows of each table that has any, with the columns that are theirs. */
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly galaxies: readonly CopiedLine[];
}

const MOST_ROWS = 5_000;
const LINES_AT_ONCE = 100;
const MOST_TURNS = 100;

/** Gathers what is kept about one person, by the register of personal columns: a new column is in it by itself. */
@Injectable()
export class PersonCopies {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ledger: LedgerQueries,
    private readonly audit: Audit,
  ) {}

  /** The same to take away, which is written down first. */
  async takeAway(acting: Acting): Promise<PersonCopy> {
    const subject = { kind: 'person', id: acting.personId };
    await this.work.write(acting.schemeId, (tx) =>
      this.audit.note(tx, { by: acting, action: 'person.copied', subject }),
    );
    return this.of(acting);
  }

  /** The copy as it is at one moment; refuses with `unknown-person`. */
  async of({ schemeId, personId }: Acting): Promise<PersonCopy> {
    return this.work.read(schemeId, async (view) => {
      const tables: Record<string, readonly Readonly<Record<string, unknown>>[]> = {};
      for (const [table, columns] of exportedColumns()) {
        const rows = await rowsOf(view, { table, columns, values: [schemeId, personId] });
        if (rows.length > 0) tables[table] = rows;
      }
      if (tables['person'] === undefined) throw unknownPerson();
      return { tables, galaxies: await this.galaxiesOf(view, schemeId, personId) };
    });
  }

  private async galaxiesOf(view: View, scheme: SchemeId, person: string): Promise<readonly CopiedLine[]> {
    const [participant]: { id: ParticipantId }[] = await view.query(
      'SELECT id FROM participant WHERE scheme_id = $1 AND id = $2',
      [scheme, person],
    );
    if (participant === undefined) return [];
    const toUse = await this.linesOf(view, scheme, { participant: participant.id, kind: 'available' });
    const setAside = await this.linesOf(view, scheme, { participant: participant.id, kind: 'held' });
    return [
      ...toUse.map((line) => copied(line, 'to use')),
      ...setAside.map((line) => copied(line, 'set aside')),
    ];
  }

  private async linesOf(view: View, scheme: SchemeId, account: AccountRef): Promise<readonly HistoryLine[]> {
    const lines: HistoryLine[] = [];
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      const before = lines.at(-1)?.seq;
      const page = { limit: LINES_AT_ONCE, ...(before === undefined ? {} : { before }) };
      const more = await this.ledger.history(view, scheme, account, page);
      lines.push(...more);
      if (more.length < LINES_AT_ONCE) break;
    }
    return lines;
  }
}

interface Wanted {
  readonly table: string;
  readonly columns: readonly string[];
  /** The scheme and the person. */
  readonly values: readonly unknown[];
}

/** The names are those of our own register, never what somebody sent. */
async function rowsOf(
  view: View,
  { table, columns, values }: Wanted,
): Promise<Readonly<Record<string, unknown>>[]> {
  const rows: { row: Readonly<Record<string, unknown>> }[] = await view.query(
    `SELECT to_jsonb(t) AS row FROM (SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(table)}
     WHERE scheme_id = $1 AND $2 IN (${ownersOf(table).map(quoted).join(', ')}) LIMIT ${String(MOST_ROWS)}) t`,
    [...values],
  );
  return rows.map(({ row }) => row);
}

function quoted(name: string): string {
  return `"${name}"`;
}

function copied({ occurredOn, recordedAt, kind, change }: HistoryLine, pot: CopiedLine['pot']): CopiedLine {
  return {
    occurredOn,
    recordedAt,
    kind,
    pot,
    galaxies: Math.abs(change),
    direction: change < 0 ? 'out' : 'in',
  };
}
