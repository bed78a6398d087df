import { Injectable } from '@nestjs/common';
import type { View } from '../database/index.js';
import type { SchemeId } from '../shared/ids.js';
import { type Checkpoint, isGenuine } from './checkpoint.js';
import {
  checksFor,
  type FindingRow,
  type Proof,
  type ProofChoices,
  type ProofCounts,
  proofOf,
} from './proof.js';
import { SealsQueries, type SealView } from './seals.queries.js';

const COUNTS = `
  SELECT (SELECT count(*) FROM journal_entry WHERE scheme_id = $1) AS entries,
         (SELECT count(*) FROM transfer WHERE scheme_id = $1) AS transfers,
         (SELECT count(*) FROM seal WHERE scheme_id = $1) AS seals,
         (SELECT count(DISTINCT number) FROM seal_signature WHERE scheme_id = $1) AS "signedSeals",
         (SELECT count(*) FROM journal_entry WHERE scheme_id = $1)
           - (SELECT count(*) FROM sealed_entry WHERE scheme_id = $1) AS unsealed`;

/** Recomputes the whole book and says in plain words whether it adds up. It only looks. */
@Injectable()
export class Proofs {
  constructor(private readonly seals: SealsQueries) {}

  /**
   * Proves the book of a scheme at one instant. With a checkpoint that was kept elsewhere it also proves that nothing
   * sealed by then has been changed, cut off or sealed anew; without one, that cannot be seen from inside the database.
   * With a past moment it also proves what the book says of that moment.
   */
  async prove(view: View, scheme: SchemeId, choices: ProofChoices = {}): Promise<Proof> {
    const { saved, asAt } = choices;
    const rows: FindingRow[] = await view.query(
      `SELECT check_name AS check, subject, detail FROM ledger_prove(${asAt === undefined ? '$1' : '$1, $2'})`,
      asAt === undefined ? [scheme] : [scheme, asAt],
    );
    const forged = await this.forgedSignatures(view, scheme);
    const lost = saved === undefined ? [] : await this.departures(view, scheme, saved);
    return proofOf(checksFor(choices), [...rows, ...forged, ...lost], await countsOf(view, scheme));
  }

  private async forgedSignatures(view: View, scheme: SchemeId): Promise<FindingRow[]> {
    const found: FindingRow[] = [];
    for await (const { number, checkpoint, signatures } of this.everySeal(view, scheme)) {
      if (signatures.every((signature) => isGenuine(checkpoint, signature))) continue;
      found.push({
        check: 'signatures-genuine',
        subject: `seal ${String(number)}`,
        detail: 'carries a signature that is not of this seal',
      });
    }
    return found;
  }

  private async departures(view: View, scheme: SchemeId, saved: Checkpoint): Promise<FindingRow[]> {
    const [now] = await this.seals.page(view, scheme, { after: saved.seal - 1, limit: 1 });
    const detail = departure(saved, now);
    return detail === undefined
      ? []
      : [{ check: 'checkpoint-kept', subject: `seal ${String(saved.seal)}`, detail }];
  }

  private async *everySeal(view: View, scheme: SchemeId): AsyncGenerator<SealView> {
    for (let after = 0; ;) {
      const page = await this.seals.page(view, scheme, { after, limit: 100 });
      yield* page;
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.number;
    }
  }
}

function departure(saved: Checkpoint, now: SealView | undefined): string | undefined {
  const then = `the saved checkpoint has ${String(saved.entries)} entries`;
  if (now?.number !== saved.seal) return `is gone: ${then} up to this seal, so later ones were cut off`;
  if (now.checkpoint.origin !== saved.origin)
    return `belongs to ${now.checkpoint.origin}: the saved checkpoint is of ${saved.origin}`;
  if (now.checkpoint.entries !== saved.entries)
    return `has ${String(now.checkpoint.entries)} entries where ${then}`;
  if (!now.checkpoint.root.equals(saved.root))
    return 'has another root than the saved checkpoint: entries up to here were sealed anew';
  return undefined;
}

async function countsOf(view: View, scheme: SchemeId): Promise<ProofCounts> {
  const [row]: Record<keyof ProofCounts, string>[] = await view.query(COUNTS, [scheme]);
  if (row === undefined) throw new Error('Counting answered with nothing.');
  return {
    entries: Number(row.entries),
    transfers: Number(row.transfers),
    seals: Number(row.seals),
    signedSeals: Number(row.signedSeals),
    unsealed: Number(row.unsealed),
  };
}
