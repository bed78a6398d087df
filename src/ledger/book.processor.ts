import { Injectable } from '@nestjs/common';
import { Log } from '../config/index.js';
import type { JobHandlers } from '../outbox/index.js';
import { KeptProofs } from './kept-proofs.service.js';
import { Seals } from './seals.service.js';

/** The jobs of the book. */
@Injectable()
export class BookProcessor {
  readonly handlers: Pick<JobHandlers, 'seal-book' | 'prove-book'>;

  constructor(seals: Seals, proofs: KeptProofs, log: Log) {
    this.handlers = {
      'seal-book': ({ schemeId }) =>
        Promise.resolve(async (tx) => {
          await seals.seal(tx, schemeId);
        }),
      'prove-book': async ({ schemeId, payload: { period } }) => {
        const proof = await proofs.prove(schemeId);
        const wrong = proof.checks.filter(({ holds }) => !holds).map(({ name }) => name);
        if (!proof.holds)
          log.error({ schemeId, period, wrong }, 'The book does not hold: run `galaxies prove`.');
        return (tx) => proofs.keep(tx, schemeId, period, proof);
      },
    };
  }
}
