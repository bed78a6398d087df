import { Injectable } from '@nestjs/common';
import type { View } from '../database/index.js';
import type { EntryId, OwnerId, SchemeId } from '../shared/ids.js';
import { accountName, type ExportedAccount, type ExportedEntry, type ExportedSeal } from './export.js';
import {
  accountOf,
  type AccountRow,
  entryOf,
  type EntryRow,
  sealOf,
  type SealRow,
  transferOf,
  type TransferRow,
} from './export-rows.js';
import { ACCOUNTS, HOW_MANY, SEALED_ENTRIES, SEALS, TRANSFERS_OF, UNSEALED_ENTRIES } from './exports.sql.js';

/** An entry may have 1,000 transfers, so a page of them stays well within memory. */
const ENTRIES_A_PAGE = 250;
const SEALS_A_PAGE = 500;

/** Reads the whole book, a page at a time. All of it must be asked in one view, so that it is of one instant. */
@Injectable()
export class ExportsQueries {
  /** How many entries there are, sealed or not. */
  async size(view: View, scheme: SchemeId): Promise<number> {
    const [row]: { entries: string }[] = await view.query(HOW_MANY, [scheme]);
    return Number(row?.entries ?? 0);
  }

  /** Every account by name. `refs` gives each participant's reference; without one the id stands in. */
  async accounts(
    view: View,
    scheme: SchemeId,
    refs: ReadonlyMap<OwnerId, string>,
  ): Promise<readonly ExportedAccount[]> {
    const rows: AccountRow[] = await view.query(ACCOUNTS, [scheme]);
    const accounts = rows.map((row) => {
      const name = accountName(row.kind, row.owner === scheme, refs.get(row.owner) ?? row.owner);
      return accountOf(row, name);
    });
    return accounts.sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** The sealed entries by number, then those that wait for a seal in the order they were recorded. */
  async *entries(view: View, scheme: SchemeId): AsyncGenerator<readonly ExportedEntry[]> {
    yield* this.sealed(view, scheme);
    yield* this.unsealed(view, scheme);
  }

  /** The seals by number, with their signatures. */
  async *seals(view: View, scheme: SchemeId): AsyncGenerator<readonly ExportedSeal[]> {
    for (let after: SealRow | undefined; ;) {
      const page: SealRow[] = await view.query(SEALS, [scheme, after?.number ?? 0, SEALS_A_PAGE]);
      after = page.at(-1);
      if (after === undefined) return;
      yield page.map(sealOf);
    }
  }

  private async *sealed(view: View, scheme: SchemeId): AsyncGenerator<readonly ExportedEntry[]> {
    for (let after: EntryRow | undefined; ;) {
      const page: EntryRow[] = await view.query(SEALED_ENTRIES, [scheme, after?.number ?? 0, ENTRIES_A_PAGE]);
      after = page.at(-1);
      if (after === undefined) return;
      yield await this.withTransfers(view, scheme, page);
    }
  }

  private async *unsealed(view: View, scheme: SchemeId): AsyncGenerator<readonly ExportedEntry[]> {
    for (let after: EntryRow | undefined; ;) {
      const place = [after?.recorded_at ?? '-infinity', after?.id ?? scheme];
      const page: EntryRow[] = await view.query(UNSEALED_ENTRIES, [scheme, ...place, ENTRIES_A_PAGE]);
      after = page.at(-1);
      if (after === undefined) return;
      yield await this.withTransfers(view, scheme, page);
    }
  }

  private async withTransfers(
    view: View,
    scheme: SchemeId,
    page: readonly EntryRow[],
  ): Promise<readonly ExportedEntry[]> {
    const rows: TransferRow[] = await view.query(TRANSFERS_OF, [scheme, page.map(({ id }) => id)]);
    const byEntry = new Map<EntryId, TransferRow[]>(page.map(({ id }) => [id, []]));
    for (const row of rows) byEntry.get(row.entry_id)?.push(row);
    return page.map((row) => entryOf(row, (byEntry.get(row.id) ?? []).map(transferOf)));
  }
}
