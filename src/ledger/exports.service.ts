import { Injectable } from '@nestjs/common';
import type { View } from '../database/index.js';
import type { OwnerId, SchemeId } from '../shared/ids.js';
import type { BookFormat, Chunk, ExportCounts, ExportedEntry, ExportedSeal, ExportFormat } from './export.js';
import { csvFormat } from './export-csv.js';
import { hledgerFormat } from './export-hledger.js';
import { jsonlFormat } from './export-jsonl.js';
import { ExportsQueries } from './exports.queries.js';

export interface ExportChoices {
  readonly format: ExportFormat;
  /** Names the book in the export: `galaxies/` and the scheme's slug. */
  readonly origin: string;
  /** Each participant's reference. */
  readonly refs: ReadonlyMap<OwnerId, string>;
  /** Takes text for the end of a file; it is waited for, so that no more is held in memory than a page. */
  readonly write: (chunk: Chunk) => Promise<void>;
  /** Told how many entries are done, of how many. */
  readonly onEntries?: (done: number, of: number) => void;
}

/** Writes the whole book of a scheme down, entry by entry, as it is at the one instant of the view. */
@Injectable()
export class Exports {
  constructor(private readonly queries: ExportsQueries) {}

  /** Which files an export of that format has. */
  filesOf(format: ExportFormat): readonly string[] {
    return formatOf(format, '').files;
  }

  async write(view: View, scheme: SchemeId, choices: ExportChoices): Promise<ExportCounts> {
    const format = formatOf(choices.format, choices.origin);
    const tally = new Tally();
    const accounts = await this.queries.accounts(view, scheme, choices.refs);
    const size = await this.queries.size(view, scheme);
    await writeAll(format.head(accounts), choices);
    for await (const page of this.queries.entries(view, scheme)) {
      tally.countEntries(page);
      await writeAll(format.entries(page), choices);
      choices.onEntries?.(tally.entries, size);
    }
    for await (const page of this.queries.seals(view, scheme)) {
      tally.countSeals(page);
      await writeAll(format.seals(page), choices);
    }
    await writeAll(format.foot(), choices);
    return { accounts: accounts.length, ...tally.counts() };
  }
}

class Tally {
  entries = 0;
  private transfers = 0;
  private unsealed = 0;
  private seals = 0;
  private signatures = 0;

  countEntries(page: readonly ExportedEntry[]): void {
    this.entries += page.length;
    for (const { number, transfers } of page) {
      this.transfers += transfers.length;
      if (number === null) this.unsealed++;
    }
  }

  countSeals(page: readonly ExportedSeal[]): void {
    this.seals += page.length;
    for (const { signatures } of page) this.signatures += signatures.length;
  }

  counts(): Omit<ExportCounts, 'accounts'> {
    const { entries, transfers, unsealed, seals, signatures } = this;
    return { entries, transfers, unsealed, seals, signatures };
  }
}

function formatOf(format: ExportFormat, origin: string): BookFormat {
  switch (format) {
    case 'hledger':
      return hledgerFormat(origin);
    case 'csv':
      return csvFormat();
    case 'jsonl':
      return jsonlFormat();
  }
}

async function writeAll(chunks: readonly Chunk[], { write }: ExportChoices): Promise<void> {
  for (const chunk of chunks) if (chunk.text !== '') await write(chunk);
}
