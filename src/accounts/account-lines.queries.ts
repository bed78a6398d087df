import { Injectable } from '@nestjs/common';
import { UnitOfWork, type View } from '../database/index.js';
import type { EntryId, PersonId, SchemeId } from '../shared/ids.js';
import type { LinesPage } from './accounts.queries.js';
import { type Galaxies, GalaxiesQueries, type Here } from './galaxies.queries.js';
import { lastTransferOf, type Line } from './line.js';

/** Somebody's account as administrators see it: its lines with who recorded them and what fixes them. */
export interface AccountLines extends Galaxies {
  readonly name: string;
  /** What they had in total after the newest of these lines. */
  readonly inTotalAfter: number;
  /** Whoever recorded these lines, by their ids; a job or an old book has no name. */
  readonly names: ReadonlyMap<string, string>;
  /** The number of each entry in the chain and of the seal that fixes it; an entry that is not sealed yet has none. */
  readonly sealed: ReadonlyMap<EntryId, SealedEntry>;
}

export interface SealedEntry {
  readonly seq: string;
  readonly seal: string;
}

const NAMES = 'SELECT id, liked_name AS name FROM person WHERE scheme_id = $1 AND id = ANY ($2::uuid[])';

const SEALED = `
  SELECT e.entry_id AS "entryId", e.seq::text AS seq, s.number::text AS seal FROM sealed_entry e
  JOIN seal s ON s.scheme_id = e.scheme_id AND e.seq BETWEEN s.first_seq AND s.last_seq
  WHERE e.scheme_id = $1 AND e.entry_id = ANY ($2::uuid[])`;

const IN_TOTAL = `
  SELECT coalesce(sum(p.delta), 0)::integer AS total FROM posting p
  JOIN account a ON a.scheme_id = p.scheme_id AND a.id = p.account_id AND a.owner_id = $2
  WHERE p.scheme_id = $1 AND p.transfer_id <= $3`;

/** One account in every detail that the book has, for those who audit it. */
@Injectable()
export class AccountLinesQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly galaxies: GalaxiesQueries,
  ) {}

  /** The scheme's day, clock and words for galaxies. */
  async here(scheme: SchemeId): Promise<Here> {
    return this.work.read(scheme, (view) => this.galaxies.here(view, scheme));
  }

  /** Their numbers and a page of their lines, now or as at a past moment; refuses with `unknown-account`. */
  async of(scheme: SchemeId, person: PersonId, page: LinesPage): Promise<AccountLines> {
    return this.work.read(scheme, async (view) => {
      const galaxies = await this.galaxies.of(view, scheme, person, page);
      const recorders = galaxies.lines.map(({ recordedBy }) => recordedBy);
      const names = await namesOf(view, scheme, [...recorders, person]);
      return {
        ...galaxies,
        names,
        name: names.get(person) ?? '',
        sealed: await sealedOf(view, scheme, galaxies.lines),
        inTotalAfter: await inTotalAfter(view, scheme, { person, newest: galaxies.lines[0] }),
      };
    });
  }
}

async function namesOf(
  view: View,
  scheme: SchemeId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows: { id: string; name: string }[] = await view.query(NAMES, [scheme, ids]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function sealedOf(
  view: View,
  scheme: SchemeId,
  lines: readonly Line[],
): Promise<ReadonlyMap<EntryId, SealedEntry>> {
  const rows: (SealedEntry & { readonly entryId: EntryId })[] = await view.query(SEALED, [
    scheme,
    lines.map(({ entryId }) => entryId),
  ]);
  return new Map(rows.map(({ entryId, ...sealed }) => [entryId, sealed]));
}

async function inTotalAfter(
  view: View,
  scheme: SchemeId,
  { person, newest }: { readonly person: PersonId; readonly newest: Line | undefined },
): Promise<number> {
  if (newest === undefined) return 0;
  const [row]: { total: number }[] = await view.query(IN_TOTAL, [scheme, person, lastTransferOf(newest)]);
  return row?.total ?? 0;
}
