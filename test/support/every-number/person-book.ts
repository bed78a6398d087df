import type { ParticipantId } from '../../../src/shared/ids.js';
import type { Where } from '../sums-of-transfers.js';

/** What one entry did to one person: how many more there are to use, and set aside. */
export interface Did {
  readonly entry: string;
  readonly toUse: number;
  readonly setAside: number;
}

/** What somebody has, and each entry that touched it, the newest last; all of it added up from transfers. */
export interface PersonBook {
  readonly toUse: number;
  readonly setAside: number;
  readonly inTotal: number;
  readonly entries: ReadonlyMap<string, Did>;
}

export async function personBook({ book, scheme }: Where, person: ParticipantId): Promise<PersonBook> {
  const rows: { entry: string; toUse: number | null; setAside: number | null }[] =
    await book.ownerSource.query(
      `SELECT t.entry_id AS entry, sum(s.amount) FILTER (WHERE s.kind = 'available')::int AS "toUse",
       sum(s.amount) FILTER (WHERE s.kind = 'held')::int AS "setAside"
     FROM transfer t CROSS JOIN LATERAL (
       SELECT kind, t.amount FROM account a WHERE a.scheme_id = t.scheme_id AND a.id = t.credit_account_id AND a.owner_id = $2
       UNION ALL
       SELECT kind, 0 - t.amount FROM account a WHERE a.scheme_id = t.scheme_id AND a.id = t.debit_account_id AND a.owner_id = $2
     ) s (kind, amount) WHERE t.scheme_id = $1 GROUP BY t.entry_id ORDER BY min(t.id)`,
      [scheme, person],
    );
  const did = rows.map(({ entry, toUse, setAside }) => ({
    entry,
    toUse: toUse ?? 0,
    setAside: setAside ?? 0,
  }));
  const [toUse, setAside] = [sum(did.map((each) => each.toUse)), sum(did.map((each) => each.setAside))];
  return {
    toUse,
    setAside,
    inTotal: toUse + setAside,
    entries: new Map(did.map((each) => [each.entry, each])),
  };
}

/** The words by which a line says what an entry did; no number where it came to nothing. */
export function amountSaid({ toUse, setAside }: Did): string {
  const inTotal = toUse + setAside;
  if (inTotal > 0) return `${String(inTotal)} added`;
  if (setAside > 0) return `${String(setAside)} set aside`;
  if (toUse > 0) return `${String(toUse)} back`;
  if (inTotal === 0) return 'put right';
  return `${String(0 - inTotal)} ${setAside < 0 ? 'used' : 'put right'}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
