import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork, type View } from '../database/index.js';
import type { SchemeId } from '../shared/ids.js';
import type { Check, Proof } from './proof.js';
import { Proofs } from './proofs.service.js';

const LONGEST_MS = 600_000;
const MOST_FINDINGS = 100;

/** A proof with what else was asked. */
export interface KeptProof {
  readonly holds: boolean;
  readonly checks: readonly (Omit<Check, 'name'> & { readonly name: string })[];
}

/** Asks of the whole service what the ledger cannot, because it knows no feature: where its entries came from. */
export abstract class FurtherProof {
  abstract add(view: View, scheme: SchemeId, proof: Proof): Promise<KeptProof>;
}

/** Proofs that are kept: one for each night of a scheme. */
@Injectable()
export class KeptProofs {
  constructor(
    private readonly work: UnitOfWork,
    private readonly proofs: Proofs,
    private readonly further: FurtherProof,
  ) {}

  /** Proves the whole book, and what it came from, as they stand at this moment; ten minutes at most for any one question. */
  prove(scheme: SchemeId): Promise<KeptProof> {
    return this.work.read(
      scheme,
      async (view) => this.further.add(view, scheme, await this.proofs.prove(view, scheme)),
      { statementTimeoutMs: LONGEST_MS },
    );
  }

  /** Keeps the proof of a period. The first one of a period stays. */
  async keep(tx: Tx, scheme: SchemeId, period: string, { holds, checks }: KeptProof): Promise<void> {
    const findings = checks
      .filter((check) => !check.holds)
      .map((check) => ({ check: check.name, findings: check.findings.slice(0, MOST_FINDINGS) }));
    await tx.query(
      'INSERT INTO proof (scheme_id, period, holds, findings) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [scheme, period, holds, JSON.stringify(findings)],
    );
  }
}
