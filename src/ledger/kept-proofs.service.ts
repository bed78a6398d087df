import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../database/index.js';
import type { SchemeId } from '../shared/ids.js';
import type { Proof } from './proof.js';
import { Proofs } from './proofs.service.js';

const LONGEST_MS = 600_000;
const MOST_FINDINGS = 100;

/** Proofs that are kept: one for each night of a scheme. */
@Injectable()
export class KeptProofs {
  constructor(
    private readonly work: UnitOfWork,
    private readonly proofs: Proofs,
  ) {}

  /** Proves the whole book as it stands at this moment; ten minutes at most for any one question. */
  prove(scheme: SchemeId): Promise<Proof> {
    return this.work.read(scheme, (view) => this.proofs.prove(view, scheme), {
      statementTimeoutMs: LONGEST_MS,
    });
  }

  /** Keeps the proof of a period. The first one of a period stays. */
  async keep(tx: Tx, scheme: SchemeId, period: string, { holds, checks }: Proof): Promise<void> {
    const findings = checks
      .filter((check) => !check.holds)
      .map((check) => ({ check: check.name, findings: check.findings.slice(0, MOST_FINDINGS) }));
    await tx.query(
      'INSERT INTO proof (scheme_id, period, holds, findings) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [scheme, period, holds, JSON.stringify(findings)],
    );
  }
}
